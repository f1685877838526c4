"""Footnotes with a star: "…het bericht «De brug»?*" and, on a line below, "* Zie bijlage 2".

Both halves are needed. A star glued to the end of a word or its punctuation is a mark, unless it
closes words in *italics*; the first line below it that begins with as many stars is its note,
unless it stands in a list of such lines or is a label.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from itertools import pairwise

from qa.footnotes import Footnotes
from qa.model import Note, Span

_MARK = re.compile(r"(?<=[^\s*])(?P<stars>\*{1,3})(?=[\s?!.,;:»”’\"')]|\Z)")
_OPENED = re.compile(r"(?:^|[\s(«“‘\"'])(\*{1,3})(?=[^\s*])", re.MULTILINE)
_LINE = re.compile(
    r"^[ \t]*+(?P<all>(?P<stars>\*{1,3})(?!\*)[ \t]*+"
    r"(?!Vra(?:ag|gen)\b|Antwoord|Toelichting\b|Mededeling\b)"
    r"(?P<words>[^\s*][^\n*]*+(?:\n[ \t]*+(?![a-z][.)])[a-z(][^\n*]*+)*+))$",
    re.MULTILINE,
)
"""A note, and the lines on which it goes on: they begin with a small letter or a bracket."""
_ANNOUNCED = re.compile(r":\s*\Z")
"""Behind a colon begins a list, if only of one item."""
_NEAR = 300
"""How far before it words in italics may have been opened."""
_FAR = sys.maxsize


def star_notes(text: str, raised: Mapping[int, str] | None = None) -> Footnotes:
    """The notes with a star in `text`.

    `raised` holds the marks, by offset, that the file's format shows as such and `text` no longer
    holds.
    """
    marks = [(at, stars) for at, stars in (raised or {}).items() if set(stars) == {"*"}]
    marks += [
        (found.start(), found["stars"]) for found in _MARK.finditer(text) if _opens(text, found)
    ]
    notes: list[Note] = []
    places: list[Span] = []
    for at, found in _paired(sorted(marks), _alone(text)):
        span = Span(found.start("all"), found.end("all"))
        notes.append(Note(found["stars"], " ".join(found["words"].split()), (span,)))
        places.append(Span(at, at + len(found["stars"])))
    return Footnotes(tuple(notes), tuple(places))


def _opens(text: str, mark: re.Match[str]) -> bool:
    """Whether a star points to something, and does not close words in italics on its line."""
    start = max(text.rfind("\n", 0, mark.start()) + 1, mark.start() - _NEAR)
    return all(found[1] != mark["stars"] for found in _OPENED.finditer(text, start, mark.start()))


def _alone(text: str) -> list[re.Match[str]]:
    """The lines that may be notes: not one of a list of lines with the same star, or below ":"."""
    found = list(_LINE.finditer(text))
    listed: set[int] = set()
    for index, (one, other) in enumerate(pairwise(found)):
        if one["stars"] == other["stars"] and not text[one.end() : other.start("all")].strip():
            listed |= {index, index + 1}
    return [
        line
        for index, line in enumerate(found)
        if index not in listed
        and not _ANNOUNCED.search(text[max(0, line.start() - 9) : line.start()])
    ]


def _paired(
    marks: list[tuple[int, str]], lines: list[re.Match[str]]
) -> Iterator[tuple[int, re.Match[str]]]:
    """Each mark with the first line below it that has its stars, before the next such mark."""
    for stars in ("*", "**", "***"):
        places = [at for at, printed in marks if printed == stars]
        same = [line for line in lines if line["stars"] == stars]
        below = 0
        for at, until in pairwise([*places, _FAR]):
            while below < len(same) and same[below].start("all") < at:
                below += 1
            if below < len(same) and same[below].start("all") < until:
                yield at, same[below]
