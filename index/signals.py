"""What each part of the search says of the pairs, before fusion."""

from __future__ import annotations

from dataclasses import dataclass

from index.dense import Ordinals, Scores


@dataclass(frozen=True, slots=True)
class Signals:
    """Cosines and BM25 scores of the same pairs in the same order.

    `ideal` is what a pair with every term of the question would score, about.
    """

    dense: Scores
    lexical: Scores
    ideal: float

    def of(self, ordinals: Ordinals) -> Signals:
        """Those of some pairs only."""
        return Signals(self.dense[ordinals], self.lexical[ordinals], self.ideal)
