"""Fusion: the dense and the lexical scores of the same pairs become one.

Which way is best was chosen by `python -m index.fit_fusion`, which compares all of these on the
questions that may be tuned on, and can be run again for another encoder.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np

from index import serial
from index.dense import Scores

DECIMALS: Final = 6
"""Of a fused score: beyond these, sums of floats depend on the machine."""
RANK_CONSTANT: Final = 60
_LEAST: Final = 1e-9
"""What is divided by where nothing matches."""


class Method(StrEnum):
    """How scores of two kinds are brought to one scale.

    `MINMAX`: 0 for the lowest, 1 for the highest. `TOP`: the cosine as it is; BM25 by the
    highest that was found. `Z`: by mean and standard deviation, squeezed to 0–1. `IDEAL`: the
    cosine as it is; BM25 by what a text with every term of the question would score, so that
    words that no pair has (typing errors, another language) leave the say to the cosine.
    `RECIPROCAL`: by rank alone (Cormack, Clarke & Buettcher, SIGIR 2009).
    """

    MINMAX = "minmax"
    TOP = "top"
    Z = "z"
    IDEAL = "ideal"
    RECIPROCAL = "reciprocal"


@dataclass(frozen=True, slots=True)
class Fusion:
    """A method, and the weight of the lexical score where that of the dense one is 1."""

    method: Method
    lexical: float


CHOSEN: Final = Path(__file__).parent / "data" / "fusion.json"


@cache
def chosen() -> Fusion:
    """What a searcher uses unless it is told otherwise: the choice of `index.fit_fusion`."""
    return serial.load(Fusion, CHOSEN.read_text(encoding="utf-8"))


def fuse(dense: Scores, lexical: Scores, ideal: float, fusion: Fusion) -> Scores:
    """One score for each pair, higher is nearer, mostly within 0–1.

    Args:
        dense: cosines, one a pair.
        lexical: BM25 scores, one a pair, 0 where nothing matches.
        ideal: what a text that holds every term of the question would score.
        fusion: the method and the weight.
    """
    if not len(dense):
        return dense
    first, second = _scaled(dense, lexical, ideal, fusion.method)
    total = 1 + fusion.lexical
    return ((first + fusion.lexical * second) / total).astype(np.float32)


def _scaled(dense: Scores, lexical: Scores, ideal: float, method: Method) -> tuple[Scores, Scores]:
    match method:
        case Method.MINMAX:
            return _minmax(dense), _minmax(lexical)
        case Method.TOP:
            return dense, _over(lexical, float(lexical.max()))
        case Method.Z:
            return _normal(dense), _normal(lexical)
        case Method.IDEAL:
            return dense, _over(lexical, ideal)
        case Method.RECIPROCAL:
            return _by_rank(dense), _by_rank(lexical)


def _over(scores: Scores, whole: float) -> Scores:
    return (scores / max(whole, _LEAST)).astype(np.float32)


def _minmax(scores: Scores) -> Scores:
    low, high = float(scores.min()), float(scores.max())
    if high <= low:
        return np.zeros_like(scores)
    return ((scores - low) / (high - low)).astype(np.float32)


def _normal(scores: Scores) -> Scores:
    """Squeezed, so that a score stays within 0–1: five deviations above the mean are 1."""
    spread = float(scores.std())
    if spread == 0:
        return np.zeros_like(scores)
    return (((scores - float(scores.mean())) / spread + 5) / 10).astype(np.float32)


def _by_rank(scores: Scores) -> Scores:
    """The first has 1, equal scores share a rank."""
    values, places = np.unique(-scores, return_inverse=True)
    above = np.concatenate(([0], np.cumsum(np.bincount(places, minlength=len(values)))[:-1]))
    ranked: Scores = ((RANK_CONSTANT + 1.0) / (RANK_CONSTANT + 1 + above[places])).astype(
        np.float32
    )
    return ranked
