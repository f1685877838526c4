"""What a question names instead of describing: a pair, a document, or a document by its title."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from index.corpus import Corpus, Place
from index.lookup import Target, target
from index.same import plain


class Names:
    """Finds what is named in one generation; `ids` are those of its pairs, by ordinal."""

    def __init__(self, corpus: Corpus, ids: Sequence[str]) -> None:
        self._corpus = corpus
        self._ids = ids

    def named(self, query: str) -> list[str]:
        """The ids of the pairs that `query` names, in their order."""
        wanted = target(query)
        if wanted is None:
            return []
        ids = self._of(self._places(wanted))
        if not wanted.number:
            return ids
        return [pair for pair in ids if pair.rpartition("#")[2].lower() == wanted.number]

    def titled(self, query: str) -> list[str]:
        """The ids of the pairs of every document whose title `query` is."""
        found = [self._corpus.place(name) for name in self._by_title.get(plain(query), ())]
        return self._of([place for place in found if place])

    def _of(self, places: Sequence[Place]) -> list[str]:
        return [self._ids[o] for place in places for o in range(place.first, place.end)]

    def _places(self, wanted: Target) -> list[Place]:
        if wanted.zaak:
            return self._corpus.of_zaak(wanted.zaak)
        place = self._corpus.place(wanted.document)
        return [place] if place else []

    @cached_property
    def _by_title(self) -> dict[str, list[str]]:
        named: dict[str, list[str]] = {}
        for title, name in self._corpus.titles():
            named.setdefault(plain(title), []).append(name)
        return named
