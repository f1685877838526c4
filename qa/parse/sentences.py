"""Cuts a stretch of clean text into sentences, with what the page shows between them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

from qa.clean import Clean

_ASIDE = re.compile(r"\((?:[^()\n]|\n(?![ \t]*\n)){1,40}\)(?=\s+[A-ZÀ-Þ])")
"""Brackets between two sentences; a line may end in them."""
_END = re.compile(r"[.?!…][»”’\"')\]]*(?=\s|$|[A-ZÀ-Þ«“‘])|[?][»”’\"')\]]*")
_NOT_BLANK = re.compile(r"\S")
_WORD = re.compile(r"[a-zà-ÿ]{2}")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:nrs?|jl|d\.d|o\.a|bijv|bv|t\.a\.v|c\.q|dhr|mevr|mw|mr|mrs|drs|dr|prof|ing|ir|art"
    r"|blz|pp?|pag|i\.v\.m|m\.b\.t|t\.b\.v|incl|excl|resp|ca|e\.d|e\.v|o\.b\.v|d\.w\.z|zgn|zg|nl|m\.n"
    r"|a\.d\.h\.v|ten min|max|min|vgl|cf|sub|hfdst|par|figuur|fig|tab|mln|mld|vol|ed|[A-Z]"
    r"|st|i\.c|i\.p\.v|m\.u\.v|n\.a\.v|o\.g\.v|t\.o\.v|v\.w\.b|jr|eds|pl|hoofdst)\.$",
    re.IGNORECASE,
)


class Break(IntEnum):
    """What the page shows before a sentence."""

    NONE = 0
    LINE = 1
    PARAGRAPH = 2


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence `[start, end)` of the clean text and the break that stands before it."""

    start: int
    end: int
    before: Break


def sentences(clean: Clean, start: int, end: int) -> list[Sentence]:
    """The sentences between two offsets, in order. A new paragraph always begins one."""
    found: list[Sentence] = []
    for index, (first, last) in enumerate(paragraphs(clean, start, end)):
        found.extend(_in_paragraph(clean.text, first, last, first_of_all=index == 0))
    return found


def paragraphs(clean: Clean, start: int, end: int) -> list[tuple[int, int]]:
    """The paragraphs and list items between two offsets, as (start, end), in order."""
    lines = clean.lines(start, end)
    bounds: list[tuple[int, int]] = []
    for index, line in enumerate(lines):
        if index and not clean.new_paragraph(lines, index):
            bounds[-1] = (bounds[-1][0], line.end)
        else:
            bounds.append((line.start, line.end))
    return bounds


def _in_paragraph(text: str, start: int, end: int, *, first_of_all: bool) -> list[Sentence]:
    found: list[Sentence] = []
    at = start
    before = Break.NONE if first_of_all else Break.PARAGRAPH
    aside = _ASIDE.match(text, start, end)
    if aside and not first_of_all:
        found.append(Sentence(start, aside.end(), before))
        at, before = _next_start(text, aside.end(), end)
    for match in _END.finditer(text, start, end):
        if not _really_ends(text, at, match, end):
            continue
        found.append(Sentence(at, match.end(), before))
        at, before = _next_start(text, match.end(), end)
        if match[0][0] == "?" and (aside := _ASIDE.match(text, at, end)):
            found.append(Sentence(at, aside.end(), before))
            at, before = _next_start(text, aside.end(), end)
    if at < end and not text[at:end].isspace():
        found.append(Sentence(at, end, before))
    return found


def _next_start(text: str, at: int, end: int) -> tuple[int, Break]:
    """Where the next sentence begins, and what stands between."""
    found = _NOT_BLANK.search(text, at, end)
    start = found.start() if found else end
    return start, Break.LINE if "\n" in text[at:start] else Break.NONE


def _really_ends(text: str, start: int, match: re.Match[str], end: int) -> bool:
    following = _NOT_BLANK.search(text, match.end(), end)
    rest = text[following.start() : following.start() + 2] if following else ""
    if not rest:
        return True
    if match[0][0] == "?":
        in_brackets = match[0].endswith(")") and text[match.end()] in ".,;"
        return not in_brackets and not _WORD.match(rest)
    if rest[0].islower() or rest[0] in ",;:)":
        return False
    return not _ABBREVIATION.search(text[max(start, match.start() - 12) : match.start() + 1])
