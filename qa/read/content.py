"""What a format reader hands over: text, and the places in it that the format knows.

Readers build a `Content`; `qa.read.repair` mends its characters and moves the offsets along;
`qa.read.read` makes a `SourceText` of it. It travels between two processes as JSON, never as
a pickle: a hostile file may own the process that reads it.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from qa.model import Note, Span


@dataclass(frozen=True, slots=True)
class Content:
    """The text of one file with its offsets, as in `SourceText`."""

    text: str
    pages: tuple[int, ...] = ()
    notes: tuple[Note, ...] = ()
    marks: tuple[Span, ...] = ()
    furniture: tuple[Span, ...] = ()
    metadata: dict[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The fields as plain JSON values."""
        return asdict(self)

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Content:
        """The content that `to_json` wrote."""
        return cls(
            text=str(values["text"]),
            pages=tuple(int(page) for page in values["pages"]),
            notes=tuple(
                Note(str(note["mark"]), str(note["text"]), _spans(note["spans"]))
                for note in values["notes"]
            ),
            marks=_spans(values["marks"]),
            furniture=_spans(values["furniture"]),
            metadata={str(key): str(value) for key, value in values["metadata"].items()},
        )


def _spans(values: list[dict[str, int]]) -> tuple[Span, ...]:
    return tuple(Span(int(value["start"]), int(value["end"])) for value in values)
