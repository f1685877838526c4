"""Makes a source text ready: furniture, footnotes and their marks found and masked."""

from __future__ import annotations

from dataclasses import dataclass

from qa.clean import Clean, clean
from qa.footnotes import footnotes, page_starts
from qa.furniture import furniture
from qa.model import Note, SourceText, Span


@dataclass(frozen=True, slots=True)
class Prepared:
    """A clean text and what was taken out of it; `marks[i]` points to `notes[i]`."""

    clean: Clean
    furniture: tuple[Span, ...]
    notes: tuple[Note, ...]
    marks: tuple[Span, ...]


def prepare(source: SourceText) -> Prepared:
    """Mask what is no body text in `source`. Notes that the format keeps apart come first."""
    plain = clean(source)
    feet = furniture(plain.text, flowing=plain.flowing)
    bare = plain.mask(feet)
    found = footnotes(bare.text, page_starts(bare.text, source.pages, feet))
    blocks = [span for note in found.notes for span in note.spans]
    return Prepared(
        clean=bare.mask([*found.marks, *blocks]),
        furniture=tuple(sorted([*source.furniture, *feet])),
        notes=(*source.notes, *found.notes),
        marks=(*source.marks, *found.marks),
    )
