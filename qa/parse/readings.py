"""Reads a text by every layout that fits and keeps the reading that explains most."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qa.clean import Clean
from qa.model import Kind, SourceText
from qa.parse.kinds import announced
from qa.parse.layouts import LAYOUTS, Role
from qa.parse.markers import find_markers
from qa.parse.pairing import read_by
from qa.parse.prepare import Prepared, prepare
from qa.parse.reading import Reading
from qa.parse.score import worth
from qa.parse.strays import without_strays


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything the parser finds before it decides what to keep.

    `hint` is the kind that the document announces. `readings` holds one reading for each layout
    that finds a question, the one that explains most first; `worths` are their values.
    """

    prepared: Prepared
    hint: Kind | None
    readings: tuple[Reading, ...] = ()
    worths: tuple[float, ...] = ()

    @property
    def best(self) -> Reading | None:
        """The reading that explains most; None where no layout finds a question."""
        return self.readings[0] if self.readings else None


def analyse(source: SourceText) -> Analysis:
    """Clean a text and read it by every layout that fits. A letter is not read."""
    prepared = prepare(source)
    hint = announced(source)
    if hint is Kind.LETTER:
        return Analysis(prepared, hint)
    asks_only = hint in (Kind.QUESTIONS, Kind.POSTPONEMENT)
    valued = [
        (worth(reading, prepared.clean), reading)
        for reading in _readings(prepared.clean, asks_only=asks_only)
    ]
    valued.sort(key=lambda pair: -pair[0])
    return Analysis(
        prepared,
        hint,
        tuple(reading for _, reading in valued),
        tuple(value for value, _ in valued),
    )


def _readings(clean: Clean, *, asks_only: bool) -> Iterator[Reading]:
    for layout in LAYOUTS:
        markers = without_strays(clean, layout, find_markers(clean, layout))
        if any(marker.role is Role.QUESTION for marker in markers):
            yield read_by(layout, clean, markers, asks_only=asks_only)
