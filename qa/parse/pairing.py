"""Puts questions and answers together from the marks in a text.

One machine for all layouts. A question's text runs from its mark to the next mark; an answer's
likewise. A numbered answer belongs to the numbers it names, wherever it stands (deferred, out
of order, one for many); an answer without a number belongs to the question that is open.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from qa.clean import Clean
from qa.model import Span
from qa.parse.boundary import find_cut
from qa.parse.layouts import Layout, Role
from qa.parse.markers import Marker

_SURE_CUT = 0.6
_SAME_START = 60
_SHARED = 0.8


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
            _open(reading, marker, region, clean)
        elif marker.role is Role.ANSWER:
            _answer(reading, marker, region)
        elif reading.parts:
            reading.ends.setdefault(marker.role, region)
    if not asks_only:
        _cut_unmarked(reading, clean)
        _share_following(reading)
    return reading


def _open(reading: Reading, marker: Marker, region: Span, clean: Clean) -> None:
    """A question begins. One that is printed twice counts where its answer stands.

    Another question under a number that was used before keeps that number with the count of
    its occurrence behind it: "1.2" is the second question that is numbered 1.
    """
    numbers = marker.numbers
    earlier = [part for part in reading.parts if set(part.numbers) & set(numbers)]
    if any(_same_text(part.region, region, clean) for part in earlier):
        reading.parts = [part for part in reading.parts if part not in earlier]
    elif earlier:
        numbers = tuple(_next_occurrence(reading, number) for number in numbers)
    reading.parts.append(Part(numbers, marker, region))


def _same_text(one: Span, other: Span, clean: Clean) -> bool:
    """Whether two questions begin with the same words."""
    left, right = (
        re.sub(r"\W+", "", clean.text[span.start : min(span.end, span.start + 240)]).casefold()
        for span in (one, other)
    )
    shared = min(len(left), len(right), _SAME_START)
    return shared > 0 and left[:shared] == right[:shared]


def _next_occurrence(reading: Reading, number: str) -> str:
    known = {known for part in reading.parts for known in part.numbers}
    names = (number, *(f"{number}.{count}" for count in range(2, len(known) + 3)))
    return next(name for name in names if name not in known)


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


def _share_following(reading: Reading) -> None:
    """Questions printed one after the other, with the answer under the last, share it."""
    if not reading.layout.unmarked:
        return
    for part, following in zip(reading.parts[-2::-1], reading.parts[:0:-1], strict=True):
        adjoining = part.region.end == following.mark.start
        answered = any(set(part.numbers) & set(answer.numbers) for answer in reading.answers)
        if part.answer or answered or not adjoining or following.answer is None:
            continue
        shared = following.answer
        part.answer = shared
        part.confidence = _SHARED
        shared.numbers = (*part.numbers, *(shared.numbers or following.numbers))
