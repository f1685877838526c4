"""The collection on screen: coverage, documents, one document with its pairs marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import gradio as gr

from qa.answer import quotes
from qa.citation import cite
from qa.model import Document, Hit, Kind, Pair
from qa.retrieval import Retriever
from qa.ui.cards import card, message, pair_address
from qa.ui.markup import element, escape, paragraphs
from qa.ui.panel import panel
from qa.ui.passage import full_text
from qa.ui.words import Words

_LISTED = 200
"""Open questions shown at most."""


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


class Library:
    """Shows documents and pairs for one language of the screen."""

    def __init__(self, retriever: Retriever, words: Words) -> None:
        self._retriever = retriever
        self._words = words

    def names(self) -> list[tuple[str, str]]:
        """Every document as (name on the screen, id)."""
        return [(self._name(document), document.id) for document in self._retriever.documents()]

    def coverage(self) -> str:
        """How much there is, from when to when, and by what it is searched."""
        words, found = self._words, coverage_of(self._retriever)
        lines = [words.coverage_line.format(documents=found.documents, pairs=found.pairs)]
        if found.earliest:
            lines.append(words.coverage_dates.format(first=found.earliest, last=found.latest))
        if found.encoder:
            lines.append(words.coverage_encoder.format(encoder=found.encoder))
        if found.built:
            lines.append(words.coverage_synced.format(when=found.built[:16].replace("T", " ")))
        items = "".join(element("li", escape(line)) for line in lines)
        return element("h3", escape(words.coverage)) + element("ul", items)

    def waiting(self) -> str:
        """Questions without an answer and postponed ones, each as a list."""
        words = self._words
        documents = self._retriever.documents()
        return self._list(
            words.open_questions, [d for d in documents if d.kind is Kind.QUESTIONS]
        ) + self._list(words.postponed, [d for d in documents if d.kind is Kind.POSTPONEMENT])

    def page(self, document_id: str | None, number: str = "") -> str:
        """A document: what it is, one pair or all of them, and its text with marks."""
        document = self._retriever.document(document_id or "")
        if document is None:
            return ""
        pairs = self._retriever.pairs(document.id)
        chosen = next((pair for pair in pairs if pair.number == number), None)
        parts = [element("h2", escape(self._name(document)))]
        if chosen is not None:
            parts += [self._neighbours(pairs, chosen), self._pair(chosen)]
        parts.append(self._questions(pairs) if pairs else message(self._words.no_pairs))
        parts.append(self._text(document, pairs if chosen is None else [chosen], chosen))
        return element("section", "".join(parts), class_="kv-document")

    def open(self, pair_id: str) -> tuple[str | None, str]:
        """The document and its page for a deep link; a message where the pair is unknown."""
        pair = self._retriever.pair(pair_id)
        if pair is None:
            missing = self._words.pair_missing.format(pair=repr(pair_id))
            return None, message(missing, heading=self._words.trouble)
        return pair.document, self.page(pair.document, pair.number)

    def open_document(self, document_id: str) -> tuple[str | None, str]:
        """The document and its page for a link; a message where it is unknown."""
        if self._retriever.document(document_id) is None:
            missing = self._words.pair_missing.format(pair=repr(document_id))
            return None, message(missing, heading=self._words.trouble)
        return document_id, self.page(document_id)

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
        """Pairs of other documents that ask the very same question, with their dates."""
        same = " ".join(pair.question.lower().split())
        found = [
            hit
            for hit in self._retriever.search(pair.question, k=10)
            if hit.pair.document != pair.document
            and " ".join(hit.pair.question.lower().split()) == same
        ]
        if not found:
            return ""
        items = "".join(element("li", self._dated(other)) for other in found)
        head = element("h3", escape(self._words.same_question))
        return head + element("ul", items)

    def _dated(self, hit: Hit) -> str:
        when = f" ({hit.document.received})" if hit.document.received else ""
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

    def _list(self, heading: str, documents: Sequence[Document]) -> str:
        items = "".join(element("li", self._opens(document)) for document in documents[:_LISTED])
        inner = element("ul", items) if items else message(self._words.no_open_questions)
        count = f"{heading} ({len(documents)})"
        return element("details", element("summary", escape(count)) + inner)


@dataclass(frozen=True, slots=True)
class LibraryTab:
    """The parts that a deep link fills."""

    choice: gr.Dropdown
    shown: gr.Markdown


def library_tab(library: Library, words: Words) -> LibraryTab:
    """The documents tab, wired. Call it inside the tab."""
    head = element("h2", escape(words.documents_heading))
    panel(head + library.coverage() + library.waiting())
    choice = gr.Dropdown(
        library.names(), value=None, label=words.document_label, elem_id="kv-document"
    )
    shown = panel(elem_id="kv-page")
    choice.input(library.page, choice, shown, api_visibility="private", show_progress="minimal")
    return LibraryTab(choice, shown)
