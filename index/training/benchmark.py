"""Public tests of the vectors themselves, and what they cost."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from index.training.data import rows
from index.training.systems import Dense

QUESTION: Final = (
    "Hoeveel vluchtelingen zijn er dit jaar opgevangen in gemeenten langs de grens, en wat heeft "
    "dat het Rijk gekost?"
)
"""Twenty words."""

_TIMED: Final = 60


@dataclass(frozen=True, slots=True)
class Rated:
    """Pairs of sentences with people's scores of their likeness."""

    left: list[str]
    right: list[str]
    scores: list[float]


def rated(path: Path) -> Rated:
    """The test split of a file of `split, sentence, sentence, score`."""
    lines = [row for row in rows(path) if row[0].lower() == "test"]
    return Rated([r[1] for r in lines], [r[2] for r in lines], [float(r[3]) for r in lines])


def spearman(encoder: Dense, test: Rated) -> tuple[float, float, float]:
    """Rank correlation of cosines and scores, with its 95 % bootstrap interval."""
    from scipy.stats import spearmanr  # type: ignore[import-untyped]

    cosines = (encoder.vectors(test.left) * encoder.vectors(test.right)).sum(axis=1)
    scores = np.asarray(test.scores)
    draws = np.random.default_rng(0).integers(0, len(scores), (300, len(scores)))
    drawn = [spearmanr(cosines[d], scores[d]).statistic for d in draws]
    low, high = np.percentile(drawn, (2.5, 97.5))
    return float(spearmanr(cosines, scores).statistic), float(low), float(high)


def translations_found(
    encoder: Dense, english: Sequence[str], dutch: Sequence[str]
) -> tuple[list[float], list[float]]:
    """For each sentence 1.0 if its translation is the nearest: English to Dutch, and back."""
    likeness = encoder.vectors(english) @ encoder.vectors(dutch).T
    own = np.arange(len(likeness))
    there: npt.NDArray[np.bool_] = likeness.argmax(axis=1) == own
    back: npt.NDArray[np.bool_] = likeness.argmax(axis=0) == own
    return there.astype(float).tolist(), back.astype(float).tolist()


def milliseconds(encoder: Dense) -> float:
    """The shortest time that one question of twenty words took, encoded alone.

    The shortest, because whatever else the machine does can only add to it.
    """
    times = []
    for _ in range(_TIMED):
        start = time.perf_counter()
        encoder.vectors([QUESTION])
        times.append(time.perf_counter() - start)
    return min(times) * 1000


def sentences_a_second(encoder: Dense, sentences: Sequence[str]) -> float:
    """How many sentences are encoded in a second, in batches."""
    start = time.perf_counter()
    encoder.vectors(sentences)
    return len(sentences) / (time.perf_counter() - start)


def megabytes(folder: Path) -> float:
    """The size of the files under a folder, in millions of bytes."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
