"""A retriever over a list, for tests of what stands above the seam.

It is a full implementation of `qa.retrieval.Retriever`: exact, slow, and without any engine.
"""

import re
from collections import Counter

from qa.collect import collect
from qa.model import Hit, Label, Parsed, Verdict
from qa.retrieval import NO_FILTERS

_WORD = re.compile(r"\w+")


def _bag(text):
    return Counter(word for word in _WORD.findall(text.lower()) if len(word) > 3)


class ListRetriever:
    """Ranks pairs by the words that they share with the query."""

    def __init__(self, parsed):
        self._parsed = {p.document.id: p for p in parsed}
        self._pairs = {pair.id: pair for p in parsed for pair in p.pairs}
        self._bags = {k: _bag(p.question + " " + p.answer) for k, p in self._pairs.items()}

    def search(self, query, *, k=10, filters=NO_FILTERS):
        wanted = _bag(query)
        scored = sorted(
            (-sum((wanted & bag).values()) / (1 + sum(bag.values()) ** 0.5), pair_id)
            for pair_id, bag in self._bags.items()
            if wanted & bag and self._passes(self._pairs[pair_id].document, filters)
        )
        return [
            Hit(rank, self._pairs[i], self._parsed[self._pairs[i].document].document, -score)
            for rank, (score, i) in enumerate(scored[:k], 1)
        ]

    def _passes(self, document_id, filters):
        document = self._parsed[document_id].document
        return all(
            getattr(filters, name).lower() in getattr(document, name).lower()
            for name in ("ministry", "vergaderjaar", "dossier")
        )

    def search_many(self, queries, *, k=10, filters=NO_FILTERS):
        return [self.search(query, k=k, filters=filters) for query in queries]

    def verdict(self, query, hits):
        best = hits[0].score if hits else 0.0
        label = Label.ANSWERED if best > 0.6 else Label.RELATED if best > 0.3 else Label.NONE
        return Verdict(label, min(best, 1.0))

    def pair(self, pair_id):
        return self._pairs.get(pair_id)

    def document(self, document_id):
        parsed = self._parsed.get(document_id)
        return parsed.document if parsed else None

    def documents(self):
        return [self._parsed[key].document for key in sorted(self._parsed)]

    def pairs(self, document_id):
        parsed = self._parsed.get(document_id)
        return list(parsed.pairs) if parsed else []

    def source(self, document_id):
        parsed = self._parsed.get(document_id)
        return parsed.source if parsed else None


def sample_retriever(folder):
    """The sample documents as the parser reads them."""
    return ListRetriever([p for p in collect([folder]) if isinstance(p, Parsed)])
