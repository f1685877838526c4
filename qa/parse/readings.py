"""Reads a text by every layout that fits and keeps the reading that explains most."""

from __future__ import annotations

from collections.abc import Iterator

from qa.clean import Clean
from qa.parse.layouts import LAYOUTS, Role
from qa.parse.markers import find_markers
from qa.parse.pairing import Reading, read_by
from qa.parse.score import worth


def best_reading(clean: Clean, *, asks_only: bool) -> Reading | None:
    """The most believable reading of `clean`; None where no layout finds a question."""
    return max(
        readings(clean, asks_only=asks_only),
        key=lambda reading: worth(reading, clean),
        default=None,
    )


def readings(clean: Clean, *, asks_only: bool) -> Iterator[Reading]:
    """A reading by each layout that finds a question in `clean`."""
    for layout in LAYOUTS:
        markers = find_markers(clean, layout)
        if any(marker.role is Role.QUESTION for marker in markers):
            yield read_by(layout, clean, markers, asks_only=asks_only)
