"""A sheet as a table: one row for each quote, and one for a question without any."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from qa.export.sheet import VERDICTS, Sheet
from qa.model import Quote

COLUMNS: Final = (
    "Nummer",
    "Vraag",
    "Gelezen als",
    "Oordeel",
    "Kans",
    "Notitie",
    "Plaats",
    "Vindplaats",
    "Eerdere vraag",
    "Antwoord",
    "Verwijst naar",
    "Later beantwoord",
    "Eerder ook beantwoord",
    "Bewindspersoon",
    "Ontvangen",
    "Link",
    "Paar",
)
Cell = str | int | float
Row = tuple[Cell, ...]


def rows(sheet: Sheet) -> Iterator[Row]:
    """The rows under `COLUMNS`; "" where a column has nothing to say."""
    for at, one in enumerate(sheet.checked):
        verdict = one.reply.verdict if one.reply else None
        head: Row = (
            one.question.number,
            one.question.text,
            "" if one.read_as == one.question.text else one.read_as,
            VERDICTS[verdict.label] if verdict else one.problem,
            round(verdict.probability, 3) if verdict else "",
            sheet.notes.get(at, ""),
        )
        quotes = sheet.quotes(at)
        if not quotes:
            yield head + ("",) * (len(COLUMNS) - len(head))
        for place, quote in enumerate(quotes, 1):
            yield (*head, place, *_quote(quote, sheet))


def _quote(quote: Quote, sheet: Sheet) -> Row:
    pair, document = quote.hit.pair, quote.hit.document
    return (
        quote.citation,
        pair.question,
        pair.answer,
        "\n\n".join(f"{q.citation}: {q.hit.pair.answer}" for q in quote.followed),
        *sheet.again(quote),
        document.minister,
        document.received.isoformat() if document.received else "",
        quote.url,
        pair.id,
    )
