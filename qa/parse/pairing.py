"""Puts questions and answers together from the marks in a text.

One machine for all layouts. A question's text runs from its mark to the next mark; an answer's
likewise. A numbered answer belongs to the numbers it names, wherever it stands (deferred, out
of order, one for many); an answer without a number belongs to the question that is open.
"""

from __future__ import annotations

import re

from qa.clean import Clean
from qa.model import Span
from qa.parse.boundary import find_cut
from qa.parse.layouts import Layout, Role
from qa.parse.leads import find_sections, take_asking_stems, take_stems
from qa.parse.markers import Marker
from qa.parse.reading import Answer, Part, Reading

_SURE_CUT = 0.6
_SAME_START = 60
_SHARED = 0.8
_MISNUMBERED = 0.95
_LISTED = re.compile(r"\s*\(?\d{1,3}\b")


def read_by(layout: Layout, clean: Clean, markers: list[Marker], *, asks_only: bool) -> Reading:
    """Pair the questions and answers that `markers` show in `clean`."""
    reading = Reading(layout, markers, asks_only)
    bounds = [marker.start for marker in markers[1:]] + [len(clean.text)]
    for marker, end in zip(markers, bounds, strict=True):
        region = Span(marker.end, max(marker.end, end))
        if marker.role is Role.QUESTION:
            _open(reading, marker, region, clean)
        elif marker.role is Role.ANSWER:
            _answer(reading, marker, region)
        elif reading.parts and marker.role is not Role.HEADING:
            _end(reading, marker, region)
    take_stems(reading, clean)
    if not asks_only:
        _cut_unmarked(reading, clean)
    take_asking_stems(reading, clean)
    if not asks_only:
        _share_following(reading, clean)
    find_sections(reading, clean)
    return reading


def _end(reading: Reading, marker: Marker, region: Span) -> None:
    """What stands below the list begins; the next mark of its kind directly below it goes on."""
    begun = reading.ends.setdefault(marker.role, region)
    if begun.end == marker.start:
        reading.ends[marker.role] = Span(begun.start, region.end)


def _open(reading: Reading, marker: Marker, region: Span, clean: Clean) -> None:
    """A question begins. One that is printed twice counts where its answer stands.

    Another question under a number that was used before keeps that number with the count of
    its occurrence behind it: "1.2" is the second question that is numbered 1.
    """
    numbers = marker.numbers
    earlier = [part for number in numbers if (part := reading.part_of(number))]
    for part in earlier:
        if _same_text(part.region, region, clean):
            if part.answer is not None:
                return
            if part in reading.parts:
                reading.drop(part)
    reading.add(Part(tuple(reading.free(number) for number in numbers), marker, region))


def _same_text(one: Span, other: Span, clean: Clean) -> bool:
    """Whether two questions begin with the same words; "Waar?" is not "Waarom?"."""
    left, right = (
        re.sub(
            r"[^\w.?!]+", "", clean.text[span.start : min(span.end, span.start + 240)]
        ).casefold()
        for span in (one, other)
    )
    shared = min(len(left), len(right), _SAME_START)
    return shared > 0 and left[:shared] == right[:shared]


def _answer(reading: Reading, marker: Marker, region: Span) -> None:
    if not reading.parts:
        return
    answer = Answer(region, mark=marker)
    last = reading.parts[-1]
    numbers = tuple(map(reading.latest, marker.numbers))
    own = not numbers or bool(set(numbers) & set(last.numbers))
    if last.answer is None and (own or _misnumbered(reading, numbers)):
        last.answer = answer
        if not own:
            last.confidence = _MISNUMBERED
            return
    reading.label(answer, numbers)


def _misnumbered(reading: Reading, numbers: tuple[str, ...]) -> bool:
    """Whether a label names only questions that are unknown or have their answer already."""
    for number in numbers:
        part = reading.part_of(number)
        if part is not None and reading.answer_to(number, part) is None:
            return False
    return True


def _cut_unmarked(reading: Reading, clean: Clean) -> None:
    """Find the answers that start without a mark, under questions that have none."""
    for part in reading.parts:
        if part.answer is not None:
            continue
        named = any(reading.answer_to(number, part) for number in part.numbers)
        cut = find_cut(clean, part.region.start, part.region.end)
        doubtful = named or not reading.layout.unmarked
        if cut is None or (doubtful and cut.confidence < _SURE_CUT):
            continue
        part.answer = Answer(Span(cut.at, part.region.end))
        part.region = Span(part.region.start, cut.at)
        part.confidence = cut.confidence


def _share_following(reading: Reading, clean: Clean) -> None:
    """Questions printed one after the other, with the answer under the last, share it.

    One whose mark names what it answers is theirs alone.
    """
    for part, following in zip(reading.parts[-2::-1], reading.parts[:0:-1], strict=True):
        adjoining = part.region.end == following.mark.start
        answered = any(reading.answer_to(number, part) for number in part.numbers)
        shared = following.answer
        if answered or not adjoining or shared is None:
            continue
        if not _may_be_shared(shared, clean, unmarked=reading.layout.unmarked):
            continue
        part.answer = shared
        part.confidence = _SHARED
        numbers = (*part.numbers, *(shared.numbers or following.numbers))
        reading.label(shared, numbers)


def _may_be_shared(answer: Answer, clean: Clean, *, unmarked: bool) -> bool:
    """Whether a mark on its own line names no question, and no list of answers stands below it.

    Without a mark, whether the layout has answers without marks.
    """
    if answer.mark is None or answer.mark.numbers:
        return unmarked and answer.mark is None
    line = clean.text.rfind("\n", 0, answer.mark.start) + 1
    within = clean.text[line : answer.mark.start].strip()
    return not within and not _LISTED.match(answer.region.of(clean.text))
