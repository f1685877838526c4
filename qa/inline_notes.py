"""Footnotes in texts that lost their lines: "…opgelost.2 2 Voor een toelichting zie …".

There a note stands between two sentences. It is accepted with both halves: its number behind a
sentence, before a capital letter, and the same number glued to a word above it. It ends where
its page does: at a counter, a running title, the next question or the end of the text.
"""

from __future__ import annotations

import re

from qa.footnotes import Footnotes
from qa.model import Note, Span

_NOTE = re.compile(r"(?:(?<=[.?!:;”’)])|(?<=[.?!]\d)|(?<= {8})) (\d{1,2}) (?=[A-Z]\w|https?:)")
_END = re.compile(r" {8}|\n|\b(?:Vraag|Antwoord(?:en)?|Beantwoording)\b|\Z")
_MARK = r"(?:(?<=[^\W\d_]{{4}})|(?<!\d[.,:])(?<=[.,;:?!)])){n}(?=[\s.,;:?!]|\Z)"
_LONGEST = 600
_FARTHEST = 6000
"""More letters than a page holds."""


def inline_notes(text: str) -> Footnotes:
    """The notes between the sentences of `text`, with their marks."""
    notes: list[Note] = []
    marks: list[Span] = []
    done = 0
    for match in _NOTE.finditer(text):
        end = _end(text, match.end())
        above = text[max(done, match.start(1) - _FARTHEST) : match.start(1)]
        found = list(re.finditer(_MARK.format(n=match[1]), above))
        if match.start() < done or not end or not found:
            continue
        place = Span(match.start(1), end)
        words = " ".join(text[match.end(1) : end].split())
        notes.append(Note(match[1], words, (place,)))
        base = match.start(1) - len(above)
        marks.append(Span(base + found[-1].start(), base + found[-1].end()))
        done = end
    return Footnotes(tuple(notes), tuple(marks))


def _end(text: str, start: int) -> int:
    """Where the note that begins at `start` ends; 0 if its end is not near."""
    found = _END.search(text, start, start + _LONGEST)
    if not found or (found.group() == "" and found.start() < len(text)):
        return 0
    return start + len(text[start : found.start()].rstrip())
