"""The measures: of the ranking by ir_measures, of the verdict by scikit-learn and by hand.

A question's ranking is measured where the corpus answers it. Hit and reciprocal rank count a
pair of any grade; nDCG weighs grades (gain = grade, Järvelin and Kekäläinen 2002). The verdict
is measured over all questions: its probability should be high where the corpus answers the
question and low where it does not.
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
    # scikit-learn ships no types.
    from sklearn.metrics import (  # type: ignore[import-untyped]
        average_precision_score,
        brier_score_loss,
        roc_auc_score,
    )

    if answerable.all() or not answerable.any():
        return dict.fromkeys(VERDICT, float("nan"))
    return {
        "AUROC": float(roc_auc_score(answerable, probability)),
        "average precision": float(average_precision_score(answerable, probability)),
        "false answered at 85% recall": false_rate(answerable, probability, 0.85),
        "false answered at 90% recall": false_rate(answerable, probability, 0.90),
        "calibration error": calibration_error(answerable, probability),
        "Brier score": float(brier_score_loss(answerable, probability)),
    }


def outcomes(rows: Sequence[Row]) -> tuple[Booleans, Floats]:
    """What `verdict` is measured on: whether each row is answerable, and its probability."""
    answerable = np.array([row.question.answerable for row in rows], dtype=bool)
    return answerable, np.array([row.probability for row in rows], dtype=float)


def false_rate(answerable: Booleans, probability: Floats, recall: float) -> float:
    """The share of unanswerable questions called answered when `recall` of the others are.

    The threshold is the highest probability at which at least `recall` of the answerable
    questions count as answered; equal probabilities fall on the same side.
    """
    positive = np.sort(probability[answerable])[::-1]
    # 0.85 * 20 is 17.000000000000004 in floating point: a hair must not cost a question.
    needed = ceil(recall * len(positive) - 1e-9)
    threshold = positive[max(needed, 1) - 1]
    return float(np.mean(probability[~answerable] >= threshold))


def reliability(answerable: Booleans, probability: Floats) -> list[Bin]:
    """The bins of equal width that hold a question, from low to high probability."""
    number = np.minimum((probability * BINS).astype(int), BINS - 1)
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
    bins = reliability(answerable, probability)
    return sum(abs(b.probability - b.frequency) * b.count for b in bins) / len(probability)


def latency(rows: Iterable[Row]) -> dict[str, float]:
    """Percentiles of the milliseconds per question, linearly interpolated; {} without rows."""
    times = [row.milliseconds for row in rows]
    if not times:
        return {}
    points = {"p50": 50, "p90": 90, "p95": 95, "p99": 99, "max": 100}
    return {name: float(np.percentile(times, point)) for name, point in points.items()}
