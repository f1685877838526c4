"""The lexical index: BM25 over Dutch terms and over character n-grams, by tantivy.

Texts are analysed here and handed to tantivy as terms with spaces between them: stems, and the
parts of compounds. The field `body` holds question and answer together, since a question asks
in words of both; `question` counts its words once more; `context` holds title and introduction.
The field `grams` holds character n-grams of the words of the body, which find what stems
cannot: typing errors, spelling variants, words of a related language, halves of compounds.
Vocabulary and abbreviations are mined from the corpus when the index is written, and kept
beside it. A word of a question that a pair lacks may be stood for by another (`index.thesaurus`).
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from index.abbreviations import Expander, mine
from index.analysis import analyse, grams, stem, words
from index.compounds import Splitter, count_words
from index.dense import Scores
from index.thesaurus import thesaurus

if TYPE_CHECKING:
    import tantivy

__all__ = ["ALL", "Entry", "Ingredients", "Lexical", "analyse", "layout", "write_lexical"]

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


@dataclass(frozen=True, slots=True)
class Ingredients:
    """What the analysis is made of; one is left out to measure what it gives, and never else.

    `fields`: question, and title with introduction, count as fields of their own. `thesaurus`:
    another word may stand for one that was asked.
    """

    stems: bool = True
    compounds: bool = True
    ngrams: bool = True
    abbreviations: bool = True
    fields: bool = True
    thesaurus: bool = True


ALL: Final = Ingredients()


def layout() -> str:
    """The engine and the fields of an index: one of another layout cannot be read."""
    return f"tantivy {version('tantivy')}: {' '.join((*_FIELDS, 'grams'))}"


def _schema() -> tantivy.Schema:
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("ordinal", fast=True)
    for field in (*_FIELDS, "grams"):
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


def write_lexical(
    folder: Path,
    entries: Sequence[Entry],
    full_forms: Mapping[str, str] | None = None,
    ingredients: Ingredients = ALL,
) -> None:
    """Write an index of `entries` into the new folder `folder`; entry i is pair i.

    `full_forms` are those of abbreviations; unless given, the entries are searched for them.
    """
    import tantivy

    folder.mkdir(parents=True)
    kept = {
        "counts": count_words(words(entry.whole) for entry in entries),
        "abbreviations": mine(entry.whole for entry in entries)
        if full_forms is None
        else dict(full_forms),
        "ingredients": asdict(ingredients),
    }
    (folder / WORDS_FILE).write_text(json.dumps(kept, ensure_ascii=False), encoding="utf-8")
    terms = _Terms(kept)
    index = tantivy.Index(_schema(), path=str(folder))
    # One thread, so that segments and the order in them are the same in every build.
    writer = index.writer(_HEAP, num_threads=1)
    for ordinal, entry in enumerate(entries):
        writer.add_document(_document(ordinal, entry, terms))
    writer.commit()
    writer.wait_merging_threads()


def _document(ordinal: int, entry: Entry, terms: _Terms) -> tantivy.Document:
    import tantivy

    body = list(words(entry.whole))
    document = tantivy.Document()
    document.add_unsigned("ordinal", ordinal)
    document.add_text("body", " ".join(terms.of(body)))
    document.add_text("question", " ".join(terms.of(words(entry.question))))
    document.add_text("context", " ".join(terms.of(words(entry.context))))
    document.add_text("grams", " ".join(gram for word in body for gram in grams(word)))
    return document


class _Terms:
    """From folded words to terms, by what an index keeps of the texts that it was made from."""

    def __init__(self, kept: dict[str, Any]) -> None:
        self.ingredients = Ingredients(**kept["ingredients"])
        self._splitter = Splitter(kept["counts"] if self.ingredients.compounds else {})
        self.full_forms: dict[str, str] = kept["abbreviations"]
        self._expander = Expander(self.full_forms if self.ingredients.abbreviations else {})

    def of(self, folded: Iterable[str]) -> Iterator[str]:
        """The stem of every word, and the stems of its parts where it is a compound."""
        for word in folded:
            yield stem(word) if self.ingredients.stems else word
            yield from self._splitter.parts(word)

    def asked(self, folded: list[str]) -> dict[str, float]:
        """The terms of a question with their weights, those of abbreviations with it."""
        weights = dict.fromkeys(self.of(folded), 1.0)
        for term in self._expander.added(folded, [stem(word) for word in folded]):
            weights.setdefault(term, _EXPANSION)
        return weights

    def alternatives(self, term: str) -> tuple[str, ...]:
        """The terms that may stand for a term of a question."""
        return thesaurus().get(term, ()) if self.ingredients.thesaurus else ()


class Lexical:
    """A lexical index on disk.

    Raises:
        ValueError: the folder holds no such index.
        OSError: a file of it cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        import tantivy

        self._terms = _Terms(json.loads((folder / WORDS_FILE).read_text(encoding="utf-8")))
        index = tantivy.Index.open(str(folder))
        self._schema = index.schema
        self._searcher = index.searcher()
        self.pairs = int(self._searcher.num_docs)

    def scores(self, query: str) -> Scores:
        """The BM25 score of every pair, by ordinal, weighted over fields; 0 where none matches."""
        return self._run(query)

    def ideal(self, query: str) -> float:
        """The sum of the weights of all that `query` asks for, by rarity.

        A pair that holds each term once, in a text of common length, scores about this much;
        a term that no pair holds counts as the rarest.
        """
        return sum(w * self._rarity(field, term) for field, term, w in self._clauses(query))

    @property
    def full_forms(self) -> dict[str, str]:
        """The full forms of the abbreviations that the index knows."""
        return self._terms.full_forms

    def inverse_frequency(self, term: str) -> float:
        """How rare a term is in the bodies: ln(1 + (N - n + 0.5) / (n + 0.5))."""
        return self._rarity("body", term)

    def _rarity(self, field: str, term: str) -> float:
        found = self._searcher.doc_freq(field, term)
        return math.log(1 + (self.pairs - found + 0.5) / (found + 0.5))

    def _clauses(self, query: str) -> list[tuple[str, str, float]]:
        """What is searched: field, term and weight."""
        folded = list(words(query))
        used = self._terms.ingredients
        fields = _FIELDS if used.fields else {"body": _FIELDS["body"]}
        clauses = [
            (field, term, weight * boost)
            for term, weight in self._terms.asked(folded).items()
            for field, boost in fields.items()
        ]
        if used.ngrams:
            pieces = dict.fromkeys(gram for word in folded for gram in grams(word))
            clauses += [("grams", gram, _GRAMS) for gram in pieces]
        return clauses

    def _run(self, query: str) -> Scores:
        import tantivy

        scores = np.zeros(self.pairs, np.float32)
        clauses = self._clauses(query)
        if not clauses:
            return scores
        whole = tantivy.Query.boolean_query(
            [(tantivy.Occur.Should, self._clause(*clause)) for clause in clauses]
        )
        # Each look at `hits` makes all of them anew.
        hits = self._searcher.search(whole, limit=max(1, self.pairs), count=False).hits
        ordinals = self._searcher.fast_field_values("ordinal", [at for _, at in hits])
        scores[np.array(ordinals, np.int64)] = [score for score, _ in hits]
        return scores

    def _clause(self, field: str, term: str, weight: float) -> tantivy.Query:
        """A term in a field, or what may stand for it: a pair counts what scores most in it."""
        import tantivy

        own = self._term(field, term, weight)
        others = self._terms.alternatives(term) if field in _FIELDS else ()
        if not others:
            return own
        # None may weigh more than the term that it stands for, however rare it is itself.
        rarity = self._rarity(field, term)
        softer = [
            self._term(field, other, weight * min(1.0, rarity / of_other))
            for other in others
            if (of_other := self._rarity(field, other))
        ]
        return tantivy.Query.disjunction_max_query([own, *softer])

    def _term(self, field: str, term: str, weight: float) -> tantivy.Query:
        import tantivy

        only = tantivy.Query.term_query(self._schema, field, term, "freq")
        return tantivy.Query.boost_query(only, weight)
