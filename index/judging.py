"""From the scores of a whole store to the evidence for one pair."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from index.alignment import Rarity
from index.around import stand_out
from index.corpus import Place
from index.dense import Scores
from index.evidence import Evidence, covered
from index.order import Together
from qa.model import Pair

_DECIMALS: Final = 5
"""Of evidence: beyond these, sums of floats depend on the machine."""


@dataclass(frozen=True, slots=True)
class Bench:
    """What evidence is taken from: the ids of all pairs, by ordinal, and what reads them.

    `place` tells at which ordinals a document stands, `rarity` how rare a stem is. `together`
    reads a query beside a question and an answer; it is None where no network fits the encoder.
    """

    ids: Sequence[str]
    place: Callable[[str], Place | None]
    rarity: Rarity
    together: Together | None

    def evidence(
        self, query: str, pair: Pair, dense: Scores, without: Collection[str] = ()
    ) -> Evidence:
        """The evidence that `pair` answers `query`, in the store less the pairs `without`.

        `dense` are the cosines of all pairs.

        Raises:
            KeyError: the store does not hold the pair.
        """
        place = self.place(pair.document)
        inside = self.ids[place.first : place.end] if place else []
        if place is None or pair.id not in inside:
            raise KeyError(pair.id)
        own = place.first + inside.index(pair.id)
        kept = np.ones(len(self.ids), bool)
        if without:
            kept = np.array([name not in without for name in self.ids])
        crowd, standing = stand_out(dense[kept], int(kept[:own].sum()))
        said = 0.0
        if self.together is not None:
            said = self.together(query, pair.question, pair.answer)["interaction"]
        return Evidence(
            dense=round(float(dense[own]), _DECIMALS),
            crowd=round(crowd, _DECIMALS),
            standing=round(standing, _DECIMALS),
            covered=round(covered(query, pair, self.rarity), _DECIMALS),
            interaction=round(said, _DECIMALS),
        )
