"""A checked set on the screen: the overview, every question with its cards, the export form.

Ticks and notes are fields of one HTML form, so that they work by keyboard and are sent by the
browser itself; `page.js` only keeps them over a reload.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

from qa.check import Checked, QuestionSet, overview
from qa.export import FileKind
from qa.model import Label, Quote
from qa.retrieval import Retriever
from qa.ui.cards import badge, card, citation, message, verdict_box
from qa.ui.kept import kept
from qa.ui.markup import element, escape, void
from qa.ui.words import Words

_SUMMARY = 160
"""Characters of a question in the list of a set that is being checked."""


def progress(questions: QuestionSet, checked: Sequence[Checked], words: Words) -> str:
    """A set that is being checked: how far, at which question, and the verdicts so far."""
    count, at = len(questions.questions), len(checked)
    now = questions.questions[min(at, count - 1)]
    line = words.checking.format(at=min(at + 1, count), count=count)
    bar = element("progress", "", value=str(at), max=str(count), aria_label=line)
    head = element("p", escape(line), class_="kv-part") + bar
    head += element("p", escape(_short(now.text)), class_="kv-small")
    rows = "".join(element("li", _row(one, words)) for one in reversed(checked))
    return element("section", head + element("ul", rows, class_="kv-list"), class_="kv-checking")


def _row(one: Checked, words: Words) -> str:
    number = element("strong", escape(one.question.number)) + " "
    found = one.reply.quotes[0].citation if one.reply and one.reply.quotes else one.problem
    text = escape(_short(one.question.text))
    return number + badge(one.label, words) + " " + text + element("p", escape(found))


def _short(text: str) -> str:
    return text if len(text) <= _SUMMARY else text[: _SUMMARY - 1].rstrip() + "…"


def results(
    questions: QuestionSet, checked: Sequence[Checked], retriever: Retriever, words: Words
) -> str:
    """A checked set as one form."""
    if not checked:
        return ""
    count = len(questions.questions)
    done = words.checked.format(count=count)
    if len(checked) < count:
        done = words.cancelled.format(at=len(checked), count=count)
    state = json.dumps(kept(questions, checked), ensure_ascii=False)
    inner = (
        element("p", escape(done), class_="kv-unseen kv-say")
        + element("h2", escape(questions.title or words.overview), id="kv-overview", tabindex="-1")
        + message(done)
        + "".join(message(text, heading=words.trouble) for text in questions.unread)
        + _overview(checked, words)
        + void("input", type="hidden", name="state", value=state)
        + "".join(_question(at, one, retriever, words) for at, one in enumerate(checked))
        + _export(words)
    )
    return element(
        "form",
        inner,
        action="/kamervragen/export",
        method="post",
        class_="kv-desk",
        data_set=hashlib.sha256(state.encode("utf-8", "replace")).hexdigest(),
    )


def _overview(checked: Sequence[Checked], words: Words) -> str:
    found = overview(checked)
    names = {
        Label.ANSWERED: words.count_answered,
        Label.RELATED: words.count_related,
        Label.NONE: words.count_none,
    }
    counts = "".join(
        element(
            "li",
            element("strong", str(number)) + " " + escape(names[label]),
            class_=f"kv-count kv-{label.value}",
        )
        for label, number in found.labels.items()
    )
    tables = _tally(words.by_ministry, found.ministries, words)
    tables += _tally(words.by_year, found.years, words)
    return (
        element("ul", counts, class_="kv-counts")
        + _in_short(checked, words)
        + element("div", tables, class_="kv-tallies")
    )


def _in_short(checked: Sequence[Checked], words: Words) -> str:
    """Every question in a row of a table, with a link to where it is shown in full."""
    head = _row_of(
        "th",
        [words.column_number, words.column_question, words.column_verdict, words.column_nearest],
        scope="col",
    )
    rows = "".join(
        element("tr", "".join(element("td", cell) for cell in _cells(at, one, words)))
        for at, one in enumerate(checked)
    )
    caption = element("caption", escape(words.in_short))
    return element(
        "table", caption + element("thead", head) + element("tbody", rows), class_="kv-table"
    )


def _cells(at: int, one: Checked, words: Words) -> tuple[str, ...]:
    found = one.reply.quotes[0] if one.reply and one.reply.quotes else None
    nearest = citation(found.citation) if found and one.label is not Label.NONE else ""
    name = element(
        "a",
        escape(one.question.number),
        href=f"#kv-question-{at}",
        aria_label=words.question.format(number=one.question.number),
    )
    return name, escape(_short(one.question.text)), badge(one.label, words), nearest


def _tally(caption: str, values: Sequence[tuple[str, int]], words: Words) -> str:
    """What was counted, as a small table; "" where nothing was."""
    if not values:
        return ""
    head = _row_of("th", [caption, words.column_count], scope="col")
    rows = "".join(_row_of("td", [name or words.unknown, str(n)]) for name, n in values)
    return element("table", element("thead", head) + element("tbody", rows), class_="kv-table")


def _row_of(cell: str, texts: Sequence[str], **attributes: str) -> str:
    return element("tr", "".join(element(cell, escape(text), **attributes) for text in texts))


def _export(words: Words) -> str:
    names = {
        FileKind.DOCX: words.export_docx,
        FileKind.XLSX: words.export_xlsx,
        FileKind.CSV: words.export_csv,
        FileKind.JSON: words.export_json,
    }
    buttons = "".join(
        element("button", escape(name), type="submit", name="kind", value=kind.value)
        for kind, name in names.items()
    )
    head = element("h3", escape(words.export_heading), id="kv-export")
    info = element("p", escape(words.export_info), class_="kv-small")
    return element(
        "div", head + info + element("p", buttons, class_="kv-actions"), class_="kv-export"
    )


def _question(at: int, one: Checked, retriever: Retriever, words: Words) -> str:
    number = escape(words.question.format(number=one.question.number))
    head = element("h3", number, id=f"kv-question-{at}", tabindex="-1")
    head += element("p", escape(one.question.text), class_="kv-asked", dir="auto")
    if one.read_as != one.question.text:
        head += element("p", escape(words.read_as.format(query=one.read_as)), class_="kv-small")
    if one.reply is None:
        body = message(one.problem, heading=words.trouble)
    else:
        body = verdict_box(one.reply.verdict, words) + _quotes(
            at, one.reply.quotes, retriever, words
        )
    back = element("a", escape(words.to_overview), href="#kv-overview")
    body += _note(at, one, words) + element("p", back, class_="kv-small")
    return element("section", head + body, class_="kv-checked")


def _quotes(at: int, found: Sequence[Quote], retriever: Retriever, words: Words) -> str:
    """The nearest quote open, the others folded away."""
    cards = [
        card(quote, words, retriever=retriever, extra=_tick(at, quote, words), level=4)
        for quote in found
    ]
    if len(cards) < 2:
        return "".join(cards)
    more = element("summary", escape(words.more.format(count=len(cards) - 1)))
    return cards[0] + element("details", more + "".join(cards[1:]), class_="kv-more")


def _tick(at: int, quote: Quote, words: Words) -> str:
    pair_id = quote.hit.pair.id
    name = f"kv-{at}-{pair_id}"
    box = void("input", type="checkbox", name="pick", value=f"{at}:{pair_id}", id=name)
    text = escape(words.reuse)
    unseen = element("span", escape(f": {quote.citation}"), class_="kv-unseen")
    return element("p", box + " " + element("label", text + unseen, for_=name), class_="kv-tick")


def _note(at: int, one: Checked, words: Words) -> str:
    name = f"kv-note-{at}"
    label = element("label", escape(words.note.format(number=one.question.number)), for_=name)
    field = element("textarea", "", name=f"note-{at}", id=name, rows="2")
    return element("p", label + field, class_="kv-note")
