"""How a pair stands out among all pairs of a store for one question.

A question that was answered has one pair that is nearer than the rest; for one on another
subject all are equally far. The numbers are taken from the cosines of the whole store, so that
they do not depend on how many hits were asked for, or through which filter.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from index.dense import Scores

_CROWD: Final = slice(4, 20)
"""Ranks of the pairs that are near without being the one: the crowd that one stands out from."""
_SPREAD: Final = 0.01
"""Added to a deviation, so that nothing stands out endlessly from a crowd of equals."""
_MOST: Final = 10.0
"""Deviations beyond this say no more."""


def stand_out(dense: Scores, own: int) -> tuple[float, float]:
    """`crowd` and `standing` of `index.evidence.Evidence`, for the pair at place `own`.

    `dense` are the cosines of all pairs.
    """
    crowd = _crowd(dense)
    mean, spread = float(crowd.mean()), float(crowd.std()) + _SPREAD
    return mean, min(_MOST, (float(dense[own]) - mean) / spread)


def _crowd(scores: Scores) -> Scores:
    """The scores of the crowd, highest first; in a store without one, the lowest score."""
    ranked = np.sort(scores)[::-1]
    crowd = ranked[_CROWD]
    return crowd if len(crowd) else ranked[-1:]
