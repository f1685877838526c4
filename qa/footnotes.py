"""Footnotes that were printed at a page's foot, and the marks in the text that point to them.

A note is accepted only with both halves: a block at the foot of a page that begins with its
number, and the same number as a mark in the text above it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from qa.model import Note, Span

_NOTE_START = re.compile(r"^[ \t]*(\d{1,2})[ \t]?(?=[A-Z«“\"‘'(]|https?:|www\.|zie\b|\d{4}Z)", re.M)
_PAGE_START = re.compile(r"(?:\f|(?<=\n) (?=\S))")
_MARK = r"(?<=[^\W\d_]|[»”’\"'?!.,;:)\]])({number})(?=[\s.,;:?!»”’)]|$)"


@dataclass(frozen=True, slots=True)
class Footnotes:
    """Notes found in a text: the notes themselves and the spans of their marks."""

    notes: tuple[Note, ...] = ()
    marks: tuple[tuple[str, Span], ...] = ()


def page_starts(text: str, known: tuple[int, ...], feet: list[Span]) -> list[int]:
    """Offsets at which pages begin: as the reader knows them, or as the text shows them.

    A text without pages may still show them: by form feeds, by running feet, or because its
    converter set one blank before the first line of each page.
    """
    if known:
        return sorted(known)
    shown = [match.start() for match in _PAGE_START.finditer(text)]
    lines = text.count("\n") + 1
    if len(shown) > max(1, lines // 12):
        shown = [at for at in shown if text[at] == "\f"]
    return sorted({0, *shown, *(span.end for span in feet)})


def footnotes(text: str, pages: list[int]) -> Footnotes:
    """The footnotes at the foot of each page of `text`, with their marks."""
    notes: list[Note] = []
    marks: list[tuple[str, Span]] = []
    bounds = [*pages, len(text)]
    for start, end in pairwise(bounds):
        for note, mark in _on_page(text, start, end):
            notes.append(note)
            marks.append((note.mark, mark))
    return Footnotes(tuple(notes), tuple(marks))


def _on_page(text: str, start: int, end: int) -> list[tuple[Note, Span]]:
    """Notes of one page, read from its foot upwards: each must have its mark above it."""
    found: list[tuple[Note, Span]] = []
    foot = end
    for match in reversed(list(_NOTE_START.finditer(text, start, end))):
        number = match[1]
        mark = _mark_of(number, text, start, match.start())
        if mark is None or not _is_foot(text, match.start(), foot):
            continue
        body = Span(match.start(1), _content_end(text, match.start(1), foot))
        note = " ".join(text[match.end(1) : body.end].split())
        found.append((Note(number, note, (body,)), mark))
        foot = match.start()
    return found[::-1]


def _mark_of(number: str, text: str, start: int, end: int) -> Span | None:
    found = list(re.compile(_MARK.format(number=number)).finditer(text, start, end))
    return Span(found[-1].start(1), found[-1].end(1)) if found else None


def _is_foot(text: str, start: int, end: int) -> bool:
    """Whether what stands between is a short block without an empty line in it."""
    block = text[start:end].strip()
    return "\n\n" not in re.sub(r"\n[ \t]+(?=\n)", "\n", block) and len(block) < 2500


def _content_end(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())
