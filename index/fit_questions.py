"""The judged questions that the verdict is fitted on, and the evidence that they give."""

from __future__ import annotations

import csv
import json
import random
from collections.abc import Iterator
from dataclasses import astuple, dataclass, replace
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from index.evidence import FEATURES
from index.search import Searcher
from qa.model import Pair

Array = npt.NDArray[np.float64]

SEEDS, WRITTEN, ELSEWHERE = "seeds", "written", "elsewhere"
TWIN: Final = " without its answer"
"""Added to the origin of a question that is asked of the store less its answer."""
RANDOM: Final = " of a random pair"
"""Added to the origin of a question that is judged by a pair drawn at random."""
_DEEP: Final = 60
"""Hits among which a question's nearest pair is looked for when its answers are left out."""
_FOUND: Final = 3
"""Hits among which an answer must be, for the evidence to say that there is one."""
_DRAWN: Final = 3
"""One in so many questions is judged by a random pair too."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A question with the ids of the pairs that answer it; `group` is held out together."""

    text: str
    relevant: frozenset[str]
    group: str
    origin: str


@dataclass(frozen=True, slots=True)
class Evidences:
    """Rows of evidence [n, f], whether each is of an answer [n], and what they were taken from.

    `found` is False where a question has an answer that is not among the first hits.
    """

    features: Array
    answers: Array
    found: npt.NDArray[np.bool_]
    judged: list[Judged]

    def origins(self) -> npt.NDArray[np.str_]:
        """The origin of every row."""
        return np.array([question.origin for question in self.judged])

    def __add__(self, other: Evidences) -> Evidences:
        return Evidences(
            np.concatenate([self.features, other.features]),
            np.concatenate([self.answers, other.answers]),
            np.concatenate([self.found, other.found]),
            self.judged + other.judged,
        )


def read_seeds(path: Path, origin: str = SEEDS) -> Iterator[Judged]:
    """The `dev` questions of a set of our own."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["split"] == "dev":
            # A pair and the questions about it are in one fold; misses are spread.
            group = min(row["relevant"], default=row["id"])
            yield Judged(row["text"], frozenset(row["relevant"]), group, origin)


def read_written(path: Path, searcher: Searcher) -> Iterator[Judged]:
    """The `dev` questions of the table whose document is in the store.

    Those of its `train` split are left out: the encoder has seen which pair answers them.
    """
    by_source = {document.source: document.id for document in searcher.documents()}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            document = by_source.get(row["document"])
            if document is None or row["split"] != "dev":
                continue
            relevant: set[str] = set()
            if row["kind"] != "near":
                pairs = searcher.pairs(document)
                relevant = {pair.id for pair in pairs if row["number"] in pair.numbers}
                if not relevant:
                    continue
            yield Judged(row["query"], frozenset(relevant), document, WRITTEN)


def examine(searcher: Searcher, judged: list[Judged]) -> Evidences:
    """The evidence for every question: as it is, without its answer, and by a random pair."""
    rows: list[tuple[float, ...]] = []
    kept: list[tuple[Judged, bool, bool]] = []
    strangers = _strangers(searcher, judged)
    for at, (question, stranger) in enumerate(zip(judged, strangers, strict=True)):
        hits = [hit.pair for hit in searcher.search(question.text, k=_DEEP)]
        found = any(pair.id in question.relevant for pair in hits[:_FOUND])
        first = [(hits[0], question, frozenset[str]())]
        if question.relevant:
            answers = {pair.answer for pair in hits if pair.id in question.relevant}
            gone = question.relevant | {pair.id for pair in hits if pair.answer in answers}
            rest = next((pair for pair in hits if pair.id not in gone), None)
            if rest is not None:
                twin = replace(question, relevant=frozenset(), origin=question.origin + TWIN)
                first.append((rest, twin, gone))
        if at % _DRAWN == 0:
            drawn = replace(question, origin=question.origin + RANDOM)
            first.append((stranger, drawn, frozenset()))
        for pair, asked, without in first:
            rows.append(astuple(searcher.evidence(asked.text, pair, without=without)))
            kept.append((asked, bool(asked.relevant), found or not asked.relevant))
    return Evidences(
        np.array(rows).reshape(-1, len(FEATURES)),
        np.array([answered for _, answered, _ in kept], float),
        np.array([seen for _, _, seen in kept], bool),
        [asked for asked, _, _ in kept],
    )


def _strangers(searcher: Searcher, judged: list[Judged]) -> list[Pair]:
    """For each question a pair drawn at random, the same in every run."""
    draw = random.Random(5)
    ids = searcher.ids()
    drawn = [searcher.pair(draw.choice(ids)) for _ in judged]
    return [pair for pair in drawn if pair is not None]
