"""Fits the verdict for an encoder: `python -m index.fit_verdict STORE --seeds F [--written F]`.

Input are judged questions over the documents of STORE: our own set (its `dev` split alone) and,
where there is one, a table of written questions (`document`, `number`, `kind`, `query`,
`split`; its `dev` split, `near` being questions that their document does not answer). A question
counts as answered where it has an answer in the store that was found; one whose answer was not
found says nothing of the evidence and is left out.

The model is a logistic regression with a ridge penalty, which gives probabilities that are
calibrated on what it was fitted on. The figures that are printed are honest: each question is
judged by a model that was fitted without its document. The thresholds come from those too.
Rerun it whenever the bundled encoder, the analysis or the fusion changes.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import astuple, dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from index import serial
from index.evidence import FEATURES, Evidence
from index.search import Searcher
from index.verdict import MODEL, Model

Array = npt.NDArray[np.float64]

_PENALTY: Final = 3.0
"""Of the ridge, on standardised features."""
_STEPS: Final = 50
_FOLDS: Final = 5
_FALSE_ANSWERED: Final = 0.05
"""Unanswerable questions that may be called answered, when the threshold is chosen."""
_MISSED: Final = 0.03
"""Answerable questions that may be called `none`, when the threshold is chosen."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A question with the ids of the pairs that answer it; `group` is held out together."""

    text: str
    relevant: frozenset[str]
    group: str
    origin: str


def read_seeds(path: Path) -> Iterator[Judged]:
    """The `dev` questions of our own set."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["split"] == "dev":
            # A pair and the questions about it are in one fold; misses are spread.
            group = min(row["relevant"], default=row["id"])
            yield Judged(row["text"], frozenset(row["relevant"]), group, "seeds")


def read_written(path: Path, searcher: Searcher) -> Iterator[Judged]:
    """The `dev` questions of the table whose document is in the store."""
    by_source = {document.source: document.id for document in searcher.documents()}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            document = by_source.get(row["document"])
            if document is None or row["split"] != "dev":
                continue
            relevant: set[str] = set()
            if row["kind"] != "near":
                pairs = searcher.pairs(document)
                relevant = {pair.id for pair in pairs if row["number"] in pair.numbers}
                if not relevant:
                    continue
            yield Judged(row["query"], frozenset(relevant), document, "written")


def examine(searcher: Searcher, judged: list[Judged]) -> tuple[Array, Array, list[Judged]]:
    """Features [n, f] and answers [n] (1 answered) of the questions that say something."""
    rows, answers, kept = [], [], []
    found = searcher.search_many([question.text for question in judged], k=10)
    for question, hits in zip(judged, found, strict=True):
        if question.relevant and question.relevant.isdisjoint(hit.pair.id for hit in hits):
            continue
        rows.append(astuple(searcher.evidence(question.text, hits)))
        answers.append(float(bool(question.relevant)))
        kept.append(question)
    return np.array(rows), np.array(answers), kept


def fit(features: Array, answers: Array) -> tuple[Array, Array, Array, float]:
    """Means, scales, weights and bias of a ridge logistic regression, by Newton's method."""
    means = features.mean(axis=0)
    scales = features.std(axis=0)
    scales[scales == 0] = 1.0
    design = np.column_stack([(features - means) / scales, np.ones(len(features))])
    ridge = np.diag([*[_PENALTY] * features.shape[1], 0.0])
    weights = np.zeros(design.shape[1])
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-design @ weights))
        gradient = design.T @ (chance - answers) + ridge @ weights
        curvature = (design * (chance * (1 - chance))[:, None]).T @ design + ridge
        weights = weights - np.linalg.solve(curvature, gradient)
    return means, scales, weights[:-1], float(weights[-1])


