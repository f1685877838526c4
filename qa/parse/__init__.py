"""Reads questions and answers out of a source text: `parse(source) -> Parsed`."""

from __future__ import annotations

from collections.abc import Iterator

from qa.clean import Clean, clean
from qa.footnotes import footnotes, page_starts
from qa.furniture import furniture
from qa.metadata import describe
from qa.model import Kind, Note, Parsed, SourceText
from qa.parse.build import build
from qa.parse.layouts import LAYOUTS, Layout
from qa.parse.markers import Marker, Role, find_markers
from qa.parse.pairing import Reading, read_by
from qa.parse.score import confidence, worth

__all__ = ["parse"]

_THRESHOLD = 0.35


def parse(source: SourceText) -> Parsed:
    """The document, pairs and gaps of `source`. Deterministic, and never raises for content."""
    prepared, _notes = _prepare(source)
    reading = _best(prepared)
    if reading is None:
        return Parsed(describe(source, _kind(source, Kind.LETTER)), source)
    document = describe(source, _kind(source, Kind.ANSWERS))
    pairs, gaps = build(document.id, prepared, reading)
    return Parsed(
        document,
        source,
        tuple(pairs),
        tuple(gaps),
        reading.layout.name,
        confidence(reading, prepared),
    )


def _prepare(source: SourceText) -> tuple[Clean, tuple[Note, ...]]:
    prepared = clean(source)
    feet = furniture(source, prepared.text)
    prepared = prepared.mask(feet)
    found = footnotes(prepared.text, page_starts(prepared.text, source.pages, feet))
    marks = [span for _, span in found.marks]
    blocks = [span for note in found.notes for span in note.spans]
    return prepared.mask([*marks, *blocks]), (*source.notes, *found.notes)


def _best(prepared: Clean) -> Reading | None:
    readings = [read_by(layout, prepared, markers) for layout, markers in _fitting(prepared)]
    best = max(readings, key=lambda reading: worth(reading, prepared), default=None)
    return best if best and confidence(best, prepared) >= _THRESHOLD else None


def _fitting(prepared: Clean) -> Iterator[tuple[Layout, list[Marker]]]:
    for layout in LAYOUTS:
        markers = find_markers(prepared, layout)
        if any(marker.role is Role.QUESTION for marker in markers):
            yield layout, markers


def _kind(source: SourceText, read: Kind) -> Kind:
    return Kind(source.metadata["kind"]) if "kind" in source.metadata else read
