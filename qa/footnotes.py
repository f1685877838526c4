"""Footnotes that were printed at a page's foot, and the marks in the text that point to them.

A note is accepted only with both halves: a block at the foot of a page (or of the text) that
begins with its number, and the same number as a mark above it. Marks are printed glued to a
word or its punctuation ("motie»?2"), as a line of their own ("1", "2 3"), at a line's start, or
as "1)" or "[1]"; a raised figure ("²") counts as the figure itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from qa.model import Note, Span

_START = re.compile(
    r"^[ \t]*(?P<open>[\[(]?)(?P<number>\d{1,2})(?P<close>[\])]|\.(?=[ \t]))?[ \t]*"
    r"(?=[^\s\d.,;:)\]?!]|\d{4}|\d{2}[-–]\d{2}[ \t])"
    r"(?!(?:[eé]n|alsmede|t/m|tot en met)[ \t]*\d|[&/+–—-][ \t]*\d{1,3}[a-z]?(?:[.):]|[ \t]*$))",
    re.MULTILINE,
)
"""Not the numbers of a joint answer: "1 en 3", "1-3."."""
_PAGE_START = re.compile(r"(?<=\n) (?=\S)")
_HEADING = re.compile(r"^[ \t]*(?:Vra(?:ag|gen)|Antwoord(?:en)?|Toelichting|Mededeling)\b", re.M)
_MARK_LINE = re.compile(r"[ \t]*\d{1,2}(?:[ ,]+\d{1,2})+[ \t]*")
_NEXT_MARK = re.compile(r"[ \t]*+(?:[,;][ \t]*+|(?<=[ \t]))(\d{1,2})(?=[\s?!.,;:»”’)]|$)")
_LONGEST_BLOCK = 4000
_LARGEST_SKIP = 2
_NUMBER_LINE = re.compile(r"[ \t]*+\d{1,2}[ \t]*+\n?")
_TEXT_ABOVE = re.compile(r"\S[ \t]*\n?[ \t]*\Z")
_QUOTES = tuple("«“‘\"'")
_NEAR = 100
_BEHIND = r"(?=[\s?!.,;:»”’)'\"-]|$)"
_MARKS = (
    r"[»”’\"'?!)\]][ \t]?({n})" + _BEHIND,
    r"(?<!\d)[.,;:]({n})" + _BEHIND,
    r"[^\W\d_]{{4}}\.[ \t]({n})(?=[ \t]*$)",  # alone behind the last sentence of its line
    r"^[ \t]*({n})(?=[ \t]+[^\W\d])",  # before the rest of its line
    r"[^\W\d_]{{4}}({n})" + _BEHIND,
    r"\b[A-Z]{{3}}({n})" + _BEHIND,
    r"^[ \t]*(?:\d{{1,2}}[ ,]+)*({n})(?=(?:[ ,]+\d{{1,2}})*[ \t]*[.,?!]?[ \t]*$)",
    r"[^\W\d_][A-Z]({n})" + _BEHIND,
    r"\b(?:19|20)\d{{2}}({n})" + _BEHIND,
    r"(?<=[^\s.?!:;]\n)({n})(?=[.,;:](?:[ \t]|$))",  # before the punctuation of its sentence
)
"""Where a mark stands, the likeliest place first; `{n}` is its number."""

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RAISED_MARK = re.compile(
    r"(?:(?<=[?.!,;:»”’\"')\]])|(?<=[^\W\d_]{3})|^[ \t]*)[⁰¹²³⁴-⁹]{1,2}", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Footnotes:
    """Notes found in a text, and the spans of their marks, in the same order."""

    notes: tuple[Note, ...] = ()
    marks: tuple[Span, ...] = ()


def page_starts(text: str, known: tuple[int, ...], feet: list[Span]) -> list[int]:
    """Offsets at which pages begin: as the reader knows them, or as the text shows them.

    A text without pages may still show them: by running feet, or because its converter set one
    blank before the first line of each page.
    """
    if known:
        return sorted({0, *known})
    shown = [match.start() for match in _PAGE_START.finditer(text)]
    lines = text.count("\n") + 1
    if len(shown) > max(1, lines // 12):
        shown = []
    return sorted({0, *shown, *(span.end for span in feet)})


def footnotes(text: str, pages: list[int]) -> Footnotes:
    """The footnotes at the foot of each page of `text`, with their marks."""
    text = _RAISED_MARK.sub(lambda mark: mark[0].translate(_RAISED), text)
    notes: list[Note] = []
    marks: list[Span] = []
    last_mark = 0
    without: dict[str, int] = {}
    for start, end in pairwise([*pages, len(text)]):
        for note, mark in _on_page(text, start, end, last_mark, len(notes), without):
            notes.append(note)
            marks.append(mark)
            last_mark = mark.end
    return Footnotes(tuple(notes), tuple(marks))


def _on_page(
    text: str, start: int, end: int, last_mark: int, count: int, without: dict[str, int]
) -> Iterator[tuple[Note, Span]]:
    """The notes of one page: the first block at its foot whose numbers all have marks.

    `without` says for each printed number up to where no mark of it stands, so that no part of
    the text is searched for it twice.
    """
    starts = list(_START.finditer(text, start, end))
    for index, first in enumerate(starts):
        number = int(first["number"])
        if not count < number <= count + 1 + _LARGEST_SKIP or number == 0:
            continue
        if end - first.start() > _LONGEST_BLOCK or _HEADING.search(text, first.start(), end):
            continue
        above = max(min(last_mark, start), without.get(_printed(first), 0))
        mark = _mark_of(first, text, above, first.start())
        if mark is not None:
            yield from _block(text, starts[index:], end, mark, first.start())
            return
        without[_printed(first)] = first.start()


def _block(
    text: str, starts: list[re.Match[str]], end: int, mark: Span, top: int
) -> Iterator[tuple[Note, Span]]:
    """The notes from the first of `starts` to the page's end, each next one numbered on."""
    current, current_mark = starts[0], mark
    without: set[str] = set()
    for following in starts[1:]:
        is_next = int(following["number"]) == int(current["number"]) + 1
        if not is_next or _printed(following) in without:
            continue
        next_mark = _adjoining(following, text, current_mark) or _mark_of(
            following, text, _behind(text, current_mark), top
        )
        if next_mark is None:
            without.add(_printed(following))
            continue
        yield _note(text, current, following.start()), current_mark
        current, current_mark = following, next_mark
    yield _note(text, current, end), current_mark


