"""Rows of a table whose cells hold a number, a question and an answer.

The row above the first number may name the columns ("Nr | Fractie | Vraag | Antwoord | Blz.").
Where none does, the questions are the column in which most is asked, and the answers the next
one that holds more than page numbers.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from qa.model import Span

_ASKED = re.compile(r"\bvra(?:ag|gen)\b", re.IGNORECASE)
_ANSWERED = re.compile(r"\b(?:antwoord(?:en)?|reacties?|beantwoording)\b", re.IGNORECASE)
_RULE = re.compile(r"[\s|:–-]*")
_PAGES = re.compile(r"[\s\d.,;/–-]*|\s*(?:p|blz|pag)\.?[\s\d.,;/–-]*", re.IGNORECASE)
_QUESTION_MARK = re.compile(r"\?[»”’\"')\]]*\s*$")
_LONGEST_EXTRA = 80
_ABOVE = 600
_MOST_CELLS = 500
_MOST_HEADS = 500
"""More than any page's table holds: what is above it would only cost memory."""
_BAR = re.compile(r"\|")
_BARRED = re.compile(r"[^\n|]*+\|[^\n]*")


@dataclass(frozen=True, slots=True)
class Row:
    """A row: where its question begins, what parts that from the answer, the columns behind.

    `answer` is None in a row without an answer, `rest` where the answer ends the row.
    """

    asked: int
    answer: Span | None
    rest: Span | None


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which cell behind the number holds what, and how many cells there are."""

    asked: int
    answered: int | None
    count: int


def cut_rows(text: str, numbers: Sequence[Span], *, named: bool) -> list[Row]:
    """The rows that begin at `numbers`, which end where the first cell behind them begins.

    `named` says that a row above them must name the columns; without it there are no rows.
    """
    tops = [span.start for span in (*numbers[1:], *heads(text, numbers))]
    stops = [*sorted(tops), len(text)]
    rows = [_cells(text, row.end, stops[bisect_left(stops, row.end)]) for row in numbers]
    columns = _named(text, numbers[0]) if named and numbers else _guessed(text, rows)
    return [_row(text, cells, columns) for cells in rows] if columns else []


def heads(text: str, numbers: Sequence[Span]) -> Iterator[Span]:
    """The rows among `numbers` that name the columns once more, at the top of a page."""
    head = _head(text, numbers[0].start) if numbers else None
    if head is None:
        return
    printed = head.of(text).strip()
    at = text.find(printed, numbers[0].start)
    for _ in range(_MOST_HEADS):
        if at < 0:
            return
        yield Span(at, at + len(printed))
        at = text.find(printed, at + len(printed))


def _cells(text: str, start: int, end: int) -> list[Span]:
    bars = [bar.start() for bar in islice(_BAR.finditer(text, start, end), _MOST_CELLS)]
    starts = [start, *(bar + 1 for bar in bars)]
    return [Span(*cell) for cell in zip(starts, [*bars, end], strict=True)]


def _head(text: str, first: int) -> Span | None:
    """The row above the first number that names its columns."""
    top = max(0, first - _ABOVE)
    for line in reversed(list(_BARRED.finditer(text[top:first]))):
        if _ASKED.search(line[0]) and not _RULE.fullmatch(line[0]):
            return Span(top + line.start(), top + line.end())
    return None


def _named(text: str, first: Span) -> _Columns | None:
    head = _head(text, first.start)
    if head is None:
        return None
    names = head.of(text).strip().strip("|").split("|")
    names = names[1:] if first.of(text).rstrip().endswith("|") else names
    asked = next((at for at, name in enumerate(names) if _ASKED.search(name)), None)
    if asked is None:
        return None
    behind = range(asked + 1, len(names))
    answered = next((at for at in behind if _ANSWERED.search(names[at])), None)
    return _Columns(asked, answered, len(names))


def _guessed(text: str, rows: list[list[Span]]) -> _Columns | None:
    widths = Counter(_filled(text, row) for row in rows)
    count = max(widths, key=lambda width: (widths[width], width), default=0)
    if count < 2:
        return None
    columns = [[row[at].of(text) for row in rows if at < len(row)] for at in range(count)]
    asks = [sum(bool(_QUESTION_MARK.search(cell)) for cell in column) for column in columns]
    told = [
        any(not _PAGES.fullmatch(cell.partition("\n")[0]) for cell in column) for column in columns
    ]
    asked = asks.index(max(asks))
    answered = next((at for at in range(asked + 1, count) if told[at]), None)
    return _Columns(asked, answered, count)


def _row(text: str, cells: list[Span], columns: _Columns) -> Row:
    asked = cells[min(columns.asked, len(cells) - 1)]
    answer, behind = None, cells[columns.asked + 1 :]
    if columns.answered is not None and columns.answered < len(cells):
        answer = Span(asked.end, cells[columns.answered].start)
        more = columns.count - 1 - columns.answered
        behind = _behind(text, cells[columns.answered + 1 :], more)
    rest = Span(behind[0].start - 1, _line_end(text, behind[-1].start)) if behind else None
    return Row(asked.start, answer, rest)


def _behind(text: str, cells: list[Span], more: int) -> list[Span]:
    """The cells of `more` columns behind the answer, and empty ones that end the row.

    Other cells there are those of a table within the answer.
    """
    filled = _filled(text, cells)
    first = max(0, filled - more)
    while first < filled and len(_first_line(text, cells[first])) > _LONGEST_EXTRA:
        first += 1
    return cells[first:]


def _filled(text: str, cells: list[Span]) -> int:
    """How many cells a row has without the empty ones that end it."""
    count = len(cells)
    while count and not _first_line(text, cells[count - 1]):
        count -= 1
    return count


def _first_line(text: str, cell: Span) -> str:
    return text[cell.start : min(cell.end, _line_end(text, cell.start))].strip()


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end
