"""The seam between answering and searching: what `qa` sees of an index.

`index.search.Searcher` implements it over a store; tests implement it over a list.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from qa.model import Document, Filters, Hit, Pair, SourceText, Verdict

NO_FILTERS = Filters()


class Retriever(Protocol):
    """Finds pairs, and gives access to the documents that they stand in; threads may share it."""

    def search(self, query: str, *, k: int = 10, filters: Filters = NO_FILTERS) -> list[Hit]:
        """The `k` nearest pairs, best first; fewer only where fewer pass the filters.

        Equal scores are ordered by pair id. The same store and query give the same list.
        """
        ...

    def search_many(
        self, queries: Sequence[str], *, k: int = 10, filters: Filters = NO_FILTERS
    ) -> list[list[Hit]]:
        """`search` for many queries at once, in their order, with the same results."""
        ...

    def verdict(self, query: str, hits: Sequence[Hit]) -> Verdict:
        """Whether `hits` show that `query` was asked and answered before."""
        ...

    def pair(self, pair_id: str) -> Pair | None:
        """The pair with this id, or None."""
        ...

    def document(self, document_id: str) -> Document | None:
        """The document with this id, or None."""
        ...

    def documents(self) -> list[Document]:
        """Every document, ordered by id."""
        ...

    def pairs(self, document_id: str) -> list[Pair]:
        """The pairs of a document in its own order; empty if there are none."""
        ...

    def source(self, document_id: str) -> SourceText | None:
        """The source text that the spans of a document's pairs point into, or None."""
        ...