def _printed(note: re.Match[str]) -> str:
    """A note's number as printed, which says where its mark may stand."""
    return f"{note['open']}{note['number']}{note['close'] or ''}"


def _adjoining(note: re.Match[str], text: str, mark: Span) -> Span | None:
    """The mark of a note directly behind the mark of the note before it: "?1 2"."""
    found = _NEXT_MARK.match(text, mark.end)
    if found is None or found[1] != note["number"]:
        return None
    return Span(found.start(1), found.end(1))


def _behind(text: str, mark: Span) -> int:
    """From where the mark after `mark` is sought: its line's start if marks are all it holds."""
    start, end = text.rfind("\n", 0, mark.start) + 1, text.find("\n", mark.end)
    return start if _MARK_LINE.fullmatch(text, start, end) else mark.end


def _note(text: str, start: re.Match[str], end: int) -> Note:
    first = start.start() + len(start[0]) - len(start[0].lstrip())
    last = start.end() + len(text[start.end() : end].rstrip())
    words = " ".join(text[start.end() : last].split())
    return Note(start["number"], words, (Span(first, last),))


def _mark_of(note: re.Match[str], text: str, start: int, end: int) -> Span | None:
    """The first of a note's likeliest marks between two offsets."""
    lines = list(_lines_with(note["number"], text, start, end))
    for pattern in _mark_patterns(note["open"], note["number"], note["close"] or ""):
        for first, last in lines:
            found = pattern.search(text, first, last)
            if found:
                return Span(found.start(1), found.end(1))
    return None


def _lines_with(number: str, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines that hold a number, with the break behind them: nowhere else can a mark stand."""
    at = text.find(number, start, end)
    while at >= 0:
        first = max(start, text.rfind("\n", start, at) + 1)
        last = text.find("\n", at, end) + 1 or end
        if not _is_heading(text, first, last):
            yield first, last
        at = text.find(number, last, end)


def _is_heading(text: str, first: int, last: int) -> bool:
    """Whether a line is the number of a question, which stands above it: no mark."""
    if not _NUMBER_LINE.fullmatch(text, first, last):
        return False
    below = text[last : last + _NEAR].lstrip()[:1]
    above = text[max(0, first - _NEAR) : first]
    return (below.isupper() or below in _QUOTES) and not _TEXT_ABOVE.search(above)


@cache
def _mark_patterns(opening: str, number: str, closing: str) -> tuple[re.Pattern[str], ...]:
    """Patterns for a note's mark, the likeliest first."""
    if closing:
        printed = re.escape(opening + number + closing.replace(".", ")"))
        return (re.compile(rf"(?<=[^\s\d])[ \t]*({printed})"),)
    return tuple(re.compile(shape.format(n=number), re.MULTILINE) for shape in _MARKS)
