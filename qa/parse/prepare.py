"""Makes a source text ready: furniture, footnotes and their marks found and masked."""

from __future__ import annotations

from dataclasses import dataclass

from qa.clean import Clean, clean
from qa.footnotes import Footnotes, footnotes, page_starts
from qa.furniture import furniture
from qa.inline_notes import inline_notes
from qa.model import Note, SourceText, Span
from qa.star_notes import star_notes
from qa.typed_notes import typed_notes


@dataclass(frozen=True, slots=True)
class Prepared:
    """A text with plain white space, the same without what is no body, and what was taken out.

    `marks[i]` is the place of the mark that points to `notes[i]`, None where there is none.
    """

    plain: Clean
    clean: Clean
    furniture: tuple[Span, ...]
    notes: tuple[Note, ...]
    marks: tuple[Span | None, ...]


def prepare(source: SourceText) -> Prepared:
    """Mask what is no body text in `source`. Notes that the format keeps apart come first."""
    plain = clean(source)
    feet = furniture(plain.text, flowing=plain.flowing)
    bare = plain.mask(feet)
    found = footnotes(bare.text, page_starts(bare.text, source.pages, feet))
    bare = bare.mask([*found.marks, *_blocks(found.notes)])
    inline = inline_notes(bare.text) if plain.flowing else Footnotes()
    bare = bare.mask([*inline.marks, *_blocks(inline.notes)])
    typed = typed_notes(bare.text)
    bare = bare.mask([*typed.marks, *typed.loose, *_blocks(typed.notes)])
    starred = star_notes(bare.text, {mark.start: mark.of(source.text) for mark in source.marks})
    return Prepared(
        plain=plain,
        clean=bare.mask([*starred.marks, *_blocks(starred.notes)]),
        furniture=tuple(sorted([*source.furniture, *feet])),
        notes=(*source.notes, *found.notes, *inline.notes, *typed.notes, *starred.notes),
        marks=(*_marks_of(source), *found.marks, *inline.marks, *typed.marks, *starred.marks),
    )


def _blocks(notes: tuple[Note, ...]) -> list[Span]:
    return [span for note in notes for span in note.spans]


def _marks_of(source: SourceText) -> list[Span | None]:
    """For each note that the format keeps apart, the first place where its mark is printed."""
    places: dict[str, Span] = {}
    for mark in sorted(source.marks):
        places.setdefault("".join(filter(str.isalnum, mark.of(source.text))), mark)
    return [places.get(note.mark) for note in source.notes]
