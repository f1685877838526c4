"""Texts read word by word: what each content word means where it stands.

The encoder gives every word piece a vector that depends on the text around it. Put together per
word, they tell which word of a question has its like in a pair ("terugtrekken" in "vertrek"),
and which has none: what the vector of a whole text, a mean, cannot tell.

A reading is kept in whole numbers from -127 to 127, in a store as in memory, so that it is the
same wherever it comes from. Words are compared by the first numbers of their vectors alone: that
makes them a third of the size and orders hits as well (`index.fit_order` measures it).
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from zlib import crc32

import numpy as np

from index.analysis import words
from index.encode import Encoder, Matrix, Offsets

_TOKEN: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SENTENCE_END: Final = re.compile(r"(?<=[.!?;:])\s+(?=[A-Z0-9‘'\"“(])|\n+")
_KEPT: Final = 2048
"""Texts whose reading is kept in memory: some 20 kB each."""
WORD_DIMENSION: Final = 128
"""Numbers of a word's vector: the first ones of its pieces' mean."""
_MOST: Final = 127


@dataclass(frozen=True, slots=True)
class Reading:
    """A text's content words, in order, and its sentences, with unit vectors.

    `words` are folded; word i has the vector `vectors[i]`, of `WORD_DIMENSION` numbers. `whole` is
    the vector of all the text.
    """

    words: tuple[str, ...]
    vectors: Matrix
    sentences: Matrix
    whole: Matrix


Stored = Callable[[str], bytes | None]
"""Gives the packed reading of a text that was read before, or None."""


class Reader:
    """Reads texts with an encoder, and remembers the latest; threads may share it.

    `stored` is asked first for what was read before.
    """

    def __init__(self, encoder: Encoder, stored: Stored | None = None) -> None:
        self._encoder = encoder
        self._stored = stored or _nothing
        self.read = lru_cache(maxsize=_KEPT)(self._read)

    def _read(self, text: str) -> Reading:
        """What `text` says, word by word; without words all is empty."""
        try:
            return unpack(self._stored(text) or self.packed(text))
        except ValueError:  # What was stored is damaged: read it anew.
            return unpack(self.packed(text))

    def packed(self, text: str) -> bytes:
        """What `text` says, as `unpack` takes it."""
        starts, pieces = self._encoder.encode_pieces(text)
        found = [(m.start(), m.end(), word) for m in _TOKEN.finditer(text) if (word := _of(m))]
        bounds = list(_sentences(text))
        words = [(start, end) for start, end, _ in found]
        vectors = _whole_numbers(_means(pieces[:, :WORD_DIMENSION], starts, words))
        vectors += _whole_numbers(_means(pieces, starts, [*bounds, (0, len(text))]))
        head = {
            "words": [word for _, _, word in found],
            "width": min(WORD_DIMENSION, pieces.shape[1]),
            "dimension": pieces.shape[1],
        }
        body = json.dumps(head, separators=(",", ":")).encode() + b"\n" + vectors
        return crc32(body).to_bytes(4) + body


def unpack(packed: bytes) -> Reading:
    """The reading in what `Reader.packed` made.

    Raises:
        ValueError: it made nothing of the kind.
    """
    try:
        check, body = packed[:4], packed[4:]
        if crc32(body).to_bytes(4) != check:
            raise ValueError("a damaged reading")
        start, _, numbers = body.partition(b"\n")
        head = json.loads(start)
        if head["width"] > WORD_DIMENSION:
            raise ValueError("a reading of another kind")
        words, end = tuple(head["words"]), len(head["words"]) * head["width"]
        wholes = _unit(numbers[end:], head["dimension"])
        return Reading(words, _unit(numbers[:end], head["width"]), wholes[:-1], wholes[-1])
    except (IndexError, KeyError, TypeError) as error:
        raise ValueError("no reading") from error


def _nothing(_text: str) -> None:
    """Nothing was read before."""


def _whole_numbers(rows: Matrix) -> bytes:
    """Rows as whole numbers, the largest of each `_MOST`."""
    most = np.abs(rows).max(axis=1, keepdims=True, initial=1e-9)
    return bytes(np.round(rows / most * _MOST).astype(np.int8).tobytes())


def _unit(numbers: bytes, width: int) -> Matrix:
    """Unit vectors of `width` from whole numbers; zeros stay zeros."""
    rows = np.frombuffer(numbers, np.int8).reshape(-1, width).astype(np.float32)
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return rows


def _of(match: re.Match[str]) -> str:
    """The folded content word that was matched, "" for a function word."""
    return next(words(match.group()), "")


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for match in _SENTENCE_END.finditer(text):
        yield at, match.end()
        at = match.end()
    yield at, len(text) + 1


def _means(pieces: Matrix, starts: Offsets, spans: list[tuple[int, int]]) -> Matrix:
    """For each span of characters the unit mean of the pieces that begin in it; else zeros."""
    rows = np.zeros((len(spans), pieces.shape[1]), np.float32)
    for row, (start, end) in zip(rows, spans, strict=True):
        first, last = np.searchsorted(starts, (start, end))
        if last > first:
            mean = pieces[first:last].mean(axis=0)
            row[:] = mean / max(float(np.linalg.norm(mean)), 1e-9)
    return rows
