"""What changes the order of the first hits after fusion, each by changing scores in place.

A reranker deals the scores of the first hits out anew. Pairs that ask the same share the highest
score among them, so that the order among equals (newest first) decides. A pair whose question
was typed word for word scores 1, the highest that fusion gives; so do, nearly, the pairs of a
document whose title was typed. What was asked for by name (a pair, a document) stands above all
that, between 1 and 2.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np

from index.dense import Ordinals, Scores
from index.same import Dated, Pointers, groups, plain, pointers

LOOKED_AT: Final = 30
"""Hits that are looked at, however many are asked for: results must not depend on that."""
_DECIMALS: Final = 6
_STEP: Final = 10.0**-_DECIMALS


def deal(scores: Scores, places: Ordinals, preferred: Sequence[float]) -> None:
    """Give the pairs at `places`, highest score first, these scores in the preferred order.

    Equal scores are set apart by the smallest step, or they would be ordered by something else.
    """
    order = np.argsort(-np.asarray(preferred), kind="stable")
    dealt = scores[places].astype(np.float64)
    for at in range(1, len(dealt)):
        dealt[at] = min(dealt[at], dealt[at - 1] - _STEP)
    scores[places[order]] = np.round(dealt, _DECIMALS)


def lift_same(scores: Scores, places: Ordinals, near: Sequence[Dated]) -> dict[str, Pointers]:
    """Let pairs that ask the same share their highest score; how they point to each other.

    `near` are the pairs at `places`.
    """
    pointing: dict[str, Pointers] = {}
    for group in groups(near):
        scores[places[group]] = scores[places[group]].max()
        pointing.update(pointers(near, group))
    return pointing


def lift_verbatim(query: str, scores: Scores, places: Ordinals, near: Sequence[Dated]) -> None:
    """Let the pairs that ask `query` to the letter, and what asks the same as they, score 1."""
    asked = plain(query)
    verbatim = [at for at, one in enumerate(near) if plain(one.pair.question) == asked]
    if asked and verbatim:
        alike = [group for group in groups(near) if not {*group}.isdisjoint(verbatim)]
        lifted = {*verbatim, *(at for group in alike for at in group)}
        np.minimum(scores, 1 - _STEP, out=scores)
        scores[places[sorted(lifted)]] = 1.0


def lift_titled(scores: Scores, places: Sequence[int]) -> None:
    """Put the pairs at `places` above all others, in their own order, just below 1."""
    if places:
        best = sorted(places, key=lambda at: -float(scores[at]))
        np.minimum(scores, 1 - (len(best) + 2) * _STEP, out=scores)
        for nth, at in enumerate(best, start=2):
            scores[at] = 1 - nth * _STEP


def lift_named(scores: Scores, places: Sequence[int]) -> None:
    """Put the pairs at `places` on top, in that order."""
    for at, place in enumerate(places):
        scores[place] = round(2 - at / len(places), _DECIMALS)
