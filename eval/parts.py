"""One part of a fused ranking by itself, through what any retriever tells of its hits.

Fusion should be at least as good as its best part. A hit carries the dense and the lexical
score that went into it, so that each part's own ranking can be read off a list of all pairs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from math import inf

from qa.model import Document, Filters, Hit, Pair, SourceText, Verdict
from qa.retrieval import NO_FILTERS, Retriever


class Part(StrEnum):
    """A score of a hit that can rank by itself."""

    DENSE = "dense"
    LEXICAL = "lexical"


class PartRetriever:
    """Ranks as `whole` would with one `part` alone; a `Retriever` like any other.

    Pairs without that score are not found; equal scores are ordered by pair id. The verdict is
    that of `whole`, whose fusion it was made for: it says little here.
    """

    def __init__(self, whole: Retriever, part: Part) -> None:
        self._whole = whole
        self._part = part
        self._pairs = sum(len(whole.pairs(document.id)) for document in whole.documents())

    def search(self, query: str, *, k: int = 10, filters: Filters = NO_FILTERS) -> list[Hit]:
        """The `k` best pairs by the one score; see `Retriever.search`."""
        hits = self._whole.search(query, k=max(self._pairs, 1), filters=filters)
        scored = (hit for hit in hits if self._score(hit) > -inf)
        best = sorted(scored, key=lambda hit: (-self._score(hit), hit.pair.id))[:k]
        return [replace(hit, rank=at, score=self._score(hit)) for at, hit in enumerate(best, 1)]

    def search_many(
        self, queries: Sequence[str], *, k: int = 10, filters: Filters = NO_FILTERS
    ) -> list[list[Hit]]:
        """`search` for each of `queries`."""
        return [self.search(query, k=k, filters=filters) for query in queries]

    def verdict(self, query: str, hits: Sequence[Hit]) -> Verdict:
        """The verdict of the whole."""
        return self._whole.verdict(query, hits)

    def pair(self, pair_id: str) -> Pair | None:
        """The pair with this id, or None."""
        return self._whole.pair(pair_id)

    def document(self, document_id: str) -> Document | None:
        """The document with this id, or None."""
        return self._whole.document(document_id)

    def documents(self) -> list[Document]:
        """Every document, ordered by id."""
        return self._whole.documents()

    def pairs(self, document_id: str) -> list[Pair]:
        """The pairs of a document in its own order."""
        return self._whole.pairs(document_id)

    def source(self, document_id: str) -> SourceText | None:
        """The source text of a document, or None."""
        return self._whole.source(document_id)

    def _score(self, hit: Hit) -> float:
        score = hit.dense if self._part is Part.DENSE else hit.lexical
        return -inf if score is None else score
