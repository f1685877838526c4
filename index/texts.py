"""What of a pair is indexed: the texts that get vectors, and the texts that give terms."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Final

import numpy as np

from index.corpus import Corpus, digest
from index.dense import Ordinals
from index.encode import WORKERS, Encoder, Matrix
from index.lexical import Entry
from index.passages import passages
from index.reading import Reader
from index.record import Record
from qa.model import Document, Pair

_CUT: Final = re.compile(r"(?<=[a-z])-[ \t]*\n\s*(?=[a-z])")
_CHUNK: Final = 256
"""Texts that are encoded between two writes: what a killed build loses at most."""


def entry(document: Document, pair: Pair) -> Entry:
    """The texts of a pair that give terms."""
    return Entry(
        pair.question,
        pair.answer,
        f"{document.title}\n{pair.introduction or document.introduction}",
    )


def stored_pairs(corpus: Corpus) -> Iterator[tuple[Document, Pair]]:
    """Every pair with its document, by ordinal."""
    for place in corpus.places:
        document = corpus.document(place.id)
        if document is not None:
            for pair in corpus.pairs(place.id):
                yield document, pair


def source_texts(corpus: Corpus) -> Iterator[str]:
    """The whole text of every document, words that a line's end cut in two joined.

    A letter that holds no numbered question still says what an abbreviation stands for.
    """
    for place in corpus.places:
        source = corpus.source(place.id)
        if source is not None:
            yield _CUT.sub("", source.text)


def embed(
    texts: list[str], record: Record, encoder: Encoder, tell: Callable[[int, int], None]
) -> tuple[Matrix, int]:
    """The vectors of `texts`, float32 [n, d], and how many of them had to be made.

    A text that was ever encoded by this encoder is taken from the store. `tell` hears how many
    of the others are done.
    """
    hashes = [digest(text) for text in texts]
    known = record.known_vectors(encoder.fingerprint, sorted(set(hashes)))
    missing = {h: text for h, text in zip(hashes, texts, strict=True) if h not in known}
    # Neighbours of one length waste no padding; the hash settles the order among equals.
    todo = sorted(missing, key=lambda h: (len(missing[h]), h))
    for at in range(0, len(todo), _CHUNK):
        chunk = todo[at : at + _CHUNK]
        tell(at, len(todo))
        vectors = encoder.encode_passages([missing[h] for h in chunk])
        record.add_vectors(encoder.fingerprint, chunk, vectors)
        known.update(
            (h, np.ascontiguousarray(v, "<f4").tobytes())
            for h, v in zip(chunk, vectors, strict=True)
        )
    rows = [np.frombuffer(known[h], "<f4") for h in hashes]
    matrix = np.stack(rows) if rows else np.zeros((0, encoder.dimension), np.float32)
    return matrix.astype(np.float32), len(todo)


def read_words(
    texts: list[str], record: Record, encoder: Encoder, tell: Callable[[int, int], None]
) -> None:
    """Keep the reading of every text that this encoder never read; `tell` as for `embed`."""
    known = record.known_readings(encoder.fingerprint)
    missing = {h: text for text in texts if (h := digest(text)) not in known}
    todo, reader = sorted(missing), Reader(encoder)
    # One text at a time on a thread: a reading does not depend on what is read beside it.
    with ThreadPoolExecutor(WORKERS) as workers:
        for at in range(0, len(todo), _CHUNK):
            chunk = todo[at : at + _CHUNK]
            tell(at, len(todo))
            packed = workers.map(reader.packed, [missing[h] for h in chunk])
            record.add_readings(encoder.fingerprint, zip(chunk, list(packed), strict=True))


def word_texts(pairs: list[Pair]) -> list[str]:
    """The texts to read word by word for all pairs: questions and answers."""
    return [text for pair in pairs for text in (pair.question, pair.answer) if text]


def vector_texts(pairs: list[Pair]) -> tuple[list[str], Ordinals]:
    """The texts to encode for all pairs, and the ordinal that each belongs to."""
    texts: list[str] = []
    owners: list[int] = []
    for ordinal, pair in enumerate(pairs):
        own = passages(pair)
        texts.extend(own)
        owners.extend([ordinal] * len(own))
    return texts, np.array(owners, np.int64)
