"""Fits the verdict for the bundled encoder: `python -m index.fit_verdict`.

Input are judged questions: our own set over the sample (its `dev` split alone), questions about
wholly other things (`eval/data/elsewhere.jsonl`), and tables of questions written over the
documents of a folder (`document`, `number`, `kind`, `query`, `split`; the `dev` split, `near`
being questions that their document does not answer). The stores are built in the work folder
with the encoder as it is now, which costs nothing where they are up to date.

Every question with an answer is asked once more of the store less its answer. Such a twin has
the very same words and no answer, so nothing can be learnt from how a question is put.

The model is a logistic regression with a ridge penalty, then calibrated (Platt) on what it says
of the questions of our own set whose group it has not seen: no twins, and none of the tables, in
which near misses are far more frequent than among questions that people ask. The figures that
are printed are of such held-out probabilities. Rerun it whenever the bundled encoder, its network
(`index.interaction`), the analysis, the fusion or the order changes.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from index import serial
from index.build import build
from index.encode import load_encoder
from index.evidence import FEATURES
from index.fit_figures import area, describe
from index.fit_questions import (
    ELSEWHERE,
    RANDOM,
    SEEDS,
    TWIN,
    WRITTEN,
    Array,
    Evidences,
    examine,
    read_seeds,
    read_written,
)
from index.forms import form
from index.search import Searcher
from index.verdict import MODEL, Model
from qa.collect import collect
from qa.model import Parsed

_TABLES: Final = (
    Path("../shared/training/written_questions.tsv"),
    Path(__file__).parent / "training" / "written" / "held_out.tsv",
)
_WEIGHTS: Final = {
    SEEDS: 3.0,
    WRITTEN: 1.0,
    ELSEWHERE: 12.0,
    SEEDS + TWIN: 0.3,
    WRITTEN + TWIN: 0.2,
}
"""What a question counts for, by origin. Our own set is balanced in form, and small."""
_PENALTY: Final = 10.0
"""Of the ridge, on standardised features."""
_STEPS: Final = 50
_FOLDS: Final = 5
_ANSWERED: Final = 0.95
"""The least probability for `answered`: by its own estimate at most one in twenty of what is called
so was not asked before. That holds of a store of the sample's size (the calibration error is
printed); in a larger one probabilities are too high."""
_ELSEWHERE: Final = 0.90
"""Questions about wholly other things that are to be called `none`, as long as that label is not
given to what is more likely answered than not."""


def fit(
    features: Array, answers: Array, counts: Array, penalty: float = _PENALTY
) -> tuple[Array, Array, Array, float]:
    """Means, scales, weights and bias of a ridge logistic regression, by Newton's method.

    `counts` is what each row counts for.
    """
    means = np.average(features, axis=0, weights=counts)
    scales = np.sqrt(np.average((features - means) ** 2, axis=0, weights=counts))
    scales[scales < 1e-9] = 1.0
    design = np.column_stack([(features - means) / scales, np.ones(len(features))])
    ridge = np.diag([*[penalty] * features.shape[1], 1e-6])
    weights = np.zeros(design.shape[1])
    for _ in range(_STEPS):
        chance = chances_of(design @ weights)
        gradient = design.T @ (counts * (chance - answers)) + ridge @ weights
        curvature = (design * (counts * chance * (1 - chance))[:, None]).T @ design + ridge
        step = np.linalg.solve(curvature, gradient)
        weights = weights - step
        if np.abs(step).max() < 1e-6:
            break
    return means, scales, weights[:-1], float(weights[-1])


def model_of(features: Array, answers: Array, counts: Array, fingerprint: str = "") -> Model:
    """A model fitted on all features, not calibrated, without thresholds."""
    means, scales, weights, bias = fit(features, answers, counts)
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


def held_out(features: Array, answers: Array, counts: Array, groups: list[str]) -> Array:
    """For each question the probability by a model that did not see its group."""
    fold_of = {name: at % _FOLDS for at, name in enumerate(sorted(set(groups)))}
    folds = np.array([fold_of[group] for group in groups])
    chances = np.zeros(len(answers))
    for fold in range(_FOLDS):
        seen = (folds != fold) & (counts > 0)
        means, scales, weights, bias = fit(features[seen], answers[seen], counts[seen])
        own = folds == fold
        chances[own] = chances_of((features[own] - means) / scales @ weights + bias)
    return chances


def platt(chances: Array, answers: Array, counts: Array) -> tuple[float, float]:
    """Slope and offset that make the log-odds of `chances` fit `answers` (Platt 1999)."""
    odds = log_odds(chances)[:, None]
    means, scales, weights, bias = fit(odds, answers, counts, penalty=1e-6)
    slope = float(weights[0] / scales[0])
    return slope, bias - slope * float(means[0])


def log_odds(chances: Array) -> Array:
    """The logarithm of p / (1 - p), kept finite."""
    kept = np.clip(chances, 1e-9, 1 - 1e-9)
    return np.log(kept / (1 - kept))


def chances_of(odds: Array) -> Array:
    """The probabilities with these log-odds."""
    found: Array = 1 / (1 + np.exp(-np.clip(odds, -30, 30)))
    return found


def calibrated(model: Model, slope: float, offset: float) -> Model:
    """The same model with its log-odds stretched and moved."""
    return replace(
        model,
        weights=tuple(slope * weight for weight in model.weights),
        bias=slope * model.bias + offset,
    )


def related_from(elsewhere: Array) -> float:
    """The least probability for `related`, from those of questions about wholly other things.

    What is more likely answered than not is `related` in any case, and without such questions
    nothing else is.
    """
    bound = float(np.quantile(elsewhere, _ELSEWHERE)) if len(elsewhere) else 0.5
    return round(min(bound + 1e-4, 0.5), 4)


def form_area(rows: Evidences, chosen: npt.NDArray[np.bool_]) -> float:
    """AUROC of a model that sees the question alone: what form gives away in these sets."""
    texts = np.array([form(question.text) for question in rows.judged])[chosen]
    groups = [q.group for q, take in zip(rows.judged, chosen, strict=True) if take]
    answers = rows.answers[chosen]
    return area(held_out(texts, answers, np.ones(len(answers)), groups), answers)


def gather_all(options: argparse.Namespace) -> tuple[Evidences, str]:
    """The evidence of every question, and the fingerprint that the model is fitted for."""
    encoder = load_encoder()
    elsewhere = list(read_seeds(options.elsewhere, ELSEWHERE))
    stores = {"sample": options.sample, "documents": options.documents}
    parts: list[Evidences] = []
    fingerprint = ""
    for name, folder in stores.items():
        if not folder.is_dir() and name != "sample":
            sys.stderr.write(f"{folder} is not there: left out\n")
            continue
        store = options.work / name
        build(store, _parsed(folder), encoder=encoder)
        with Searcher.open(store, encoder=encoder) as searcher:
            own = (
                list(read_seeds(options.seeds))
                if name == "sample"
                else [q for table in options.written for q in read_written(table, searcher)]
            )
            parts.append(examine(searcher, own + elsewhere))
            fingerprint = searcher.fitted_for
        sys.stderr.write(f"{name}: {len(own)} questions examined\n")
    rows = parts[0]
    for part in parts[1:]:
        rows = rows + part
    return rows, fingerprint


def _parsed(folder: Path) -> Iterator[Parsed]:
    return (found for found in collect([folder]) if isinstance(found, Parsed))


def fitted(rows: Evidences, fingerprint: str) -> tuple[Model, Array]:
    """The model, calibrated and with thresholds, and the held-out probability of every row."""
    origins = rows.origins()
    counts = np.array([_WEIGHTS.get(origin, 0.0) for origin in origins]) * rows.found
    groups = [question.group for question in rows.judged]
    chances = held_out(rows.features, rows.answers, counts, groups)
    own = origins == SEEDS
    slope, offset = platt(chances[own], rows.answers[own], np.ones(own.sum()))
    chances = chances_of(slope * log_odds(chances) + offset)
    used = counts > 0
    model = model_of(rows.features[used], rows.answers[used], counts[used], fingerprint)
    tally = Counter(str(origin) for origin in origins[used])
    return replace(
        calibrated(model, slope, offset),
        answered=_ANSWERED,
        related=related_from(chances[origins == ELSEWHERE]),
        fitted_on=dict(sorted(tally.items())),
    ), chances


def report(rows: Evidences, chances: Array, model: Model) -> Iterator[str]:
    """Lines of held-out figures: by origin, and what the form of a question gives away."""
    origins = rows.origins()
    real = np.isin(origins, (SEEDS, WRITTEN))
    for name in sorted(set(origins)):
        if not name.endswith(RANDOM):
            chosen = origins == name
            if name.endswith(TWIN):
                chosen |= (origins == name.removesuffix(TWIN)) & (rows.answers == 1) & rows.found
            yield describe(
                name, chances[chosen], rows.answers[chosen], model.answered, model.related
            )
    yield describe("all", chances[real], rows.answers[real], model.answered, model.related)
    for name in (SEEDS, WRITTEN):
        drawn = np.array([origin == name + RANDOM for origin in origins])
        if drawn.any():
            by_random = area(chances[drawn], rows.answers[drawn])
            alone = form_area(rows, origins == name)
            yield f"{name}: AUROC by a random pair {by_random:.3f}, by form alone {alone:.3f}"


def main(arguments: list[str] | None = None) -> None:
    """Build the stores, fit, print the held-out figures, and write the model."""
    parser = argparse.ArgumentParser(prog="python -m index.fit_verdict", description=__doc__)
    parser.add_argument("--work", type=Path, default=Path("build/verdict"))
    parser.add_argument("--sample", type=Path, default=Path("qa/sample"))
    parser.add_argument("--seeds", type=Path, default=Path("eval/data/seeds.jsonl"))
    parser.add_argument("--elsewhere", type=Path, default=Path("eval/data/elsewhere.jsonl"))
    parser.add_argument("--documents", type=Path, default=Path("../shared/documents"))
    parser.add_argument("--written", type=Path, nargs="+", default=_TABLES)
    parser.add_argument("--out", type=Path, default=MODEL)
    options = parser.parse_args(arguments)
    rows, fingerprint = gather_all(options)
    options.work.mkdir(parents=True, exist_ok=True)
    model, chances = fitted(rows, fingerprint)
    for line in report(rows, chances, model):
        sys.stderr.write(line + "\n")
    options.out.write_text(serial.dump(model) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
