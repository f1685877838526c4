"""`python -m index.fit_order STORE… --seeds FILE`: fit the order of the first hits.

A conditional logit: of the first hits for a question, those that answer it should come first.
Every task (a store, a set of questions) counts the same, every question in it too. The figures
are held out: each question is ordered by weights that were fitted without its group.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from index import serial
from index.fit_tasks import Question, arguments_of, tasks
from index.fuse import fuse
from index.order import FIRST, MODEL, NUMBERS, Weights, numbers_of
from index.search import Searcher

Array = npt.NDArray[np.float64]

_FOLDS: Final = 5
_RIDGE: Final = 0.02
"""Pull to zero of weights of numbers that are scaled to a spread of one within a question."""


@dataclass(frozen=True, slots=True)
class Hits:
    """The first hits for a question: `NUMBERS` [hits, numbers], and which answer it [hits]."""

    group: str
    numbers: Array
    right: npt.NDArray[np.bool_]


def look(searcher: Searcher, questions: Sequence[Question]) -> list[Hits]:
    """The first hits for each question, by the fused scores alone."""
    ids, found = searcher.ids(), []
    for text, _, group, relevant in questions:
        seen = searcher.signals([text])[0]
        fused = fuse(seen.dense, seen.lexical, seen.ideal, searcher.fusion)
        first = np.argsort(-fused, kind="stable")[:FIRST]
        pairs = [pair for at in first if (pair := searcher.pair(ids[at])) is not None]
        rows = numbers_of(text, pairs, fused[first], seen.dense[first], searcher.together)
        table = np.array([[row[name] for name in NUMBERS] for row in rows])
        found.append(Hits(group, table, np.array([pair.id in relevant for pair in pairs])))
    return found


def fit(tasks: Sequence[Sequence[Hits]], numbers: Sequence[int]) -> Array:
    """The weights of `numbers` (places in `NUMBERS`); of the others 0."""
    from scipy.optimize import minimize  # type: ignore[import-untyped]

    every = np.concatenate([one.numbers - one.numbers.mean(0) for task in tasks for one in task])
    spread = every.std(axis=0)[list(numbers)] + 1e-9

    def loss(weights: Array) -> tuple[float, Array]:
        total, slope = _RIDGE / 2 * float(weights @ weights), _RIDGE * weights
        for task in tasks:
            told = [one for one in task if one.right.any()]
            for one in told:
                table = one.numbers[:, numbers] / spread
                values = np.exp(table @ weights - (table @ weights).max())
                chance = values / values.sum()
                hope = chance * one.right / (chance * one.right).sum()
                share = 1 / len(told) / len(tasks)
                total -= share * float(np.log((chance * one.right).sum()))
                slope = slope + share * (table.T @ (chance - hope))
        return total, slope

    found = np.zeros(len(NUMBERS))
    best = minimize(loss, np.zeros(len(numbers)), jac=True, method="L-BFGS-B")
    found[list(numbers)] = best.x / spread
    return found


def reciprocal(one: Hits, weights: Array) -> float:
    """1 / rank of the first hit that answers, 0 where none does; the first hits come as found."""
    order = np.argsort(-(one.numbers @ weights), kind="stable")
    places = np.flatnonzero(one.right[order])
    return 1 / (int(places[0]) + 1) if len(places) else 0.0


def held_out(tasks: Sequence[Sequence[Hits]], numbers: Sequence[int]) -> list[float]:
    """MRR of each task, every question ordered by weights that did not see its group."""
    names = sorted({one.group for task in tasks for one in task})
    fold = {name: at % _FOLDS for at, name in enumerate(names)}
    values: list[list[float]] = [[] for _ in tasks]
    for part in range(_FOLDS):
        others = [[one for one in task if fold[one.group] != part] for task in tasks]
        weights = fit(others, numbers)
        for task, figures in zip(tasks, values, strict=True):
            figures += (reciprocal(one, weights) for one in task if fold[one.group] == part)
    return [float(np.mean(figures)) for figures in values]


def say(label: str, values: Sequence[float]) -> None:
    """Print a line of figures."""
    row = "".join(f"{value:12.3f}" for value in [*values, float(np.mean(values))])
    sys.stdout.write(f"{label:34}{row}\n")


def main(arguments: list[str] | None = None) -> None:
    """Compare, fit and keep."""
    options = arguments_of("index.fit_order", MODEL).parse_args(arguments)
    found = dict(tasks(options, look))
    every = list(range(len(NUMBERS)))
    sets = list(found.values())
    sys.stdout.write(f"MRR@10 of {', '.join(found)}; their mean\n")
    say("as fused", [float(np.mean([reciprocal(o, _FUSED) for o in task])) for task in sets])
    say("in order, held out", held_out(sets, every))
    for left in every:
        say(f"  without {NUMBERS[left]}", held_out(sets, [at for at in every if at != left]))
    weights = fit(sets, every)
    for name, weight in zip(NUMBERS, weights, strict=True):
        sys.stdout.write(f"{name}: {weight:.3f}\n")
    if options.write:
        kept = {name: round(float(w), 4) for name, w in zip(NUMBERS, weights, strict=True)}
        with Searcher.open(options.stores[0]) as searcher:
            made = Weights(searcher.fitted_for, kept)
        options.out.write_text(serial.dump(made) + "\n", encoding="utf-8")


_FUSED: Final = np.array([float(name == "fused") for name in NUMBERS])

if __name__ == "__main__":
    main()
