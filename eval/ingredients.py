"""The retrieval without one of its ingredients, and with one of its parts alone.

Each variant searches the same store: with an index of words that was written without stems,
compounds or another step of the analysis, with fewer vectors of a pair, with another fusion, or
with the first hits in the order of their scores.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import numpy as np

from eval.parts import Part, PartRetriever
from eval.run import Progress, Run, run
from eval.sets import Question
from index.dense import Dense, write_dense
from index.fuse import Fusion, Method
from index.lexical import Ingredients, Lexical, write_lexical
from index.search import Searcher
from index.texts import entry
from qa.retrieval import Retriever

_ANALYSES: Final = {
    "no stems": Ingredients(stems=False),
    "no compounds": Ingredients(compounds=False),
    "no n-grams": Ingredients(ngrams=False),
    "no abbreviations": Ingredients(abbreviations=False),
    "no fields": Ingredients(fields=False),
    "no thesaurus": Ingredients(thesaurus=False),
}
"""N-grams are what finds typing errors and variants of names."""
_QUESTION: Final = 1
"""Vectors of a pair that are its question's."""
_WHOLE: Final = 2
"""Vectors of a pair without those of its answer's windows."""
_FUSIONS: Final = {
    "reciprocal rank": Fusion(Method.RECIPROCAL, 1.0),
    "min–max": Fusion(Method.MINMAX, 0.5),
}


def without(searcher: Searcher, folder: Path) -> Iterator[tuple[str, Searcher]]:
    """The searcher without each ingredient in turn; indexes are written below `folder`."""
    entries = [
        entry(document, pair)
        for document in searcher.documents()
        for pair in searcher.pairs(document.id)
    ]
    for name, ingredients in _ANALYSES.items():
        place = folder / name
        write_lexical(place, entries, searcher.lexical.full_forms, ingredients)
        yield name, searcher.varied(lexical=Lexical(place))
    vectors, owners = searcher.dense.rows()
    nth = np.arange(len(owners)) - np.searchsorted(owners, owners)
    for name, kept in (("question vector only", _QUESTION), ("no answer windows", _WHOLE)):
        chosen = nth < kept
        write_dense(folder / name, vectors[chosen], owners[chosen])
        yield name, searcher.varied(dense=Dense(folder / name))
    for name, fusion in _FUSIONS.items():
        yield name, searcher.varied(fusion=fusion)
    yield "no order by words", searcher.varied(ordered=False)


def runs(
    questions: Sequence[Question], searcher: Searcher, folder: Path, progress: Progress
) -> tuple[Run, list[Run], list[Run]]:
    """The runs of the whole, without each ingredient, and with each part alone."""

    def ask(name: str, retriever: Retriever) -> Run:
        return run(questions, retriever, name=name, progress=progress)

    whole = ask("whole", searcher)
    lacking = [ask(name, variant) for name, variant in without(searcher, folder)]
    parts = [ask(f"{part.value} alone", PartRetriever(searcher, part)) for part in Part]
    return whole, lacking, parts
