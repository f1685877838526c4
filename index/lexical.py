"""The lexical index: BM25 over Dutch terms and over character n-grams, by tantivy.

Texts are analysed here and handed to tantivy as terms with spaces between them: stems, and the
parts of compounds. The field `body` holds question and answer together, since a question asks
in words of both; `question` counts its words once more; `context` holds title and introduction.
The field `grams` holds character n-grams of the words of the body, which find what stems
cannot: typing errors, spelling variants, words of a related language, halves of compounds.
Vocabulary and abbreviations are mined from the corpus when the index is written, and kept
beside it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from index.abbreviations import Expander, mine
from index.analysis import analyse, grams, stem, words
from index.compounds import Splitter, count_words
from index.dense import Scores

if TYPE_CHECKING:
    import tantivy

__all__ = ["Entry", "Lexical", "analyse", "write_lexical"]

WORDS_FILE: Final = "words.json"
_HEAP: Final = 256_000_000
"""Bytes that the writer may use: enough that an ordinary store is one segment."""
_FIELDS: Final = {"body": 2.0, "question": 0.6, "context": 1.0}
"""Fields of terms, with their weights."""
_GRAMS: Final = 1.0
"""The weight of the field of n-grams: of many grams each says little, together they say most."""
_EXPANSION: Final = 0.5
"""Weight of a term that an abbreviation brings along."""


@dataclass(frozen=True, slots=True)
class Entry:
    """The texts of one pair to be indexed."""

    question: str
    answer: str
    context: str

    @property
    def whole(self) -> str:
        """All text of the pair itself."""
        return f"{self.question}\n{self.answer}"


def _schema() -> tantivy.Schema:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("ordinal", fast=True)
    for field in (*_FIELDS, "grams"):
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


def write_lexical(folder: Path, entries: Sequence[Entry]) -> None:
    """Write an index of `entries` into the new folder `folder`; entry i is pair i."""
    import tantivy

    folder.mkdir(parents=True)
    counts = count_words(words(entry.whole) for entry in entries)
    full_forms = mine(entry.whole for entry in entries)
    (folder / WORDS_FILE).write_text(
        json.dumps({"counts": counts, "abbreviations": full_forms}, ensure_ascii=False),
        encoding="utf-8",
    )
    splitter = Splitter(counts)
    index = tantivy.Index(_schema(), path=str(folder))
    # One thread, so that segments and the order in them are the same in every build.
    writer = index.writer(_HEAP, num_threads=1)
    for ordinal, entry in enumerate(entries):
        writer.add_document(_document(ordinal, entry, splitter))
    writer.commit()
    writer.wait_merging_threads()


def _document(ordinal: int, entry: Entry, splitter: Splitter) -> tantivy.Document:
    import tantivy

    body = list(words(entry.whole))
    document = tantivy.Document()
    document.add_unsigned("ordinal", ordinal)
    document.add_text("body", " ".join(_terms(body, splitter)))
    document.add_text("question", " ".join(_terms(words(entry.question), splitter)))
    document.add_text("context", " ".join(_terms(words(entry.context), splitter)))
    document.add_text("grams", " ".join(gram for word in body for gram in grams(word)))
    return document


def _terms(folded: Iterable[str], splitter: Splitter) -> Iterator[str]:
    """The stem of every word, and the stems of its parts where it is a compound."""
    for word in folded:
        yield stem(word)
        yield from splitter.parts(word)


class Lexical:
    """A lexical index on disk.

    Raises:
        ValueError: the folder holds no such index.
        OSError: a file of it cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        import tantivy

        kept: dict[str, Any] = json.loads((folder / WORDS_FILE).read_text(encoding="utf-8"))
        self._splitter = Splitter(kept["counts"])
        self._expander = Expander(kept["abbreviations"])
        index = tantivy.Index.open(str(folder))
        self._schema = index.schema
        self._searcher = index.searcher()
        self.pairs = int(self._searcher.num_docs)

    def scores(self, query: str) -> Scores:
        """The BM25 score of every pair, by ordinal, weighted over fields; 0 where none matches."""
        folded = list(words(query))
        return self._run([*self._term_clauses(folded), *self._gram_clauses(folded)])

    def inverse_frequency(self, term: str) -> float:
        """How rare a term is in the bodies: ln(1 + (N - n + 0.5) / (n + 0.5))."""
        found = self._searcher.doc_freq("body", term)
        return float(np.log(1 + (self.pairs - found + 0.5) / (found + 0.5)))

    def _term_clauses(self, folded: list[str]) -> list[tuple[str, str, float]]:
        weights = dict.fromkeys(_terms(folded, self._splitter), 1.0)
        for term in self._expander.added(folded, [stem(word) for word in folded]):
            weights.setdefault(term, _EXPANSION)
        return [
            (field, term, weight * boost)
            for term, weight in weights.items()
            for field, boost in _FIELDS.items()
        ]

    def _gram_clauses(self, folded: list[str]) -> list[tuple[str, str, float]]:
        unique = dict.fromkeys(gram for word in folded for gram in grams(word))
        return [("grams", gram, _GRAMS) for gram in unique]

    def _run(self, clauses: list[tuple[str, str, float]]) -> Scores:
        import tantivy

        scores = np.zeros(self.pairs, np.float32)
        if not clauses:
            return scores
        query = tantivy.Query.boolean_query(
            [
                (
                    tantivy.Occur.Should,
                    tantivy.Query.boost_query(
                        tantivy.Query.term_query(self._schema, field, term, "freq"), weight
                    ),
                )
                for field, term, weight in clauses
            ]
        )
        found = self._searcher.search(query, limit=max(1, self.pairs), count=False)
        addresses = [at for _, at in found.hits]
        ordinals = np.array(self._searcher.fast_field_values("ordinal", addresses), np.int64)
        scores[ordinals] = [score for score, _ in found.hits]
        return scores
