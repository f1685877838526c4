"""Texts read word by word: what each content word means where it stands.

The encoder gives every word piece a vector that depends on the text around it. Put together per
word, they tell which word of a question has its like in a pair ("terugtrekken" in "vertrek"),
and which has none: what the vector of a whole text, a mean, cannot tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np

from index.analysis import words
from index.encode import Encoder, Matrix, Offsets

_TOKEN: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_SENTENCE_END: Final = re.compile(r"(?<=[.!?;:])\s+(?=[A-Z0-9‘'\"“(])|\n+")
_KEPT: Final = 256
"""Texts whose reading is kept in memory: some 100 kB each."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A text's content words, in order, and its sentences, with unit vectors.

    `words` are folded; word i has the vector `vectors[i]` and stands in sentence `inside[i]`.
    `whole` is the vector of all the text.
    """

    words: tuple[str, ...]
    vectors: Matrix
    inside: Offsets
    sentences: Matrix
    whole: Matrix


class Reader:
    """Reads texts with an encoder, and remembers the latest; threads may share it."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.read = lru_cache(maxsize=_KEPT)(self._read)

    def _read(self, text: str) -> Reading:
        """What `text` says, word by word; without words all is empty."""
        starts, pieces = self._encoder.encode_pieces(text)
        found = [(m.start(), m.end(), word) for m in _TOKEN.finditer(text) if (word := _of(m))]
        bounds = list(_sentences(text))
        places = np.array([start for start, _, _ in found], np.int64)
        ends = np.array([end for _, end in bounds], np.int64)
        return Reading(
            tuple(word for _, _, word in found),
            _means(pieces, starts, [(start, end) for start, end, _ in found]),
            np.searchsorted(ends, places, side="right").astype(np.int64),
            _means(pieces, starts, bounds),
            _means(pieces, starts, [(0, len(text))])[0],
        )


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
