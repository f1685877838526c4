"""How a pair stands out among all pairs of a store for one question.

A question that was answered has one pair that is nearer than the rest; for one on another
subject all are equally far. The numbers are taken from the scores of the whole store, so that
they do not depend on how many hits were asked for, or through which filter.
"""

from __future__ import annotations

from typing import Final

import numpy as np

from index.dense import Ordinals, Scores

_CROWD: Final = slice(4, 20)
"""Ranks of the pairs that are near without being the one: the crowd that one stands out from."""
_SPREAD: Final = 0.01
"""Added to a deviation, so that a crowd of equals does not make every lead endless."""
_MOST: Final = 10.0
"""Deviations and ranks beyond this say no more."""


def stand_out(
    dense: Scores, lexical: Scores, fused: Scores, own: int, kin: Ordinals, document: Ordinals
) -> dict[str, float]:
    """The numbers of `Evidence` that come from the scores of all pairs, by name.

    Args:
        dense: cosines, by place.
        lexical: BM25 scores, by place.
        fused: fused scores, by place.
        own: the place of the pair that is judged.
        kin: the places of pairs with the same answer, this one included.
        document: the places of all pairs of its document.
    """
    others, strangers = _without(len(dense), kin), _without(len(dense), document)
    crowd, fused_crowd = _crowd(dense), _crowd(fused)
    spread = float(crowd.std()) + _SPREAD
    return {
        "dense": float(dense[own]),
        "nearest": float(dense.max()),
        "crowd": float(crowd.mean()),
        "standing": min(_MOST, (float(dense[own]) - float(crowd.mean())) / spread),
        "lead": _lead(dense, own, others),
        "document_lead": _lead(dense, own, strangers),
        "gap": _lead(fused, own, others),
        "document_gap": _lead(fused, own, strangers),
        "fused_standing": float(fused[own]) - float(fused_crowd.mean()),
        "dense_rank": min(_MOST, float((dense > dense[own]).sum())),
        "lexical_rank": min(_MOST, float((lexical > lexical[own]).sum())),
    }


def _without(count: int, places: Ordinals) -> Ordinals:
    kept = np.ones(count, bool)
    kept[places] = False
    return np.flatnonzero(kept)


def _crowd(scores: Scores) -> Scores:
    """The scores of the crowd, highest first; in a store without one, the lowest score."""
    ranked = np.sort(scores)[::-1]
    crowd = ranked[_CROWD]
    return crowd if len(crowd) else ranked[-1:]


def _lead(scores: Scores, own: int, others: Ordinals) -> float:
    """What the pair has above the highest of `others`; 0 where there are none."""
    return float(scores[own]) - float(scores[others].max()) if len(others) else 0.0
