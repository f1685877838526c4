"""The collection on screen: coverage, documents, one document with its pairs marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from qa.answer import quotes
from qa.citation import cite
from qa.model import Document, Hit, Kind, Pair
from qa.retrieval import Retriever
from qa.ui.cards import card, citation, message, pair_address
from qa.ui.markup import element, escape, paragraphs
from qa.ui.passage import full_text
from qa.ui.words import Words, day

_PAGE = 25
"""Documents on one page of the list."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much a collection holds; days are ISO 8601, and "" is unknown."""

    documents: int
    pairs: int
    earliest: str
    latest: str
    encoder: str = ""
    built: str = ""


def coverage_of(retriever: Retriever) -> Coverage:
    """What a retriever's own status says, or else what counting its documents gives."""
    status = getattr(retriever, "status", None)
    if callable(status):
        known = status()
        return Coverage(**{name: getattr(known, name) for name in Coverage.__dataclass_fields__})
    documents = retriever.documents()
    pairs = sum(len(retriever.pairs(document.id)) for document in documents)
    days = sorted(str(day) for document in documents if (day := document.received))
    return Coverage(len(documents), pairs, days[0] if days else "", days[-1] if days else "")


def _written(iso: str, words: Words) -> str:
    """An ISO 8601 day as the language of the screen writes it; as it is where it is none."""
    try:
        return day(date.fromisoformat(iso), words)
    except ValueError:
        return iso


def _described(document: Document) -> str:
    """What a document can be found by, in lower case."""
    parts = (cite(document), document.title, document.asker, document.minister, document.id)
    return " ".join(parts).lower()


