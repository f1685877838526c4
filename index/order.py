"""The order of the first hits: which of them holds, word for word, most of what was asked.

Vectors of whole texts find what is on the subject; among the first hits, which all are, the
words decide (late interaction; Khattab and Zaharia 2020, ColBERT). A linear model over a few
numbers, one of them by a network that reads both (`index.interaction`). It is fitted by `python -m
index.fit_order` for one encoder and kept with its fingerprint; for any other the order of the
fused scores stands.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Final

from index import serial
from index.alignment import Rarity, align
from index.analysis import words
from index.dense import Scores
from index.interaction import Interaction
from index.reading import Reader
from qa.model import Pair

MODEL: Final = Path(__file__).parent / "data" / "order.json"
FIRST: Final = 20
"""Hits that are put in order."""
NUMBERS: Final = ("fused", "dense", "aligned", "interaction")
"""What is weighed: the fused score, the cosine, the mean likeness of the words
(`index.alignment`), and what the network says."""
Together = Callable[[str, str, str], dict[str, float]]
"""What reading word by word says of a query and of the question and answer of a pair, by name."""
_FEWEST: Final = 2
"""Content words of a query that is ordered by its words."""
_KEPT: Final = 256
_DECIMALS: Final = 5
"""Of a number: beyond these, sums of floats depend on the machine."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The weight of each of `NUMBERS`, by name, for `Searcher.fitted_for`."""

    fingerprint: str
    weights: dict[str, float]


class Order:
    """Prefers some of the first hits to others."""

    def __init__(self, weights: Weights, together: Together) -> None:
        self._weights, self._together = weights.weights, together

    def preferences(
        self, query: str, pairs: Sequence[Pair], fused: Scores, dense: Scores
    ) -> list[float]:
        """How much each of `pairs`, which have these scores, is preferred, in no particular unit.

        All after the first `FIRST` are preferred equally little; and none to another for a query
        of one content word ("Al Asad"): a single word is found by its letters, not its company.
        """
        if len(set(words(query))) < _FEWEST:
            return [0.0] * len(pairs)
        ahead = slice(FIRST)
        rows = numbers_of(query, pairs[ahead], fused[ahead], dense[ahead], self._together)
        found = [sum(self._weights[name] * row[name] for name in NUMBERS) for row in rows]
        return [round(value, _DECIMALS) for value in found] + [-math.inf] * len(pairs[FIRST:])


def numbers_by(reader: Reader, rarity: Rarity, interaction: Interaction | None) -> Together:
    """`align` with this reader, and `interaction`; the latest are kept: the verdict asks again."""

    @lru_cache(maxsize=_KEPT)
    def together(query: str, question: str, answer: str) -> dict[str, float]:
        found = {"aligned": align(query, question, answer, reader, rarity)}
        if interaction is not None:
            found["interaction"] = interaction.score(query, question, answer)
        return found

    return together


def numbers_of(
    query: str,
    pairs: Sequence[Pair],
    fused: Scores,
    dense: Scores,
    together: Together,
) -> list[dict[str, float]]:
    """`NUMBERS` of each of `pairs`, which have these scores."""
    rows = []
    for pair, score, cosine in zip(pairs, fused.tolist(), dense.tolist(), strict=True):
        found = {**together(query, pair.question, pair.answer), "fused": score, "dense": cosine}
        rows.append({name: round(found.get(name, 0.0), _DECIMALS) for name in NUMBERS})
    return rows


@cache
def _stored() -> Weights | None:
    if not MODEL.is_file():
        return None
    stored = serial.load(Weights, MODEL.read_text(encoding="utf-8"))
    return stored if set(stored.weights) == set(NUMBERS) else None


def weights_for(fingerprint: str) -> Weights | None:
    """The weights that were fitted for this fingerprint (`Searcher.fitted_for`), or None."""
    stored = _stored()
    return stored if stored is not None and stored.fingerprint == fingerprint else None
