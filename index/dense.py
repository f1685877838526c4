"""The dense index: exact inner products over unit vectors, by FAISS.

A pair has several vectors: its question, its question with the answer, and windows of a long
answer. Its score for a query is the largest of their cosine similarities. The index is flat: at
the size of a ministry's archive exact search takes milliseconds, and an exact score is the same
in every build, which an approximate index cannot promise.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from index.encode import Matrix

FILE: Final = "dense.faiss"

Scores = npt.NDArray[np.float32]
Ordinals = npt.NDArray[np.int64]


def write_dense(path: Path, vectors: Matrix, owners: Ordinals) -> None:
    """Write an index of `vectors`, float32 [n, d]; row i belongs to pair `owners[i]`.

    `owners` must not fall: the vectors of a pair stand together, pairs in order.
    """
    import faiss

    index = faiss.IndexIDMap(faiss.IndexFlatIP(vectors.shape[1]))
    index.add_with_ids(np.ascontiguousarray(vectors), np.ascontiguousarray(owners))
    faiss.write_index(index, str(path))


class Dense:
    """A dense index on disk, mapped into memory.

    Raises:
        RuntimeError: the file is no such index.
    """

    def __init__(self, path: Path) -> None:
        import faiss

        # faiss's stubs know neither the wrapped index nor distances to a subset.
        index: Any = faiss.read_index(str(path), faiss.IO_FLAG_MMAP | faiss.IO_FLAG_READ_ONLY)
        self._index = index
        self._flat: Any = faiss.downcast_index(index.index)
        self._owners: Ordinals = faiss.vector_to_array(index.id_map)
        self.dimension = int(index.d)
        self.size = int(index.ntotal)
        self.pairs = int(self._owners[-1]) + 1 if self.size else 0

    def scores(self, query: Matrix, pairs: Ordinals | None = None) -> Scores:
        """The score of each of `pairs` (ordinals, rising; None for all) for one query vector.

        A pair without vectors scores -1, the lowest cosine. FAISS computes each product on its
        own, so that a score does not depend on the queries or pairs beside it.
        """
        import faiss

        rows = self._rows(pairs)
        products = np.empty(len(rows), np.float32)
        vector = np.ascontiguousarray(query.reshape(1, -1), dtype=np.float32)
        self._flat.compute_distance_subset(
            1, faiss.swig_ptr(vector), len(rows), faiss.swig_ptr(products), faiss.swig_ptr(rows)
        )
        best = np.full(self.pairs, -1.0, np.float32)
        np.maximum.at(best, self._owners[rows], products)
        return best if pairs is None else best[pairs]

    def _rows(self, pairs: Ordinals | None) -> Ordinals:
        if pairs is None:
            return np.arange(self.size, dtype=np.int64)
        wanted = np.zeros(self.pairs, bool)
        wanted[pairs] = True
        return np.flatnonzero(wanted[self._owners]).astype(np.int64)
