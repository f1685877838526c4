"""The measures: of the ranking by ir_measures, of the verdict by the formulas here.

A question's ranking is measured where the corpus answers it. Hit and reciprocal rank count a
pair of any grade; nDCG weighs grades (gain = grade, Järvelin and Kekäläinen 2002). The verdict
is measured over all questions: its probability should be high where the corpus answers the
question and low where it does not. Its measures are a few lines of numpy each, because the
bootstrap takes them thousands of times; tests hold them against scikit-learn.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final

import numpy as np
from numpy.typing import NDArray

from eval.run import Row
from eval.trec import falling

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]

RANKING: Final = {
    "hit@1": "Success@1",
    "hit@3": "Success@3",
    "hit@10": "Success@10",
    "MRR@10": "RR@10",
    "nDCG@10": "nDCG@10",
    "recall@10": "R@10",
}
"""Our names of the ranking measures, and those of ir_measures."""
VERDICT: Final = (
    "AUROC",
    "average precision",
    "false answered at 85% recall",
    "false answered at 90% recall",
    "calibration error",
    "Brier score",
)
LOWER_IS_BETTER: Final = frozenset(VERDICT[2:])
BINS: Final = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """One bin of a reliability diagram: mean probability, share answerable, questions."""

    probability: float
    frequency: float
    count: int


def ranking(rows: Iterable[Row]) -> dict[str, dict[str, float]]:
    """Per answerable question its ranking measures: question id → measure → value.

    A question that failed or found nothing has 0 everywhere.
    """
    import ir_measures

    answerable = [row for row in rows if row.question.answerable]
    ours = {ir_measures.parse_measure(theirs): name for name, theirs in RANKING.items()}
    qrels = [
        ir_measures.Qrel(row.question.id, pair, grade)
        for row in answerable
        for pair, grade in row.question.relevant.items()
    ]
    found = [
        ir_measures.ScoredDoc(row.question.id, hit.pair, score)
        for row in answerable
        for hit, score in zip(row.hits, falling(row.hits), strict=True)
    ]
    values = {row.question.id: dict.fromkeys(RANKING, 0.0) for row in answerable}
    if found:
        for metric in ir_measures.iter_calc(ours, qrels, found):
            values[metric.query_id][ours[metric.measure]] = float(metric.value)
    return values


def verdict(answerable: Booleans, probability: Floats) -> dict[str, float]:
    """The verdict measures, keyed by the names in `VERDICT`.

    Args:
        answerable: per question whether the corpus answers it.
        probability: per question the probability that it was answered before.

    Returns:
        A value per measure; NaN where it is not defined, because all questions are answerable
        or none is.
    """
    if answerable.all() or not answerable.any():
        return dict.fromkeys(VERDICT, float("nan"))
    return {
        "AUROC": auroc(answerable, probability),
        "average precision": average_precision(answerable, probability),
        "false answered at 85% recall": false_rate(answerable, probability, 0.85),
        "false answered at 90% recall": false_rate(answerable, probability, 0.90),
        "calibration error": calibration_error(answerable, probability),
        "Brier score": float(np.mean((probability - answerable) ** 2)),
    }


def outcomes(rows: Sequence[Row], *, within: int = 0) -> tuple[Booleans, Floats]:
    """What `verdict` is measured on: per row whether "answered" is right, and its probability.

    It is right where the corpus answers the question; with `within`, only where one of the
    first `within` hits answers it.
    """
    right = [
        row.rank is not None and row.rank <= within if within else row.question.answerable
        for row in rows
    ]
    return np.array(right, dtype=bool), np.array([row.probability for row in rows], dtype=float)


def auroc(answerable: Booleans, probability: Floats) -> float:
    """The chance that an answerable question has a higher probability than another.

    Equal probabilities count half (Mann and Whitney 1947).
    """
    others = np.sort(probability[~answerable])
    below = np.searchsorted(others, probability[answerable], side="left")
    not_above = np.searchsorted(others, probability[answerable], side="right")
    return float((below + not_above).mean() / 2 / len(others))


def average_precision(answerable: Booleans, probability: Floats) -> float:
    """The sum over thresholds of precision times the recall that the threshold adds."""
    recall, precision = precision_recall(answerable, probability)
    return float(np.sum(np.diff(recall, prepend=0.0) * precision))


def precision_recall(answerable: Booleans, probability: Floats) -> tuple[Floats, Floats]:
    """Recall and precision of calling a question answered, from the strictest threshold on.

    One value for each probability that occurs: equal ones fall on the same side.
    """
    order = np.argsort(-probability, kind="stable")
    right = np.cumsum(answerable[order])
    last = np.flatnonzero(np.diff(probability[order], append=-1.0))
    return right[last] / right[-1], right[last] / (last + 1)


def false_rate(answerable: Booleans, probability: Floats, recall: float) -> float:
    """The share of unanswerable questions called answered when `recall` of the others are.

    The threshold is the highest probability at which at least `recall` of the answerable
    questions count as answered; equal probabilities fall on the same side.
    """
    positive = np.sort(probability[answerable])[::-1]
    needed = ceil(recall * len(positive))
    threshold = positive[max(needed, 1) - 1]
    return float(np.mean(probability[~answerable] >= threshold))


def reliability(answerable: Booleans, probability: Floats) -> list[Bin]:
    """The bins of equal width that hold a question, from low to high probability."""
    number = _bin(probability)
    bins = []
    for at in range(BINS):
        inside = number == at
        if inside.any():
            mean = float(probability[inside].mean())
            bins.append(Bin(mean, float(answerable[inside].mean()), int(inside.sum())))
    return bins


def calibration_error(answerable: Booleans, probability: Floats) -> float:
    """The expected calibration error over ten bins of equal width.

    The mean over bins, weighted by their questions, of the distance between the mean
    probability and the share that is answerable (Guo et al. 2017, for two classes).
    """
    off = np.bincount(_bin(probability), weights=probability - answerable, minlength=BINS)
    return float(np.abs(off).sum() / len(probability))


def latency(rows: Iterable[Row]) -> dict[str, float]:
    """Percentiles of the milliseconds per question, linearly interpolated; {} if none took time."""
    times = [row.milliseconds for row in rows]
    if not any(times):
        return {}
    points = {"p50": 50, "p90": 90, "p95": 95, "p99": 99, "max": 100}
    return {name: float(np.percentile(times, point)) for name, point in points.items()}


def _bin(probability: Floats) -> NDArray[np.int64]:
    return np.minimum((probability * BINS).astype(np.int64), BINS - 1)
