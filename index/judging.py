"""From the scores of a whole store to the evidence for one pair."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import numpy as np

from index.around import stand_out
from index.corpus import Place
from index.dense import Ordinals, Scores
from index.evidence import Evidence, gather
from index.fuse import DECIMALS, Fusion, fuse
from index.lexical import Lexical
from index.order import FIRST, Order
from index.reading import Reader
from index.signals import Signals
from qa.model import Pair


@dataclass(frozen=True, slots=True)
class Bench:
    """What evidence is taken from: the ids of all pairs, by ordinal, and how they are scored.

    `place` tells at which ordinals a document stands. `reader` is None where no fitted model
    will look at words in context, `order` where none was fitted. `pair` gives a pair by its id.
    """

    ids: Sequence[str]
    place: Callable[[str], Place | None]
    pair: Callable[[str], Pair | None]
    lexical: Lexical
    fusion: Fusion
    reader: Reader | None
    order: Order | None

    def evidence(
        self, query: str, pair: Pair, signals: Signals, without: Collection[str] = ()
    ) -> Evidence:
        """The evidence that `pair` answers `query`, in the store less the pairs `without`.

        `signals` are the scores of all pairs.

        Raises:
            KeyError: the store does not hold the pair.
        """
        place = self.place(pair.document)
        if place is None:
            raise KeyError(pair.id)
        kept = np.arange(len(self.ids))
        if without:
            kept = np.array([o for o, name in enumerate(self.ids) if name not in without])
        inside = self.ids[place.first : place.end]
        kin = {pair.id, *(f"{pair.document}#{number}" for number in pair.numbers)}
        kin_at = [place.first + at for at, name in enumerate(inside) if name in kin]
        found = signals.of(kept)
        own = int(np.searchsorted(kept, place.first + inside.index(pair.id)))
        fused = np.round(fuse(found.dense, found.lexical, found.ideal, self.fusion), DECIMALS)
        kin_places = np.flatnonzero(np.isin(kept, kin_at))
        standing = stand_out(
            found.dense,
            found.lexical,
            fused,
            own,
            kin_places,
            np.flatnonzero((kept >= place.first) & (kept < place.end)),
        )
        standing |= self._preferred(query, own, kin_places, kept, fused, found.dense)
        score = float(found.lexical[own])
        return gather(query, pair, standing, score, self.lexical.inverse_frequency, self.reader)

    def _preferred(
        self, query: str, own: int, kin: Ordinals, kept: Ordinals, fused: Scores, dense: Scores
    ) -> dict[str, float]:
        """What the order of the first hits says for the pair at place `own`."""
        if self.order is None:
            return {}
        first = np.argsort(-fused, kind="stable")[:FIRST]
        places = np.array([own, *(at for at in first if at not in kin)])
        pairs = [pair for at in places if (pair := self.pair(self.ids[kept[at]])) is not None]
        rows = self.order.numbers(query, pairs, fused[places], dense[places])
        found: dict[str, float] = {}
        for name, values in (
            ("preferred", [self.order.preference(row) for row in rows]),
            ("interaction", [row["interaction"] for row in rows]),
        ):
            mine, *others = values
            found |= {name: mine, f"{name}_lead": mine - max(others, default=mine)}
        return found