class Library:
    """Shows documents and pairs for one language of the screen."""

    def __init__(self, retriever: Retriever, words: Words) -> None:
        self._retriever = retriever
        self._words = words

    def listing(self, wanted: str = "", page: int = 0) -> str:
        """A page of the documents that hold every word of `wanted`, newest first."""
        words, found = self._words, self._wanted(wanted)
        shown = found[page * _PAGE : (page + 1) * _PAGE]
        if not shown:
            return message(words.not_listed)
        first = page * _PAGE + 1
        line = words.listed.format(first=first, last=first + len(shown) - 1, count=len(found))
        columns = (
            words.column_document,
            words.column_kind,
            words.column_date,
            words.column_pairs,
        )
        head = "".join(element("th", escape(name), scope="col") for name in columns)
        rows = "".join(element("tr", self._row(document)) for document in shown)
        return element("p", escape(line), class_="kv-part", role="status") + element(
            "table",
            element("caption", escape(words.documents_heading), class_="kv-unseen")
            + element("thead", element("tr", head))
            + element("tbody", rows),
            class_="kv-table kv-documents",
        )

    def more(self, wanted: str, page: int) -> bool:
        """Whether documents come after this page of the list."""
        return len(self._wanted(wanted)) > (page + 1) * _PAGE

    def _wanted(self, wanted: str) -> list[Document]:
        terms = wanted.lower().split()
        found = [d for d in self._retriever.documents() if all(t in _described(d) for t in terms)]
        return sorted(found, key=lambda d: str(d.received or d.asked or ""), reverse=True)

    def _row(self, document: Document) -> str:
        words = self._words
        kinds = {
            Kind.ANSWERS: words.kind_answers,
            Kind.QUESTIONS: words.kind_questions,
            Kind.POSTPONEMENT: words.kind_postponement,
            Kind.LETTER: words.kind_letter,
        }
        cells = (
            self._opens(document),
            escape(kinds[document.kind]),
            escape(day(document.received or document.asked, words)),
            str(len(self._retriever.pairs(document.id)) or ""),
        )
        return "".join(element("td", cell) for cell in cells)

    def coverage(self) -> str:
        """How much there is, from when to when, and by what it is searched."""
        words, found = self._words, coverage_of(self._retriever)
        lines = [words.coverage_line.format(documents=found.documents, pairs=found.pairs)]
        if found.earliest:
            first, last = (_written(text, words) for text in (found.earliest, found.latest))
            line = words.coverage_day if first == last else words.coverage_dates
            lines.append(line.format(first=first, last=last))
        if found.encoder:
            lines.append(words.coverage_encoder.format(encoder=found.encoder))
        if found.built:
            when = f"{_written(found.built[:10], words)} {found.built[11:16]}".strip()
            lines.append(words.coverage_synced.format(when=when))
        items = "".join(element("li", escape(line)) for line in lines)
        return element("h3", escape(words.coverage)) + element("ul", items, class_="kv-coverage")

    def page(self, document_id: str | None, number: str = "") -> str:
        """A document: what it is, one pair or all of them, and its text with marks."""
        document = self._retriever.document(document_id or "")
        if document is None:
            return ""
        pairs = self._retriever.pairs(document.id)
        chosen = next((pair for pair in pairs if pair.number == number), None)
        parts = [element("h2", citation(self._name(document)))]
        if chosen is not None:
            parts += [self._neighbours(pairs, chosen), self._pair(chosen)]
        parts.append(self._questions(pairs) if pairs else message(self._words.no_pairs))
        parts.append(self._text(document, pairs if chosen is None else [chosen], chosen))
        return element("section", "".join(parts), class_="kv-document")

    def open(self, pair_id: str) -> str:
        """The page of a pair in its document; a message where the pair is unknown."""
        pair = self._retriever.pair(pair_id)
        if pair is None:
            missing = self._words.pair_missing.format(pair=repr(pair_id))
            return message(missing, heading=self._words.trouble)
        return self.page(pair.document, pair.number)

    def open_document(self, document_id: str) -> str:
        """The page of a document; a message where it is unknown."""
        if self._retriever.document(document_id) is None:
            missing = self._words.pair_missing.format(pair=repr(document_id))
            return message(missing, heading=self._words.trouble)
        return self.page(document_id)

    def _name(self, document: Document) -> str:
        name = cite(document)
        return name if not document.title or document.title == name else f"{name}: {document.title}"

    def _opens(self, document: Document) -> str:
        path = "/en/" if self._words.code == "en" else "/"
        return element("a", escape(self._name(document)), href=f"{path}?document={document.id}")

    def _link(self, pair: Pair) -> str:
        return pair_address(pair, self._words)

    def _neighbours(self, pairs: Sequence[Pair], chosen: Pair) -> str:
        at = pairs.index(chosen)
        links = []
        for name, neighbour in ((self._words.previous, at - 1), (self._words.next, at + 1)):
            if 0 <= neighbour < len(pairs):
                links.append(element("a", escape(name), href=self._link(pairs[neighbour])))
        return element("nav", " ".join(links), class_="kv-actions", aria_label=chosen.id)

    def _pair(self, pair: Pair) -> str:
        document = self._retriever.document(pair.document)
        if document is None:
            return ""
        found = quotes([Hit(1, pair, document, 0.0)], self._retriever)
        return "".join(card(quote, self._words) for quote in found) + self._elsewhere(pair)

    def _elsewhere(self, pair: Pair) -> str:
        """Pairs of other documents that ask the same, with their dates."""
        same = " ".join(pair.question.lower().split())
        hits = self._retriever.search(pair.question, k=10)
        own = next((hit for hit in hits if hit.pair.id == pair.id), None)
        known = {own.later, *own.earlier} if own else set()
        found = [
            hit
            for hit in hits
            if hit.pair.document != pair.document
            and (hit.pair.id in known or " ".join(hit.pair.question.lower().split()) == same)
        ]
        if not found:
            return ""
        items = "".join(element("li", self._dated(other)) for other in found)
        head = element("h3", escape(self._words.same_question))
        return head + element("ul", items)

    def _dated(self, hit: Hit) -> str:
        when = f" ({day(hit.document.received, self._words)})" if hit.document.received else ""
        name = escape(cite(hit.document, hit.pair))
        return element("a", name, href=self._link(hit.pair)) + escape(when)

    def _questions(self, pairs: Sequence[Pair]) -> str:
        items = "".join(
            element(
                "li",
                element(
                    "a",
                    escape(self._words.question.format(number=pair.number)),
                    href=self._link(pair),
                )
                + element("div", paragraphs(pair.question), lang="nl"),
            )
            for pair in pairs
        )
        head = element("summary", escape(f"{self._words.pairs_heading} ({len(pairs)})"))
        return element("details", head + element("ul", items, class_="kv-list"))

    def _text(self, document: Document, marked: Sequence[Pair], chosen: Pair | None) -> str:
        source = self._retriever.source(document.id)
        if source is None:
            return ""
        text = full_text(source, marked, anchored=chosen is not None)
        return element("h3", escape(self._words.text_heading)) + element(
            "div",
            text,
            class_="kv-source kv-whole",
            lang="nl",
            tabindex="0",
            role="region",
            aria_label=self._words.text_heading,
        )
