"""Footnotes that were typed by hand: "…van tol? 1)" and, at the document's end, "1) De Brug".

A typed mark stands at a line's end behind a question mark; that is no place for an item of a
list, so that it counts as a mark even where its note was lost. The notes stand in one block
behind the last mark, at the end of the text or above the Toelichting.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from qa.model import Note, Span

_MARK = re.compile(r"\?[»”’\"')]*[ \t]*((\d{1,2})\))[ \t]*$", re.MULTILINE)
_NOTE = re.compile(
    r"(?:(?<=\n)|^)[ \t]*(?P<all>(?P<number>\d{1,2})\)[ \t]*(?P<words>\S[^\n]*"
    r"(?:\n(?![ \t]*(?:\d{1,2}\)|Toelichting\b))[ \t]*\S[^\n]*)*))"
)
_BEHIND = re.compile(r"\s*(?:Toelichting\b|\Z)")


@dataclass(frozen=True, slots=True)
class TypedNotes:
    """Notes with the spans of their marks, in the same order, and marks whose note is missing."""

    notes: tuple[Note, ...] = ()
    marks: tuple[Span, ...] = ()
    loose: tuple[Span, ...] = ()


def typed_notes(text: str) -> TypedNotes:
    """The typed marks of `text` and the typed notes at its end."""
    marks: dict[str, Span] = {}
    loose: list[Span] = []
    for match in _MARK.finditer(text):
        place = Span(match.start(1), match.end(1))
        if marks.setdefault(match[2], place) is not place:
            loose.append(place)
    if not marks:
        return TypedNotes()
    notes = _block(text, marks)
    loose += [place for number, place in marks.items() if number not in notes]
    return TypedNotes(
        tuple(notes.values()), tuple(marks[number] for number in notes), tuple(sorted(loose))
    )


def _block(text: str, marks: dict[str, Span]) -> dict[str, Note]:
    """The notes in the one block behind the last mark, by number; none unless it ends the text."""
    notes: dict[str, Note] = {}
    last = 0
    for match in _NOTE.finditer(text, max(place.end for place in marks.values())):
        if match["number"] not in marks:
            continue
        if notes and text[last : match.start()].strip():
            break
        words = " ".join(match["words"].split())
        last = match.start("all") + len(match["all"].rstrip())
        notes[match["number"]] = Note(match["number"], words, (Span(match.start("all"), last),))
    return notes if _BEHIND.match(text, last) else {}
