"""Searching a store: from a question to hits, best first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import IO, Final

import numpy as np

from index.corpus import Corpus, Place
from index.dense import FILE as DENSE
from index.dense import Dense, Ordinals
from index.encode import Encoder, Matrix, load_encoder
from index.evidence import Evidence, gather
from index.fuse import weighted
from index.generations import LEXICAL, folder_of, open_generation
from index.lexical import Lexical
from index.lookup import Target, target
from index.manifest import Manifest, check_analyser, check_files, damaged, foreign
from index.verdict import judge, model_for
from qa.errors import QueryError, StoreEmpty
from qa.model import Document, Filters, Hit, Label, Pair, SourceText, Verdict

LONGEST_QUERY: Final = 10_000
"""Characters in a question that is searched."""
_ALL: Final = Filters()
_DECIMALS: Final = 6
"""Of a score: beyond these, sums of floats depend on the machine."""
_CACHED: Final = 20_000
"""Pairs and documents kept in memory once read."""


@dataclass(frozen=True, slots=True)
class Status:
    """What a store holds. Days and moments are ISO 8601, "" where unknown; sizes are bytes."""

    documents: int
    pairs: int
    earliest: str
    latest: str
    encoder: str
    fingerprint: str
    dimension: int
    generation: int
    built: str
    corpus_bytes: int
    index_bytes: int


@dataclass(frozen=True, slots=True)
class _Scored:
    """Ordinals best first, with the scores of each."""

    ordinals: Ordinals
    fused: list[float]
    dense: list[float]
    lexical: list[float]


class Searcher:
    """A store, open for searching; implements `qa.retrieval.Retriever`.

    It keeps the generation that it opened, whatever is built meanwhile, until it is closed; a
    new one is seen by opening again. Threads may share it.
    """

    def __init__(self, store: Path, manifest: Manifest, encoder: Encoder, held: IO[bytes]) -> None:
        self._store = store
        self._manifest = manifest
        self._encoder = encoder
        self._held = held
        self._corpus = Corpus(store, manifest.generation)
        self._check_corpus()
        folder = folder_of(store, manifest.generation)
        try:
            self._dense = Dense(folder / DENSE)
            self._lexical = Lexical(folder / LEXICAL)
        except (OSError, RuntimeError, ValueError, KeyError) as error:
            raise damaged(store, f"de index is niet leesbaar ({type(error).__name__})") from error
        self._ids = self._corpus.pair_ids()
        self._check_sizes()
        self._ties = self._tie_order()
        self._judge = model_for(manifest.encoder.fingerprint)
        self.pair = lru_cache(maxsize=_CACHED)(self._corpus.pair)
        self.document = lru_cache(maxsize=_CACHED)(self._corpus.document)

    @classmethod
    def open(cls, store: Path, *, encoder: Encoder | None = None) -> Searcher:
        """Open a store with the encoder it was made with, or with `encoder`, which must be that.

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
            return cls(store, manifest, used, held)
        except BaseException:
            held.close()
            raise

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
        checked = [_checked(query) for query in queries]
        if not self._ids:
            raise StoreEmpty(
                f"De index in {str(self._store)!r} bevat geen vragen met antwoord. Neem "
                f"antwoorddocumenten op met `kamervragen index PAD… --store {self._store}`."
            )
        allowed = self._ordinals(self._corpus.allowed(filters))
        vectors = self._encoder.encode_queries(checked)
        return [
            self._search_one(query, vector, allowed, k)
            for query, vector in zip(checked, vectors, strict=True)
        ]

    def verdict(self, query: str, hits: Sequence[Hit]) -> Verdict:
        """Whether `hits` show that `query` was asked and answered before."""
        named = self._named(query)
        if named and hits and hits[0].pair.id in named:
            return Verdict(Label.ANSWERED, 1.0, calibrated=True)
        return judge(self.evidence(query, hits), self._judge)

    def evidence(self, query: str, hits: Sequence[Hit]) -> Evidence:
        """What the verdict on `hits` is based on."""
        return gather(query, hits, self._lexical.inverse_frequency)

    def documents(self) -> list[Document]:
        """Every document, ordered by id."""
        found = (self.document(place.id) for place in self._corpus.places)
        return [document for document in found if document is not None]

    def pairs(self, document_id: str) -> list[Pair]:
        """The pairs of a document in its own order; empty if there are none."""
        return self._corpus.pairs(document_id)

    def source(self, document_id: str) -> SourceText | None:
        """The source text that the spans of a document's pairs point into, or None."""
        return self._corpus.source(document_id)

    def status(self) -> Status:
        """What the store holds."""
        days = sorted(place.day for place in self._corpus.places if place.day)
        manifest = self._manifest
        return Status(
            documents=manifest.counts.documents,
            pairs=manifest.counts.pairs,
            earliest=days[0] if days else "",
            latest=days[-1] if days else "",
            encoder=manifest.encoder.name,
            fingerprint=manifest.encoder.fingerprint,
            dimension=manifest.encoder.dimension,
            generation=manifest.generation,
            built=manifest.built,
            corpus_bytes=self._corpus.bytes(),
            index_bytes=sum((self._store / name).stat().st_size for name in manifest.checksums),
        )

    def _search_one(self, query: str, vector: Matrix, allowed: Ordinals, k: int) -> list[Hit]:
        scored = self._rank(query, vector, allowed)
        named = self._named(query)
        if named:
            scored = self._named_first(scored, named)
        return [self._hit(at, scored) for at in range(min(k, len(scored.ordinals)))]

    def _named_first(self, scored: _Scored, named: list[str]) -> _Scored:
        """The same, with what was asked for by name on top, in its document's order.

        Their scores lie between 1, the highest that fusion gives, and 2.
        """
        at_of = {self._ids[ordinal]: at for at, ordinal in enumerate(scored.ordinals)}
        first = [at_of[pair] for pair in named if pair in at_of]
        named_at = set(first)
        order = [*first, *(at for at in range(len(at_of)) if at not in named_at)]
        tops = [round(2 - at / len(first), _DECIMALS) for at in range(len(first))]
        return _Scored(
            scored.ordinals[order],
            tops + [scored.fused[at] for at in order[len(first) :]],
            [scored.dense[at] for at in order],
            [scored.lexical[at] for at in order],
        )

    def _rank(self, query: str, vector: Matrix, allowed: Ordinals) -> _Scored:
        lexical = self._lexical.scores(query)[allowed]
        dense = self._dense.scores(vector)[allowed]
        fused = np.round(weighted([dense, lexical]), _DECIMALS)
        order = np.lexsort((self._ties[allowed], -fused))
        return _Scored(
            allowed[order],
            [round(float(value), _DECIMALS) for value in fused[order]],
            [round(float(value), _DECIMALS) for value in dense[order]],
            [round(float(value), _DECIMALS) for value in lexical[order]],
        )

    def _hit(self, at: int, scored: _Scored) -> Hit:
        name = self._ids[scored.ordinals[at]]
        pair = self.pair(name)
        document = self.document(pair.document) if pair else None
        if pair is None or document is None:
            raise damaged(self._store, f"paar {name} ontbreekt")
        lexical = scored.lexical[at] or None
        return Hit(at + 1, pair, document, scored.fused[at], scored.dense[at], lexical)

    def _named(self, query: str) -> list[str]:
        """The ids of the pairs that `query` names instead of describing, in their order."""
        wanted = target(query)
        if wanted is None:
            return []
        ids = [
            self._ids[o] for place in self._places(wanted) for o in range(place.first, place.end)
        ]
        if not wanted.number:
            return ids
        return [pair for pair in ids if pair.rpartition("#")[2].lower() == wanted.number]

    def _places(self, wanted: Target) -> list[Place]:
        if wanted.zaak:
            return self._corpus.of_zaak(wanted.zaak)
        place = self._corpus.place(wanted.document)
        return [place] if place else []

    def _ordinals(self, places: Sequence[Place]) -> Ordinals:
        ranges = [np.arange(place.first, place.end, dtype=np.int64) for place in places]
        return np.concatenate(ranges) if ranges else np.zeros(0, np.int64)

    def _tie_order(self) -> Ordinals:
        """By ordinal, the place of a pair among equals: newest document first, then pair id."""
        days = [place.day for place in self._corpus.places for _ in range(place.first, place.end)]
        newest = sorted(range(len(self._ids)), key=lambda o: self._ids[o])
        newest.sort(key=lambda o: days[o], reverse=True)
        order = np.empty(len(newest), np.int64)
        order[newest] = np.arange(len(newest))
        return order

    def _check_corpus(self) -> None:
        if self._corpus.digest() != self._manifest.corpus:
            raise damaged(self._store, "de documenten zijn niet die van deze generatie")

    def _check_sizes(self) -> None:
        sizes = {len(self._ids), self._manifest.counts.pairs, self._lexical.pairs}
        if self._dense.size:
            sizes.add(self._dense.pairs)
        if len(sizes) != 1 or self._dense.dimension != self._manifest.encoder.dimension:
            raise damaged(self._store, "corpus en index tellen niet evenveel paren")


def _checked(query: str) -> str:
    text = query.strip()
    if not text:
        raise QueryError("De vraag is leeg. Typ een vraag, bijvoorbeeld in één volzin.")
    if len(text) > LONGEST_QUERY:
        raise QueryError(
            f"De vraag telt {len(text)} tekens; hoogstens {LONGEST_QUERY} kunnen worden gezocht. "
            "Splits de tekst in losse vragen."
        )
    return text
