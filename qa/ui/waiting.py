"""Questions that wait for an answer: asked and still open, or postponed with the reason given.

A case (Z-number) that the collection holds the answers of does not wait, whatever else was
published of it; a case that was postponed is shown once, with its postponement.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from qa.citation import cite
from qa.model import Document, Kind, Pair
from qa.retrieval import Retriever
from qa.ui.cards import message, pair_address
from qa.ui.markup import element, escape, paragraphs
from qa.ui.words import Words, day

_MOST: Final = 200
"""Questions that one list shows."""
_LINE: Final = 160
"""Characters of a question that stand in a list."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A document with questions that wait, and those of them that could be read.

    `reason` is why they were postponed, in the document's own words; "" if it gives none.
    """

    document: Document
    pairs: tuple[Pair, ...]
    reason: str = ""

    @property
    def count(self) -> int:
        """How many questions wait; one where none could be read."""
        return max(1, len(self.pairs))


def waiting(retriever: Retriever, words: Words) -> str:
    """The open questions and the postponed ones, each as a list with its count on top."""
    still, postponed = still_open(retriever), put_off(retriever)
    return _list(words.open_questions, still, words) + _list(words.postponed, postponed, words)


def still_open(retriever: Retriever) -> list[Waiting]:
    """Asked, and neither answered nor postponed as far as the collection knows; newest first."""
    return _waiting(retriever, Kind.QUESTIONS, {Kind.ANSWERS, Kind.POSTPONEMENT})


def put_off(retriever: Retriever) -> list[Waiting]:
    """Postponed, and not answered as far as the collection knows; newest first."""
    return _waiting(retriever, Kind.POSTPONEMENT, {Kind.ANSWERS})


def _waiting(retriever: Retriever, kind: Kind, settled: set[Kind]) -> list[Waiting]:
    documents = retriever.documents()
    done = {zaak for one in documents if one.kind in settled for zaak in one.zaken}
    found = [one for one in documents if one.kind is kind and done.isdisjoint(one.zaken)]
    found.sort(key=lambda one: str(one.received or one.asked or ""), reverse=True)
    return [_of(retriever, one) for one in found]


def _of(retriever: Retriever, document: Document) -> Waiting:
    pairs = tuple(pair for pair in retriever.pairs(document.id) if pair.unanswered)
    source = retriever.source(document.id)
    text = _letters(source.text) if source else ""
    given = [*(pair.unanswered for pair in pairs[:1]), document.explanation]
    # Where a document gives no reason, a pair holds a line of our own: that is no quote.
    told = (one for one in given if _letters(one) and _letters(one) in text)
    return Waiting(document, pairs, next(told, ""))


def _letters(text: str) -> str:
    """What is left of a text when layout and hyphens are not looked at."""
    return "".join(filter(str.isalnum, text))


def _list(heading: str, found: Sequence[Waiting], words: Words) -> str:
    count = sum(one.count for one in found)
    shown = list(_first(found))
    inner = "".join(_document(one, words) for one in shown) or message(words.no_open_questions)
    if (left := count - sum(one.count for one in shown)) > 0:
        inner += message(words.waiting_left.format(count=left))
    return element("details", element("summary", escape(f"{heading} ({count})")) + inner)


def _first(found: Iterable[Waiting]) -> Iterable[Waiting]:
    """Whole documents, as long as their questions fit in the list; always one."""
    shown = 0
    for one in found:
        if shown and shown + one.count > _MOST:
            return
        shown += one.count
        yield one


def _document(waits: Waiting, words: Words) -> str:
    document = waits.document
    path = "/en/" if words.code == "en" else "/"
    name = cite(document)
    title = f"{name}: {document.title}" if document.title not in ("", name) else name
    link = element("a", escape(title), href=f"{path}?document={document.id}")
    parts = [element("h4", link), element("p", escape(_since(document, words)), class_="kv-small")]
    if document.kind is Kind.POSTPONEMENT and waits.reason:
        reason = element("p", escape(words.postponed_because), class_="kv-part")
        parts.append(reason + element("div", paragraphs(waits.reason), lang="nl"))
    if waits.pairs:
        items = "".join(_question(pair, words) for pair in waits.pairs)
        parts.append(element("ul", items, class_="kv-list"))
    else:
        parts.append(element("p", escape(words.waiting_unread), class_="kv-small"))
    return element("section", "".join(parts), class_="kv-waits")


def _since(document: Document, words: Words) -> str:
    """When the questions were asked and, where they were, postponed."""
    asked, told = day(document.asked, words), day(document.received, words)
    said = [words.waiting_since.format(date=asked)] if asked else []
    if document.kind is Kind.POSTPONEMENT and told:
        said.append(words.postponed_on.format(date=told))
    return ". ".join(said) or words.waiting_undated


def _question(pair: Pair, words: Words) -> str:
    name = element(
        "a", escape(words.question.format(number=pair.number)), href=pair_address(pair, words)
    )
    text = " ".join(pair.question.split())
    if len(text) > _LINE:
        text = text[:_LINE].rpartition(" ")[0] + " …"
    return element("li", f"{name} {element('span', escape(text), lang='nl', dir='auto')}")
