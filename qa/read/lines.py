"""Builds the text of a document that comes as elements, and keeps count of the offsets.

DOCX, XML and HTML all become lines: a paragraph is a line, a table row is a line with " | "
between its cells, and the footnotes follow after the body.
"""

from __future__ import annotations

import re

from qa.model import Note, Span
from qa.read.content import Content
from qa.read.marks import is_mark

_SPACE = re.compile(r"[ \t\r\n]+")
CELL = " | "


class Lines:
    """A text under construction. `squeeze` makes one space of any white space but line ends."""

    def __init__(self, *, squeeze: bool) -> None:
        self._squeeze = squeeze
        self._pieces: list[str] = []
        self._length = 0
        self._tail = "\n\n"  # the last two characters; nothing counts as an empty line
        self._marks: list[Span] = []
        self._pending: list[tuple[str, str]] = []
        self._cells = 0
        self._gap = False

    def write(self, text: str) -> None:
        """Add running text to the line."""
        if self._squeeze:
            text = _SPACE.sub(" ", text)
            if self._tail[-1] in " \n" or self._gap:
                text = text.lstrip(" ")
        elif self._cells:
            text = text.replace("\n", " ")
        self._add(text)

    def mark(self, label: str) -> None:
        """Add a footnote mark to the line."""
        if not label:
            return
        self._add(label)
        self._marks.append(Span(self._length - len(label), self._length))

    def raised(self, label: str) -> None:
        """Add raised figures: a footnote mark, unless they are the power of a unit."""
        if re.fullmatch(r"[0-9]{1,3}|\*{1,3}", label) and is_mark("".join(self._pieces[-8:])):
            self.mark(label)
        else:
            self.write(label)

    def end_line(self) -> None:
        """End the line, if anything stands on it; within a table cell that becomes a space."""
        if self._cells:
            self._gap = True
        elif self._tail[-1] != "\n":
            self._add("\n")

    def end_paragraph(self) -> None:
        """End the line; an empty one stays, as printed. Within a table cell as `end_line`."""
        if self._cells:
            self.end_line()
        else:
            self._add("\n")

    def blank(self) -> None:
        """End the line and leave an empty one."""
        self.end_line()
        if not self._cells and self._tail != "\n\n":
            self._add("\n")

    def row(self) -> None:
        """Begin a table row: until `end_row`, everything goes on one line."""
        if not self._cells:
            self.end_line()
        self._cells += 1

    def next_cell(self) -> None:
        """Begin the next cell of the row."""
        self._gap = False
        self._add(CELL)

    def end_row(self) -> None:
        """End the row and its line."""
        self._cells -= 1
        self._gap = bool(self._cells)
        self.end_line()

    def note(self, label: str, text: str) -> None:
        """Keep a footnote for the end of the text."""
        self._pending.append((label, text))

    def content(self, metadata: dict[str, str] | None = None) -> Content:
        """The text so far and the footnotes after it, each on a line behind its label."""
        notes: list[Note] = []
        labels: list[Span] = []
        if self._pending:
            self.blank()
        for label, text in self._pending:
            if label:
                labels.append(Span(self._length, self._length + len(label)))
                self._add(f"{label} ")
            span = Span(self._length, self._length + len(text))
            self._add(f"{text}\n")
            notes.append(Note(label, text, (span,) if text else ()))
        return Content(
            text="".join(self._pieces),
            notes=tuple(notes),
            marks=tuple(self._marks),
            furniture=tuple(labels),
            metadata=metadata or {},
        )

    def _add(self, text: str) -> None:
        if not text:
            return
        if self._gap:
            self._gap = False
            text = text if self._tail[-1] in " \n" or self._tail == "| " else f" {text}"
        self._pieces.append(text)
        self._length += len(text)
        self._tail = (self._tail + text)[-2:]
