"""The card: one official answer on the screen, wherever it is shown.

Every text goes through `qa.ui.markup`, so that a document or a question can never be more
than text. A card is static HTML; `page.js` adds copying.
"""

from __future__ import annotations

import re
from typing import Final

from qa.citation import cite, deep_link
from qa.model import Document, Hit, Label, Pair, Quote, Reply, SourceText, Verdict
from qa.retrieval import Retriever
from qa.ui.markup import element, escape, paragraphs
from qa.ui.passage import excerpt
from qa.ui.words import Words, day

_GROUPED: Final = re.compile(r"\d+(?: \d{3})+")
"""A dossier's number, which no line should break."""


def verdict_name(label: Label, words: Words) -> str:
    """The verdict in two words."""
    names = {Label.ANSWERED: words.answered, Label.RELATED: words.related, Label.NONE: words.none}
    return names[label]


def badge(label: Label, words: Words) -> str:
    """The verdict as a small label; its words say what its colour says."""
    return element("span", escape(verdict_name(label, words)), class_=f"kv-badge kv-{label.value}")


def verdict_box(verdict: Verdict, words: Words) -> str:
    """The verdict with what it means and how sure it is."""
    meaning = {
        Label.ANSWERED: words.answered_long,
        Label.RELATED: words.related_long,
        Label.NONE: words.none_long,
    }[verdict.label]
    sure = words.probability.format(percent=round(verdict.probability * 100))
    if not verdict.calibrated:
        sure += f" ({words.uncalibrated})"
    return element(
        "div",
        badge(verdict.label, words)
        + element("p", escape(meaning), class_="kv-meaning")
        + element("p", escape(sure), class_="kv-small"),
        class_=f"kv-verdict kv-{verdict.label.value}",
    )


def reply_cards(reply: Reply, retriever: Retriever, words: Words, *, judging: bool = False) -> str:
    """Verdict, notices and every quote of a reply; with thumbs where `judging`."""
    notices = "".join(element("p", escape(text), class_="kv-notice") for text in reply.notices)
    if not reply.quotes:
        return verdict_box(reply.verdict, words) + notices + message(words.no_hits)
    cards = "".join(
        card(
            quote,
            words,
            retriever=retriever,
            source=retriever.source(quote.hit.document.id),
            extra=_thumbs(reply.query, quote, words) if judging else "",
        )
        for quote in reply.quotes
    )
    return verdict_box(reply.verdict, words) + notices + cards


def card(
    quote: Quote,
    words: Words,
    *,
    retriever: Retriever | None = None,
    source: SourceText | None = None,
    extra: str = "",
    level: int = 3,
) -> str:
    """One quote.

    `retriever` adds where the same was answered later and earlier, `source` the passage; `extra`
    is HTML that is put under the answer.
    """
    pair, document = quote.hit.pair, quote.hit.document
    inner = (
        element(f"h{level}", citation(quote.citation), class_="kv-citation")
        + _facts(document, words)
        + (again(quote.hit, retriever, words) if retriever else "")
        + _question(pair, quote.siblings, words)
        + _answer(pair, words)
        + _followed(quote, words, level)
        + extra
        + _actions(quote, words)
        + _passage(pair, source, words)
    )
    return element("article", inner, class_="kv-card", data_pair=pair.id)


def citation(text: str) -> str:
    """A citation as HTML, the dossier's number kept together."""
    parts = _GROUPED.split(text)
    numbers = [element("span", n, class_="kv-together") for n in _GROUPED.findall(text)]
    return "".join(escape(part) + n for part, n in zip(parts, [*numbers, ""], strict=True))


def again(hit: Hit, retriever: Retriever, words: Words) -> str:
    """Where the same question was answered later, as a warning, and earlier."""
    lines = ""
    for name, pair_ids, look in (
        (words.answered_later, (hit.later,), "kv-notice"),
        (words.answered_earlier, hit.earlier, "kv-small"),
    ):
        links = []
        for pair_id in pair_ids:
            pair = retriever.pair(pair_id) if pair_id else None
            document = retriever.document(pair.document) if pair else None
            if pair and document:
                name_of = citation(cite(document, pair))
                links.append(element("a", name_of, href=pair_address(pair, words)))
        if links:
            lines += element("p", f"{escape(name)}: {', '.join(links)}", class_=look)
    return lines


