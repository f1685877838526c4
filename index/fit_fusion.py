"""Chooses the fusion: `python -m index.fit_fusion STORE… --seeds F [--written F] [--write]`.

Every method of `index.fuse` with every weight is set against its parts and against a small
learned one, by MRR@10 on the questions that may be tuned on: the `dev` split of our own set,
and that of a table of written questions (`document`, `number`, `kind`, `query`, `split`). Each
store is a task of its own (the sample alone, the sample among other documents); the best mean
over tasks wins, and `--write` keeps it for every searcher. Rerun it for another encoder.

The learned one is a conditional logit over the first pairs of either part: which of them answers
the question? Its features are the cosine, the BM25 scaled in two ways, both ranks, and each of
these for short questions apart. It is judged on folds that it was not fitted on.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from index import serial
from index.dense import Scores
from index.fit_tasks import Question, arguments_of, tasks
from index.fuse import CHOSEN, Fusion, Method, fuse
from index.search import Searcher
from index.signals import Signals

Array = npt.NDArray[np.float64]
Scorer = Callable[["Asked"], Scores]

_WEIGHTS: Final = (0.2, 0.3, 0.4, 0.5, 0.65, 0.8, 1.0, 1.3)
_DEPTH: Final = 10
_FOLDS: Final = 5
_STEPS: Final = 300
_SHORT: Final = 5
"""Words in a question that counts as short."""
_CANDIDATES: Final = 30
"""Pairs of either part that the learned one chooses from."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the scores of all pairs, and where those stand that answer it."""

    text: str
    slice: str
    group: str
    relevant: npt.NDArray[np.int64]
    signals: Signals


def ask(searcher: Searcher, questions: Sequence[Question]) -> list[Asked]:
    """The scores of every pair for every question."""
    at_of = {pair: at for at, pair in enumerate(searcher.ids())}
    found = searcher.signals([text for text, *_ in questions])
    return [
        Asked(text, kind, group, np.array(sorted(at_of[i] for i in pairs if i in at_of)), signals)
        for (text, kind, group, pairs), signals in zip(questions, found, strict=True)
    ]


def reciprocal(asked: Asked, scores: Scores) -> float:
    """1 / rank of the first answering pair, 0 below rank 10; the last among equals."""
    best = scores[asked.relevant].max()
    rank = int((scores >= best).sum())
    return 1 / rank if rank <= _DEPTH else 0.0


def fixed(fusion: Fusion) -> Scorer:
    """Scores by a fusion of `index.fuse`."""
    return lambda one: fuse(one.signals.dense, one.signals.lexical, one.signals.ideal, fusion)


def features(asked: Asked) -> tuple[npt.NDArray[np.int64], Array]:
    """Candidates, and what the learned one knows of each."""
    dense, lexical = asked.signals.dense, asked.signals.lexical
    first = [np.argsort(-part, kind="stable")[:_CANDIDATES] for part in (dense, lexical)]
    at = np.unique(np.concatenate(first))
    columns = [dense, lexical / max(asked.signals.ideal, 1e-9), lexical / max(lexical.max(), 1e-9)]
    for part in (dense, lexical):
        ranks = np.argsort(np.argsort(-part, kind="stable"), kind="stable")
        columns.append(10 / (10 + ranks))
    table = np.stack([np.asarray(column, np.float64)[at] for column in columns], axis=1)
    short = float(len(asked.text.split()) <= _SHORT)
    return at, np.hstack([table, short * table])


def learn(examples: Sequence[tuple[Array, npt.NDArray[np.bool_]]]) -> Array:
    """Weights of a conditional logit with a small ridge, by gradient steps."""
    weights = np.zeros(examples[0][0].shape[1])
    for step in range(_STEPS):
        gradient = 0.02 * weights
        for table, right in examples:
            chance = np.exp(table @ weights - (table @ weights).max())
            chance /= chance.sum()
            target = right * chance / max((right * chance).sum(), 1e-12)
            gradient += table.T @ (chance - target) / len(examples)
        weights -= 20.0 / (1 + step / 50) * gradient
    return weights


def learned(asked: Sequence[Asked]) -> list[float]:
    """The reciprocal rank of each question by a model that did not see its fold."""
    tables = [features(one) for one in asked]
    rights = [np.isin(at, one.relevant) for (at, _), one in zip(tables, asked, strict=True)]
    names = sorted({one.group for one in asked})
    fold = [names.index(one.group) % _FOLDS for one in asked]
    values = [0.0] * len(asked)
    for part in range(_FOLDS):
        pool = [
            (table, right)
            for (_, table), right, of in zip(tables, rights, fold, strict=True)
            if of != part and right.any()
        ]
        weights = learn(pool)
        for number, one in enumerate(asked):
            if fold[number] == part:
                at, table = tables[number]
                scores = np.full(len(one.signals.dense), -np.inf, np.float32)
                scores[at] = table @ weights
                found = np.isfinite(scores[one.relevant]).any()
                values[number] = reciprocal(one, scores) if found else 0.0
    return values


def under(asked: Sequence[Asked], values: Array, parts: Sequence[Array]) -> Iterator[str]:
    """The slices on which a fusion is under its best part, with the figures."""
    slices: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(asked):
        slices[one.slice].append(at)
    for name, places in sorted(slices.items()):
        mean, best = values[places].mean(), max(part[places].mean() for part in parts)
        if mean < best - 1e-9:
            yield f"  under its best part on {name} ({len(places)}): {mean:.3f}, part {best:.3f}"


def compare(tasks: dict[str, list[Asked]]) -> Fusion:
    """Print how every fusion does on every task, and give the best."""

    def each(scorer: Scorer) -> dict[str, Array]:
        return {
            name: np.array([reciprocal(one, scorer(one)) for one in asked])
            for name, asked in tasks.items()
        }

    rows = {
        "dense alone": each(lambda one: one.signals.dense),
        "lexical alone": each(lambda one: one.signals.lexical),
        "learned, cross-validated": {n: np.array(learned(asked)) for n, asked in tasks.items()},
    }
    best = {}
    for method in Method:
        found = {weight: each(fixed(Fusion(method, weight))) for weight in _WEIGHTS}
        weight = max(found, key=lambda w: _mean(found[w]))
        best[Fusion(method, weight)] = rows[f"{method}, lexical {weight}"] = found[weight]
    say(f"{'MRR@10':28}" + "".join(f"{name:>18}" for name in (*tasks, "mean")))
    for label, figures in rows.items():
        means = [*(values.mean() for values in figures.values()), _mean(figures)]
        say(f"{label:28}" + "".join(f"{value:18.3f}" for value in means))
    winner = max(best, key=lambda fusion: _mean(best[fusion]))
    say(f"best: {winner}")
    for name, asked in tasks.items():
        parts = [rows["dense alone"][name], rows["lexical alone"][name]]
        for line in under(asked, best[winner][name], parts):
            say(f"{name}:{line}")
    return winner


def say(line: str) -> None:
    """Print a line."""
    sys.stdout.write(f"{line}\n")


def _mean(figures: dict[str, Array]) -> float:
    return float(np.mean([values.mean() for values in figures.values()]))


def main(arguments: list[str] | None = None) -> None:
    """Compare the fusions, and keep the best where that is asked for."""
    options = arguments_of("index.fit_fusion", CHOSEN).parse_args(arguments)
    chosen = compare(dict(tasks(options, ask)))
    if options.write:
        options.out.write_text(serial.dump(chosen) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
