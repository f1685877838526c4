"""The lexical index: BM25 over Dutch terms and over character n-grams, by tantivy.

Texts are analysed here and handed to tantivy as terms with spaces between them. Fields:
`question`, `answer` and `context` (title and introduction) hold stems, `parts` the parts of
compounds, `grams` character n-grams of the words, which find what stems cannot: typing errors,
spelling variants, words of a related language, halves of compounds. Vocabulary and
abbreviations are mined from the corpus when the index is written, and kept beside it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
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

__all__ = ["Entry", "Lexical", "LexicalScores", "analyse", "write_lexical"]

WORDS_FILE: Final = "words.json"
_HEAP: Final = 256_000_000
"""Bytes that the writer may use: enough that an ordinary store is one segment."""
_FIELDS: Final = {"question": 1.0, "answer": 0.6, "context": 0.3, "parts": 0.4}
"""Fields of terms, with their weights."""
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


@dataclass(frozen=True, slots=True)
class LexicalScores:
    """BM25 of every pair, 0 where nothing matches: of terms, and of character n-grams."""

    terms: Scores
    grams: Scores


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

    whole = list(words(entry.whole))
    document = tantivy.Document()
    document.add_unsigned("ordinal", ordinal)
    document.add_text("question", " ".join(analyse(entry.question)))
    document.add_text("answer", " ".join(analyse(entry.answer)))
    document.add_text("context", " ".join(analyse(entry.context)))
    document.add_text("parts", " ".join(part for word in whole for part in splitter.parts(word)))
    document.add_text("grams", " ".join(gram for word in whole for gram in grams(word)))
    return document


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

    def scores(self, query: str) -> LexicalScores:
        """The scores of every pair, by ordinal."""
        folded = list(words(query))
        return LexicalScores(
            self._run(self._term_clauses(folded)),
            self._run([("grams", g, 1.0) for word in folded for g in grams(word)]),
        )

    def inverse_frequency(self, term: str) -> float:
        """How rare a term is in questions and answers: ln(1 + (N - n + 0.5) / (n + 0.5))."""
        found = max(self._searcher.doc_freq(field, term) for field in ("question", "answer"))
        return float(np.log(1 + (self.pairs - found + 0.5) / (found + 0.5)))

    def _term_clauses(self, folded: list[str]) -> list[tuple[str, str, float]]:
        terms = [stem(word) for word in folded]
        weighted = dict.fromkeys(terms, 1.0)
        weighted.update(dict.fromkeys(self._expander.added(folded, terms), _EXPANSION))
        clauses = [
            (field, term, weight * boost)
            for term, weight in weighted.items()
            for field, boost in _FIELDS.items()
        ]
        parts = {part: None for word in folded for part in self._splitter.parts(word)}
        fields = (field for field in _FIELDS if field != "context")
        return clauses + [(f, part, _FIELDS["parts"]) for f in fields for part in parts]

    def _run(self, clauses: Iterable[tuple[str, str, float]]) -> Scores:
        import tantivy

        # The same clause twice counts once: a word that is typed twice is not asked twice.
        unique = dict.fromkeys(clauses)
        scores = np.zeros(self.pairs, np.float32)
        if not unique:
            return scores
        query = tantivy.Query.boolean_query(
            [
                (
                    tantivy.Occur.Should,
                    tantivy.Query.boost_query(
                        tantivy.Query.term_query(self._schema, field, term, "freq"), weight
                    ),
                )
                for field, term, weight in unique
            ]
        )
        found = self._searcher.search(query, limit=max(1, self.pairs), count=False)
        addresses = [at for _, at in found.hits]
        ordinals = np.array(self._searcher.fast_field_values("ordinal", addresses), np.int64)
        scores[ordinals] = [score for score, _ in found.hits]
        return scores