def _thumbs(query: str, quote: Quote, words: Words) -> str:
    of = f": {quote.citation}"
    label = element("span", escape(words.judge), class_="kv-small")
    buttons = _button(words.judge_yes, of, data_answers="yes") + _button(
        words.judge_no, of, data_answers="no"
    )
    return element(
        "p",
        label + buttons,
        class_="kv-judge kv-actions",
        data_query=query,
        data_kept=words.judge_kept,
    )


def _facts(document: Document, words: Words) -> str:
    facts = [
        (words.asker, document.asker),
        (words.minister, document.minister),
        (words.date_asked, day(document.asked, words)),
        (words.date_received, day(document.received, words)),
    ]
    parts = [element("span", escape(f"{name}: {value}")) for name, value in facts if value]
    if not document.citation:
        parts.append(element("span", escape(words.no_number)))
    return element("p", "".join(parts), class_="kv-facts")


def _question(pair: Pair, siblings: tuple[Pair, ...], words: Words) -> str:
    own = element("p", escape(words.question.format(number=pair.number)), class_="kv-part")
    html = element("div", own + paragraphs(pair.question), class_="kv-question", lang="nl")
    if not siblings:
        return html
    others = "".join(
        element(
            "li",
            element(
                "a", escape(words.question.format(number=p.number)), href=pair_address(p, words)
            )
            + element("div", paragraphs(p.question), lang="nl"),
        )
        for p in siblings
    )
    head = element("p", escape(words.joint_with), class_="kv-part")
    return html + element("div", head + element("ul", others), class_="kv-siblings")


def _answer(pair: Pair, words: Words) -> str:
    head = element("p", escape(words.answer), class_="kv-part")
    if not pair.answer:
        reason = escape(words.unanswered.format(reason=pair.unanswered))
        return element("div", head + element("p", reason), class_="kv-answer")
    notes = "".join(
        element("p", element("sup", escape(note.mark)) + " " + escape(note.text))
        for note in pair.notes
    )
    if notes:
        notes = element("details", element("summary", escape(words.footnotes)) + notes)
    text = element("div", paragraphs(pair.answer), class_="kv-verbatim", lang="nl")
    return element("div", head + text + notes, class_="kv-answer")


def _followed(quote: Quote, words: Words, level: int) -> str:
    if not quote.followed:
        return ""
    head = element("p", escape(words.followed), class_="kv-part")
    cards = "".join(card(q, words, level=min(level + 1, 6)) for q in quote.followed)
    return element("div", head + cards, class_="kv-followed")


def _actions(quote: Quote, words: Words) -> str:
    of = f": {quote.citation}"
    pair_link = pair_address(quote.hit.pair, words)
    buttons = (
        _button(words.copy_quote, of, data_copy="quote")
        + _button(words.copy_link, of, data_copy="link", data_link=pair_link)
        + _link(words.open_document, of, pair_link)
    )
    if quote.url:
        buttons += element(
            "a", escape(words.official), href=quote.url, rel="noopener noreferrer", target="_blank"
        )
    return element("p", buttons, class_="kv-actions")


def pair_address(pair: Pair, words: Words) -> str:
    """The deep link to a pair, in the language of the screen."""
    return ("/en" if words.code == "en" else "") + deep_link(pair.id)


def _link(name: str, of: str, address: str) -> str:
    return element("a", escape(name), href=address, aria_label=name + of)


def _button(name: str, of: str, **data: str) -> str:
    return element("button", escape(name), type="button", aria_label=name + of, **data)


def _passage(pair: Pair, source: SourceText | None, words: Words) -> str:
    if source is None:
        return ""
    text = element("div", excerpt(pair, source), class_="kv-source", lang="nl", tabindex="0")
    return element("details", element("summary", escape(words.show_source)) + text)


def message(text: str, *, heading: str = "") -> str:
    """A sentence to the reader; with a heading it is a trouble."""
    head = element("strong", escape(heading)) + " " if heading else ""
    return element("p", head + escape(text), class_="kv-trouble" if heading else "kv-message")
