"""Searching a store: from a question to hits, best first."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from copy import copy
from dataclasses import replace
from functools import lru_cache, partial
from pathlib import Path
from typing import IO, Final

import numpy as np

from index.corpus import Corpus, Place
from index.dense import FILE as DENSE
from index.dense import Dense, Ordinals, Scores
from index.encode import Encoder, load_encoder
from index.evidence import Evidence
from index.fuse import DECIMALS, Fusion, chosen, fuse
from index.generations import LEXICAL, folder_of, open_generation
from index.interaction import interaction_for
from index.judging import Bench
from index.lexical import Lexical
from index.lift import LOOKED_AT, deal, lift_named, lift_same, lift_titled, lift_verbatim
from index.manifest import Manifest, check_analyser, check_files, damaged, foreign
from index.names import Names
from index.order import Order, numbers_by, weights_for
from index.reading import Reader
from index.rerank import Reranker
from index.same import Dated, Pointers
from index.signals import Signals
from index.status import Status
from index.verdict import judge, model_for
from qa.errors import StoreEmpty, checked_query
from qa.model import Document, Filters, Hit, Label, Pair, Verdict

_ALL: Final = Filters()
_CACHED: Final = 20_000
"""Pairs and documents kept in memory once read."""
_SOURCES: Final = 64
"""Source texts kept in memory: a set asks for those of one subject again and again."""
_SCORED: Final = 16
"""Questions whose scores are kept: the verdict looks at them again, a moment later."""


class Searcher:
    """A store, open for searching; implements `qa.retrieval.Retriever`.

    It keeps the generation that it opened, whatever is built meanwhile, until it is closed; a
    new one is seen by opening again. Threads may share it. `fitted_for` identifies encoder and
    network: order and verdict are used if they were fitted for it.
    """

    def __init__(self, store: Path, manifest: Manifest, encoder: Encoder, held: IO[bytes]) -> None:
        self.fusion = chosen()
        self.reranker: Reranker | None = None
        self._store = store
        self._manifest = manifest
        self._encoder = encoder
        self._held = held
        self._corpus = Corpus(store, manifest.generation)
        self._check_corpus()
        folder = folder_of(store, manifest.generation)
        try:
            self.dense = Dense(folder / DENSE)
            self.lexical = Lexical(folder / LEXICAL)
        except (OSError, RuntimeError, ValueError, KeyError) as error:
            raise damaged(store, f"de index is niet leesbaar ({type(error).__name__})") from error
        self._ids = self._corpus.pair_ids()
        self._days = [p.day for p in self._corpus.places for _ in range(p.first, p.end)]
        self._check_sizes()
        self._ties = self._tie_order()
        made_by, rarity = manifest.encoder.fingerprint, self.lexical.inverse_frequency
        self.words = Reader(encoder, partial(self._corpus.words, made_by))
        network = interaction_for(made_by, self.words, rarity)
        self.fitted_for = network.fingerprint if network else made_by
        self._judge, weights = model_for(self.fitted_for), weights_for(self.fitted_for)
        self.together = numbers_by(self.words, rarity, network)
        self.order = Order(weights, self.together) if weights else None
        judged = self.together if network else None
        self._bench = Bench(self._ids, self._corpus.place, rarity, judged)
        self._names = Names(self._corpus, self._ids)
        self.pair = lru_cache(maxsize=_CACHED)(self._corpus.pair)
        self.document = lru_cache(maxsize=_CACHED)(self._corpus.document)
        self.source = lru_cache(maxsize=_SOURCES)(self._corpus.source)
        self._scored = lru_cache(maxsize=_SCORED)(self._score)

    @classmethod
    def open(
        cls,
        store: Path,
        *,
        encoder: Encoder | None = None,
        fusion: Fusion | None = None,
        reranker: Reranker | None = None,
    ) -> Searcher:
        """Open a store with the encoder it was made with, or with `encoder`, which must be that.

        `fusion` weighs dense against lexical scores, `reranker` orders the first hits anew.

        Raises:
            StoreMissing: there is no store.
            StoreDamaged: its files do not fit.
            StoreForeign: another format, encoder or stemmer made it.
            EncoderError: its encoder is not there.
        """
        manifest, held = open_generation(Path(store))
        try:
            check_analyser(store, manifest)
            used = encoder or load_encoder(manifest.encoder.name)
            if used.fingerprint != manifest.encoder.fingerprint:
                raise foreign(
                    store,
                    f"encoder {manifest.encoder.name} ({manifest.encoder.fingerprint[:12]})",
                    f"encoder {used.name} ({used.fingerprint[:12]})",
                )
            check_files(store, manifest)
            searcher = cls(store, manifest, used, held)
        except BaseException:
            held.close()
            raise
        searcher.fusion = fusion or searcher.fusion
        searcher.reranker = reranker
        return searcher

    def varied(
        self,
        *,
        fusion: Fusion | None = None,
        dense: Dense | None = None,
        lexical: Lexical | None = None,
        ordered: bool = True,
    ) -> Searcher:
        """The same store searched with another fusion or index, or in the order of its scores.

        To measure them by. It shares what this one holds open, and lives no longer.
        """
        other = copy(self)
        other.fusion = fusion or self.fusion
        other.dense, other.lexical = dense or self.dense, lexical or self.lexical
        other.order = self.order if ordered else None
        other._bench = replace(self._bench, rarity=other.lexical.inverse_frequency)
        other._scored = lru_cache(maxsize=_SCORED)(other._score)
        return other

    def close(self) -> None:
        """Let go of the generation."""
        self._corpus.close()
        self._held.close()

    def __enter__(self) -> Searcher:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def search(self, query: str, *, k: int = 10, filters: Filters = _ALL) -> list[Hit]:
        """The `k` nearest pairs, best first; see `Retriever.search`.

        Raises:
            QueryError: the question is empty or too long.
            StoreEmpty: the store holds no pair.
        """
        return self.search_many([query], k=k, filters=filters)[0]

    def search_many(
        self, queries: Sequence[str], *, k: int = 10, filters: Filters = _ALL
    ) -> list[list[Hit]]:
        """`search` for each of `queries`, with the same results."""
        asked = [checked_query(query) for query in queries]
        if not self._ids:
            raise StoreEmpty(
                f"De index in {str(self._store)!r} bevat geen vragen met antwoord. Neem "
                f"antwoorddocumenten op met `kamervragen index PAD… --store {self._store}`."
            )
        allowed = self._ordinals(self._corpus.allowed(filters))
        return [self._search_one(query, allowed, k) for query in asked]

    def verdict(self, query: str, hits: Sequence[Hit]) -> Verdict:
        """Whether `hits` show that `query` was asked and answered before."""
        if not hits:
            return judge(Evidence(), self._judge)
        if (first := hits[0].pair).id in self._names.named(query):
            said = Verdict(Label.ANSWERED, 1.0, calibrated=True)
        else:
            # An open question may be nearer than the one that was answered: that one counts.
            first = next((hit.pair for hit in hits if hit.pair.answer), first)
            said = judge(self.evidence(query, first), self._judge)
        return said if first.answer else said.at_most_related()

    def evidence(self, query: str, pair: Pair, *, without: Collection[str] = ()) -> Evidence:
        """What the verdict is based on where `pair` comes first, in the store but for `without`."""
        return self._bench.evidence(query, pair, self.signals([query])[0].dense, without)

    def documents(self) -> list[Document]:
        """Every document, ordered by id."""
        found = (self.document(place.id) for place in self._corpus.places)
        return [document for document in found if document is not None]

    def pairs(self, document_id: str) -> list[Pair]:
        """The pairs of a document in its own order; empty if there are none."""
        return self._corpus.pairs(document_id)

    def status(self) -> Status:
        """What the store holds."""
        return Status.of(self._store, self._manifest, self._corpus)

    def signals(self, queries: Sequence[str]) -> list[Signals]:
        """The scores of every pair for each of `queries`, by ordinal, before fusion."""
        return [self._scored(checked_query(query)) for query in queries]

    def ids(self) -> list[str]:
        """The ids of all pairs, by ordinal."""
        return list(self._ids)

    def _score(self, query: str) -> Signals:
        vector = self._encoder.encode_queries([query])[0]
        dense, lexical = self.dense.scores(vector), self.lexical.scores(query)
        for scores in (dense, lexical):
            scores.flags.writeable = False  # They are kept: nobody may change them.
        return Signals(dense, lexical, self.lexical.ideal(query))

    def _search_one(self, query: str, allowed: Ordinals, k: int) -> list[Hit]:
        found = self._scored(query).of(allowed)
        scores = np.round(fuse(found.dense, found.lexical, found.ideal, self.fusion), DECIMALS)
        first = self._ranked(scores, allowed)[:LOOKED_AT]
        near = [self._dated(int(allowed[at])) for at in first]
        if self.reranker is not None:
            deal(scores, first, self.reranker.scores(query, [one.pair for one in near]))
        elif self.order is not None:
            pairs = [one.pair for one in near]
            preferred = self.order.preferences(query, pairs, scores[first], found.dense[first])
            deal(scores, first, preferred)
        pointing = lift_same(scores, first, near)
        lift_titled(scores, self._places_in(allowed, self._names.titled(query)))
        lift_verbatim(query, scores, first, near)
        lift_named(scores, self._places_in(allowed, self._names.named(query)))
        return [
            self._hit(rank, int(allowed[at]), float(scores[at]), found.of(at), pointing)
            for rank, at in enumerate(self._ranked(scores, allowed)[: max(0, k)], start=1)
        ]

    def _ranked(self, scores: Scores, allowed: Ordinals) -> Ordinals:
        """The places in `scores`, highest first, by `_tie_order` among equals."""
        return np.lexsort((self._ties[allowed], -scores))

    def _stored(self, ordinal: int) -> Pair:
        pair = self.pair(self._ids[ordinal])
        if pair is None:
            raise damaged(self._store, f"paar {self._ids[ordinal]} ontbreekt")
        return pair

    def _dated(self, ordinal: int) -> Dated:
        return Dated(self._stored(ordinal), self._days[ordinal])

    def _hit(
        self, rank: int, ordinal: int, score: float, found: Signals, pointing: dict[str, Pointers]
    ) -> Hit:
        pair = self._stored(ordinal)
        document = self.document(pair.document)
        if document is None:
            raise damaged(self._store, f"document {pair.document} ontbreekt")
        points = pointing.get(pair.id, Pointers())
        return Hit(
            rank,
            pair,
            document,
            round(score, DECIMALS),
            round(float(found.dense), DECIMALS),
            round(float(found.lexical), DECIMALS) or None,
            points.later,
            points.earlier,
        )

    def _places_in(self, allowed: Ordinals, pairs: Sequence[str]) -> list[int]:
        """Where in `allowed` these pairs stand."""
        at_of = {self._ids[o]: at for at, o in enumerate(allowed)} if pairs else {}
        return [at_of[pair] for pair in pairs if pair in at_of]

    def _ordinals(self, places: Sequence[Place]) -> Ordinals:
        ranges = [np.arange(place.first, place.end, dtype=np.int64) for place in places]
        return np.concatenate(ranges) if ranges else np.zeros(0, np.int64)

    def _tie_order(self) -> Ordinals:
        """By ordinal, the place of a pair among equals: newest document first, then pair id."""
        newest = sorted(range(len(self._ids)), key=lambda o: self._ids[o])
        newest.sort(key=lambda o: self._days[o], reverse=True)
        order = np.empty(len(newest), np.int64)
        order[newest] = np.arange(len(newest))
        return order

    def _check_corpus(self) -> None:
        if self._corpus.digest() != self._manifest.corpus:
            raise damaged(self._store, "de documenten zijn niet die van deze generatie")

    def _check_sizes(self) -> None:
        sizes = {len(self._ids), self._manifest.counts.pairs, self.lexical.pairs}
        if self.dense.size:
            sizes.add(self.dense.pairs)
        if len(sizes) != 1 or self.dense.dimension != self._manifest.encoder.dimension:
            raise damaged(self._store, "corpus en index tellen niet evenveel paren")
