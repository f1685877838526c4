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

    def rows(self) -> tuple[Matrix, Ordinals]:
        """Every vector, and the ordinal of the pair that it belongs to."""
        return self._flat.reconstruct_n(0, self.size), self._owners

    def scores(self, query: Matrix) -> Scores:
        """The score of every pair, by ordinal, for one query vector.

        A pair without vectors scores -1, the lowest cosine. All are computed whatever will be
        shown, so that a score never depends on a filter or on the queries beside it.
        """
        import faiss

        best = np.full(self.pairs, -1.0, np.float32)
        if not self.size:
            return best
        rows = np.arange(self.size, dtype=np.int64)
        products = np.empty(self.size, np.float32)
        vector = np.ascontiguousarray(query.reshape(1, -1), dtype=np.float32)
        self._flat.compute_distance_subset(
            1, faiss.swig_ptr(vector), self.size, faiss.swig_ptr(products), faiss.swig_ptr(rows)
        )
        np.maximum.at(best, self._owners, products)
        return best
