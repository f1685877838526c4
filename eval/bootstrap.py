"""Bootstrap intervals: how far a figure would move with other questions of the same kind.

Questions are drawn with replacement and the figure is taken anew; the interval holds the
middle 95 % of the outcomes (percentile method, Efron 1979). Differences between two runs are
paired: both are taken over the same draw of questions (Sakai 2006). The generator is seeded,
so that the same rows give the same interval.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from eval.measures import Booleans, Floats

SEED: Final = 20_201_125
DRAWS: Final = 2_000
VERDICT_DRAWS: Final = 500
"""Fewer, because a verdict figure is computed anew on each draw."""
_MIDDLE: Final = (2.5, 97.5)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure over `count` questions, with the bounds of its 95 % interval."""

    value: float
    low: float
    high: float
    count: int


def mean(values: Sequence[float]) -> Figure:
    """The mean of one value per question; NaN without questions."""
    if not values:
        return Figure(float("nan"), float("nan"), float("nan"), 0)
    array = np.asarray(values, dtype=float)
    drawn = array[_draws(len(array), DRAWS)].mean(axis=1)
    low, high = np.percentile(drawn, _MIDDLE)
    return Figure(float(array.mean()), float(low), float(high), len(array))


def paired(before: Sequence[float], after: Sequence[float]) -> Figure:
    """The mean change from `before` to `after`, question by question in the same order."""
    return mean([b - a for a, b in zip(before, after, strict=True)])


def of_verdict(
    measure: Callable[[Booleans, Floats], dict[str, float]],
    answerable: Booleans,
    probability: Floats,
) -> dict[str, Figure]:
    """The figures that `measure` takes of a verdict.

    Answerable and unanswerable questions are drawn apart, so that each draw has as many of
    both as the set has: the figures are about telling them apart, not about how many there are.
    """
    values = measure(answerable, probability)
    positive, negative = np.flatnonzero(answerable), np.flatnonzero(~answerable)
    if not len(positive) or not len(negative):
        return {n: Figure(v, v, v, len(answerable)) for n, v in values.items()}
    drawn = []
    for ups, downs in zip(
        _draws(len(positive), VERDICT_DRAWS), _draws(len(negative), VERDICT_DRAWS), strict=True
    ):
        chosen = np.concatenate([positive[ups], negative[downs]])
        drawn.append(measure(answerable[chosen], probability[chosen]))
    return {
        name: _figure(value, [outcome[name] for outcome in drawn], len(answerable))
        for name, value in values.items()
    }


def _draws(count: int, times: int) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    generator = np.random.default_rng(SEED)
    return generator.integers(0, count, size=(times, count))


def _figure(value: float, drawn: Sequence[float], count: int) -> Figure:
    low, high = np.percentile(drawn, _MIDDLE)
    return Figure(value, float(low), float(high), count)