def model_of(features: Array, answers: Array, fingerprint: str) -> Model:
    """A fitted model, its thresholds not yet chosen."""
    means, scales, weights, bias = fit(features, answers)
    return Model(
        fingerprint,
        FEATURES,
        tuple(map(float, means)),
        tuple(map(float, scales)),
        tuple(map(float, weights)),
        bias,
        answered=0.5,
        related=0.5,
    )


def held_out(features: Array, answers: Array, groups: list[str]) -> Array:
    """For each question the probability by a model that did not see its group."""
    names = sorted(set(groups))
    fold_of = {name: at % _FOLDS for at, name in enumerate(names)}
    folds = np.array([fold_of[group] for group in groups])
    chances = np.zeros(len(answers))
    for fold in range(_FOLDS):
        model = model_of(features[folds != fold], answers[folds != fold], "")
        for at in np.flatnonzero(folds == fold):
            chances[at] = model.probability(Evidence(*features[at]))
    return chances


def thresholds(chances: Array, answers: Array) -> tuple[float, float]:
    """The least probabilities for `answered` and for `related`."""
    answered = float(np.quantile(chances[answers == 0], 1 - _FALSE_ANSWERED))
    related = float(np.quantile(chances[answers == 1], _MISSED))
    answered = min(max(answered, 0.5), 0.95)
    return round(answered, 4), round(min(related, answered), 4)


def area(chances: Array, answers: Array) -> float:
    """AUROC: how often an answerable question gets the higher probability; ties count half."""
    positive, negative = chances[answers == 1], chances[answers == 0]
    above = (positive[:, None] > negative[None, :]).mean()
    return float(above + 0.5 * (positive[:, None] == negative[None, :]).mean())


def calibration_error(chances: Array, answers: Array, bins: int = 10) -> float:
    """Expected calibration error over bins of equal width (Guo et al., ICML 2017)."""
    at = np.minimum((chances * bins).astype(int), bins - 1)
    return float(
        sum(
            (at == b).mean() * abs(chances[at == b].mean() - answers[at == b].mean())
            for b in range(bins)
            if (at == b).any()
        )
    )


def describe(name: str, chances: Array, answers: Array) -> str:
    """One line of figures; false alarms are those at 85 % recall."""
    if len(set(answers)) < 2:
        return f"{name}: {len(answers)} questions, all of one kind"
    recall = np.quantile(chances[answers == 1], 0.15)
    false = (chances[answers == 0] >= recall).mean()
    return (
        f"{name}: {len(answers)} questions, {answers.mean():.0%} answered, "
        f"AUROC {area(chances, answers):.3f}, false at 85 % recall {false:.3f}, "
        f"calibration error {calibration_error(chances, answers):.3f}"
    )


def main(arguments: list[str] | None = None) -> None:
    """Fit, print the held-out figures, and write the model."""
    parser = argparse.ArgumentParser(prog="python -m index.fit_verdict")
    parser.add_argument("store", type=Path)
    parser.add_argument("--seeds", type=Path, required=True)
    parser.add_argument("--written", type=Path)
    parser.add_argument("--out", type=Path, default=MODEL)
    options = parser.parse_args(arguments)
    with Searcher.open(options.store) as searcher:
        judged = list(read_seeds(options.seeds))
        if options.written:
            judged += read_written(options.written, searcher)
        features, answers, kept = examine(searcher, judged)
        fingerprint = searcher.status().fingerprint
    chances = held_out(features, answers, [question.group for question in kept])
    for origin in sorted({question.origin for question in kept}):
        chosen = np.array([question.origin == origin for question in kept])
        sys.stderr.write(describe(origin, chances[chosen], answers[chosen]) + "\n")
    sys.stderr.write(describe("all", chances, answers) + "\n")
    model = model_of(features, answers, fingerprint)
    answered, related = thresholds(chances, answers)
    fitted = replace(
        model,
        answered=answered,
        related=related,
        fitted_on=dict(sorted(Counter(question.origin for question in kept).items())),
    )
    text = serial.dump(fitted)
    options.out.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
