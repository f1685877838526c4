"""Puts questions and answers together from the marks in a text.

One machine for all layouts. A question's text runs from its mark to the next mark; an answer's
likewise. A numbered answer belongs to the numbers it names, wherever it stands (deferred, out
of order, one for many); an answer without a number belongs to the question that is open.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from qa.clean import Clean
from qa.model import Span
from qa.parse.boundary import find_cut
from qa.parse.layouts import Layout, Role
from qa.parse.markers import Marker

_SURE_CUT = 0.6


@dataclass(slots=True)
class Part:
    """A question, or a group of questions asked as one, with the region of its text."""

    numbers: tuple[str, ...]
    mark: Marker
    region: Span
    answer: Answer | None = None
    """The answer that stands under this question itself."""
    confidence: float = 1.0


@dataclass(slots=True)
class Answer:
    """An answer: the region of its text and the numbers that its label names."""

    region: Span
    numbers: tuple[str, ...] = ()
    mark: Marker | None = None


@dataclass(slots=True)
class Reading:
    """A text read by one layout."""

    layout: Layout
    parts: list[Part] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)
    markers: list[Marker] = field(default_factory=list)
    ends: dict[Role, Span] = field(default_factory=dict)
    """Toelichting, Mededeling and closing: the first of each after the first question."""
    asks_only: bool = False
    """The document announces that it holds no answers."""

    def answer_to(self, number: str, part: Part) -> Answer | None:
        """The answer to a question: its own, else the one whose label names it."""
        return part.answer or next(
            (answer for answer in self.answers if number in answer.numbers), None
        )

    def group_of(self, number: str, part: Part) -> tuple[str, ...]:
        """The numbers that are answered together with `number`, in the document's order."""
        together = set(part.numbers)
        for answer in self.answers:
            if number in answer.numbers:
                together.update(answer.numbers)
        known = [known for part in self.parts for known in part.numbers]
        return tuple(known_number for known_number in known if known_number in together)


def read_by(layout: Layout, clean: Clean, markers: list[Marker], *, asks_only: bool) -> Reading:
    """Pair the questions and answers that `markers` show in `clean`."""
    reading = Reading(layout, markers=markers, asks_only=asks_only)
    bounds = [marker.start for marker in markers[1:]] + [len(clean.text)]
    for marker, end in zip(markers, bounds, strict=True):
        region = Span(marker.end, max(marker.end, end))
        if marker.role is Role.QUESTION:
            _open(reading, marker, region)
        elif marker.role is Role.ANSWER:
            _answer(reading, marker, region)
        elif reading.parts:
            reading.ends.setdefault(marker.role, region)
    if not asks_only:
        _cut_unmarked(reading, clean)
    return reading


def _open(reading: Reading, marker: Marker, region: Span) -> None:
    known = {number for part in reading.parts for number in part.numbers}
    if known.intersection(marker.numbers):
        return
    reading.parts.append(Part(marker.numbers, marker, region))


def _answer(reading: Reading, marker: Marker, region: Span) -> None:
    if not reading.parts:
        return
    answer = Answer(region, marker.numbers, marker)
    last = reading.parts[-1]
    if last.answer is None and (not marker.numbers or set(marker.numbers) & set(last.numbers)):
        last.answer = answer
    reading.answers.append(answer)


def _cut_unmarked(reading: Reading, clean: Clean) -> None:
    """Find the answers that start without a mark, under questions that have none."""
    for part in reading.parts:
        if part.answer is not None:
            continue
        named = any(set(part.numbers) & set(answer.numbers) for answer in reading.answers)
        cut = find_cut(clean, part.region.start, part.region.end)
        doubtful = named or not reading.layout.unmarked
        if cut is None or (doubtful and cut.confidence < _SURE_CUT):
            continue
        part.answer = Answer(Span(cut.at, part.region.end))
        part.region = Span(part.region.start, cut.at)
        part.confidence = cut.confidence
        reading.answers.append(part.answer)
