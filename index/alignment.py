"""Which part of what is asked is in a pair: the question's words set against the pair's.

Each content word of the question has its nearest word in the pair's question or answer, by the
cosine of their vectors in context; a word counts by its rarity in the store.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

from index.analysis import stem
from index.encode import Matrix
from index.reading import Reader, Reading

Rarity = Callable[[str], float]
"""Of a stem: its inverse document frequency in the store; that of "" is the highest there is."""
Numbers = npt.NDArray[np.float64]


def align(query: str, question: str, answer: str, reader: Reader, rarity: Rarity) -> float:
    """Mean over the words of `query`, by rarity, of the cosine of a pair's nearest word, 0 to 1.

    A query without content words has no like anywhere: 0.
    """
    asked = reader.read(query)
    weights = np.array([rarity(stem(word)) for word in asked.words])
    total = float(weights.sum())
    if not total:
        return 0.0
    own, reply = reader.read(question), reader.read(answer)
    nearest = np.maximum(_nearest(asked, own), _nearest(asked, reply))
    return float((nearest * weights).sum()) / total


def cosines(left: Matrix, right: Matrix) -> Numbers:
    """All cosines of unit vectors; by einsum, whose sums do not depend on threads."""
    products: Numbers = np.einsum("id,jd->ij", left, right).astype(np.float64)
    return products


def _nearest(asked: Reading, text: Reading) -> Numbers:
    """For each word of `asked` the highest cosine with one of `text`, at least 0."""
    if not text.words:
        return np.zeros(len(asked.words))
    best: Numbers = np.maximum(cosines(asked.vectors, text.vectors).max(axis=1), 0.0)
    return best
