"""Footnotes in texts that lost their lines: "…opgelost.2 2 Voor een toelichting zie …".

There a note stands between two sentences. It is accepted with both halves: its number behind a
sentence, before a capital letter, and the same number glued to a word above it. It ends where
its page does: at a counter, a running title, the next question or the end of the text. Below a
note the next ones may stand, each on a line of its own.
"""

from __future__ import annotations

import re

from qa.footnotes import Footnotes
from qa.model import Note, Span

_NOTE = re.compile(
    r"(?:(?<=[.?!:;”’)])|(?<=[.?!]\d)|(?<= {8})|(?P<below>(?<=\n) {0,2})) "
    r"(?P<number>\d{1,2}) (?=[A-Z]\w|https?:)"
)
_END = re.compile(r" {8}|\n|\b(?:Vraag|Antwoord(?:en)?|Beantwoording)\b|\Z")
_MARK = (
    r"(?:(?<=[^\W\d_]{{4}})|(?<!\d[.,:])(?<=[.,;:?!)])|(?<=\b(?:19|20)\d\d)"
    r"|(?<=\b(?:19|20)\d\d[.,;:?!)])){n}(?=[\s.,;:?!]|\Z)|(?<=[^\W\d_]{{4}}\. ){n}(?=\n)"
)
"""Where a mark stands: glued to a word, to its punctuation, to a year, or alone at a line's end."""
_BEHIND_CAPITALS = r"(?<=\b[A-Z]{{3}}){n}(?=[\s.,;:?!]|\Z)"
"""Where it stands if nowhere else: glued to three capitals ("DUO1"); "CO2" and "PM10" have two."""
_LONGEST = 600
_FARTHEST = 6000
"""More letters than a page holds."""


def inline_notes(text: str) -> Footnotes:
    """The notes between the sentences of `text`, with their marks."""
    notes: list[Note] = []
    marks: list[Span] = []
    done = above = 0
    for match in _NOTE.finditer(text):
        start, end = match.start("number"), _end(text, match.end())
        below = match["below"] is not None
        if match.start() < done or not end or (below and not _next(text, notes, match)):
            continue
        first, last = (marks[-1].end, above) if below else (max(done, start - _FARTHEST), start)
        found = _marks(match["number"], text[first:last])
        if not found:
            continue
        mark = found[0] if below else found[-1]
        words = " ".join(text[match.end("number") : end].split())
        notes.append(Note(match["number"], words, (Span(start, end),)))
        marks.append(Span(first + mark.start(), first + mark.end()))
        done, above = end, last
    return Footnotes(tuple(notes), tuple(marks))


def _marks(number: str, above: str) -> list[re.Match[str]]:
    """The places where the mark of a note may stand, of the likeliest kind that there is."""
    kinds = (re.finditer(shape.format(n=number), above) for shape in (_MARK, _BEHIND_CAPITALS))
    return next((found for kind in kinds if (found := list(kind))), [])


def _next(text: str, notes: list[Note], match: re.Match[str]) -> bool:
    """Whether a number stands directly below the last note and counts on from it."""
    if not notes or int(match["number"]) != int(notes[-1].mark) + 1:
        return False
    return not text[notes[-1].spans[0].end : match.start()].strip()


def _end(text: str, start: int) -> int:
    """Where the note that begins at `start` ends; 0 if its end is not near."""
    found = _END.search(text, start, start + _LONGEST)
    if not found or (found.group() == "" and found.start() < len(text)):
        return 0
    return start + len(text[start : found.start()].rstrip())
