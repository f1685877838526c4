"""What the encoder is compared with: each system scores every item for every query."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

import numpy as np
import numpy.typing as npt

from index.analysis import analyse
from index.training.documents import Item

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Scores = npt.NDArray[np.float32]

_K1: Final = 1.2
_B: Final = 0.75


class System(Protocol):
    """Scores items for queries; higher is nearer."""

    def scores(self, queries: Sequence[str], items: Sequence[Item]) -> Scores:
        """One row per query, one column per item."""
        ...


class Dense:
    """A sentence encoder: the larger of the cosines with the question and with the whole pair."""

    def __init__(self, folder: Path) -> None:
        from sentence_transformers import SentenceTransformer

        loaded = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
        self.model: SentenceTransformer = loaded.float().eval()

    def vectors(self, texts: Sequence[str]) -> Scores:
        """Unit vectors, float32 [len(texts), dimension]."""
        rows = self.model.encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(rows, dtype=np.float32)

    def scores(self, queries: Sequence[str], items: Sequence[Item]) -> Scores:
        """See `System.scores`."""
        asked = self.vectors(queries)
        by_question = asked @ self.vectors([item.question for item in items]).T
        by_whole = asked @ self.vectors([item.whole for item in items]).T
        return np.asarray(np.maximum(by_question, by_whole))


class Bm25:
    """BM25 (Robertson and Zaragoza 2009) over the project's Dutch analysis of whole pairs."""

    def scores(self, queries: Sequence[str], items: Sequence[Item]) -> Scores:
        """See `System.scores`."""
        from sklearn.feature_extraction.text import (  # type: ignore[import-untyped]
            CountVectorizer,
        )

        counter = CountVectorizer(analyzer=analyse)
        counts = counter.fit_transform([item.whole for item in items]).tocsr()
        lengths = np.asarray(counts.sum(axis=1)).ravel()
        holding = np.bincount(counts.indices, minlength=counts.shape[1])
        inverse = np.log1p((counts.shape[0] - holding + 0.5) / (holding + 0.5))
        saturation = _K1 * (1 - _B + _B * lengths / lengths.mean())
        weights = counts.astype(np.float64)
        per_row = np.repeat(saturation, np.diff(weights.indptr))
        weights.data = weights.data * (_K1 + 1) / (weights.data + per_row)
        weights.data *= inverse[weights.indices]
        asked = counter.transform(queries)
        return np.asarray((asked @ weights.T).todense(), dtype=np.float32)


class CharacterGrams:
    """TF-IDF over the 3 to 5 characters within words; the larger of question and whole pair."""

    def scores(self, queries: Sequence[str], items: Sequence[Item]) -> Scores:
        """See `System.scores`."""
        from sklearn.feature_extraction.text import TfidfVectorizer

        vectorizer = TfidfVectorizer(
            analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True, dtype=np.float32
        )
        whole = vectorizer.fit_transform([item.whole for item in items])
        question = vectorizer.transform([item.question for item in items])
        asked = vectorizer.transform(queries)
        both = [np.asarray((asked @ side.T).todense()) for side in (question, whole)]
        return np.asarray(np.maximum(*both), dtype=np.float32)


def fused(parts: Sequence[tuple[Scores, float]]) -> Scores:
    """The weighted sum of score matrices, each row scaled to 0–1 first."""
    total = np.zeros_like(parts[0][0])
    for scores, weight in parts:
        low = scores.min(axis=1, keepdims=True)
        width = np.maximum(scores.max(axis=1, keepdims=True) - low, 1e-9)
        total += weight * (scores - low) / width
    return total


def reciprocal_ranks(
    scores: Scores, relevant: Sequence[Sequence[int]], *, depth: int = 10
) -> list[float]:
    """One over the rank of the first relevant item per query; 0 below `depth`.

    An item with the same score as a relevant one counts as before it.
    """
    values = []
    for row, wanted in zip(scores, relevant, strict=True):
        best = row[list(wanted)].max()
        others = np.ones(len(row), bool)
        others[list(wanted)] = False
        rank = 1 + int((row[others] >= best).sum())
        values.append(1.0 / rank if rank <= depth else 0.0)
    return values
