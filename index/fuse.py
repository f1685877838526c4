"""Fusion: several rankings of the same pairs into one score.

Each part is scaled to 0–1 over the pairs that may be shown, and the scaled scores are summed by
weight. Reciprocal rank fusion (Cormack, Clarke & Buettcher, SIGIR 2009) is kept beside it for
comparison.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from index.dense import Scores

WEIGHTS: Final = (1.0, 0.5)
"""Of dense and lexical."""
RANK_CONSTANT: Final = 60


def scaled(scores: Scores) -> Scores:
    """`scores` brought to 0–1: the lowest 0, the highest 1; all 0 where they are equal."""
    if not len(scores):
        return scores
    low, high = float(scores.min()), float(scores.max())
    if high <= low:
        return np.zeros_like(scores)
    return ((scores - low) / (high - low)).astype(np.float32)


def weighted(parts: Sequence[Scores], weights: Sequence[float] = WEIGHTS) -> Scores:
    """The weighted sum of scaled scores, divided by the sum of weights: 0–1."""
    total = np.zeros_like(parts[0])
    for part, weight in zip(parts, weights, strict=True):
        total += np.float32(weight / sum(weights)) * scaled(part)
    return total


def reciprocal_rank(parts: Sequence[Scores], constant: int = RANK_CONSTANT) -> Scores:
    """The sum over parts of 1 / (constant + rank), rank 1 the highest; equal scores share one."""
    total = np.zeros_like(parts[0])
    for part in parts:
        values, places = np.unique(-part, return_inverse=True)
        above = np.concatenate(([0], np.cumsum(np.bincount(places, minlength=len(values)))[:-1]))
        total += (1.0 / (constant + 1 + above[places])).astype(np.float32)
    return total
