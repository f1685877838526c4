"""Finds the marks of a layout in a text: where questions and answers start, what ends them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import cycle, islice
from operator import lt

from qa.chain import Candidate, rising_chain
from qa.clean import Clean
from qa.model import Span
from qa.numbers import expand, order
from qa.parse.layouts import ENDS, Layout, Role
from qa.parse.tables import cut_rows, heads

_SHORTEST_LIST = 4
_MOST_CANDIDATES = 20_000
_MOST_QUESTIONS = 2_000
"""More than any document of the kind holds: a table of figures, not a list of questions."""
_MOST_LISTS = 20
"""More lists of questions than one document holds."""
_COMPLETE = 0.8
_ANSWERED = 1.5
_NEAR = 20
_ANNOUNCED = re.compile(r":\s*+\Z")
"""A list behind a colon is one of things, not of answers."""
_ITEM = re.compile(r"(?:^[ \t]*+|(?<=[ \t]))\(?(?P<letter>[a-z])[.)][ \t]++(?=\S)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Marker:
    """A mark `[start, end)` in the clean text and the numbers printed in it."""

    role: Role
    start: int
    end: int
    numbers: tuple[str, ...] = ()


def find_markers(clean: Clean, layout: Layout) -> list[Marker]:
    """All marks of `layout`, in text order, none overlapping."""
    questions = list(_matches(clean.text, layout.question, Role.QUESTION))
    if not questions:
        return []
    answers = [] if layout.table else list(_matches(clean.text, layout.answer, Role.ANSWER))
    if layout.parted:
        questions, answers = _parted(clean, layout, questions, answers)
    if layout.single:
        questions = [replace(marker, numbers=("1",)) for marker in questions[:1]]
    elif layout.unnumbered:
        questions = _in_turn(questions, answers)
    elif layout.weak or layout.table:
        questions = _counting(clean, questions, answers, repeats=layout.repeats)
    if layout.table:
        questions, answers = _tabled(clean, layout, questions)
    ends = [marker for role, pattern in ENDS for marker in _matches(clean.text, pattern, role)]
    ends = _behind_the_list(ends, questions)
    if sum(len(marker.numbers) for marker in questions) > _MOST_QUESTIONS:
        return []
    return _subdivided(clean, _without_overlap([*questions, *answers, *ends]))


def _parted(
    clean: Clean, layout: Layout, questions: list[Marker], answers: list[Marker]
) -> tuple[list[Marker], list[Marker]]:
    """The questions above the heading with most questions and answers around it, and these."""
    asked, answered = ([marker.start for marker in found] for found in (questions, answers))

    def parts(heading: Marker) -> tuple[bool, int]:
        first = bisect_left(answered, heading.end)
        count = min(bisect_left(asked, heading.start), len(answered) - first)
        named = heading.end > heading.start
        said = heading.end if named else max(0, heading.end - _NEAR)
        if count and _ANNOUNCED.search(clean.text[said : answered[first]]):
            return False, 0
        return count > 0 and named, count

    heading = max(_matches(clean.text, layout.parted, Role.HEADING), key=parts, default=None)
    if heading is None or not parts(heading)[1]:
        return [], []
    above = [marker for marker in questions if marker.end <= heading.start]
    return above, [heading, *(marker for marker in answers if marker.start >= heading.end)]


def _in_turn(questions: Sequence[Marker], answers: Sequence[Marker]) -> list[Marker]:
    """Questions without numbers, counted; none where one has a number, or not just one answer."""
    marks = sorted([*questions, *answers], key=lambda marker: marker.start)
    turns = zip(marks, cycle((Role.QUESTION, Role.ANSWER)), strict=False)
    if any(marker.numbers or marker.role is not role for marker, role in turns):
        return []
    return [replace(marker, numbers=(str(at),)) for at, marker in enumerate(questions, start=1)]


def _tabled(
    clean: Clean, layout: Layout, questions: list[Marker]
) -> tuple[list[Marker], list[Marker]]:
    """The questions with their marks up to their cells, and the marks of the other cells."""
    numbers = [Span(marker.start, marker.end) for marker in questions]
    rows = cut_rows(clean.text, numbers, named=not layout.weak)
    if any(row.answer for row in rows):
        found = zip(questions, rows, strict=True)
        kept = [pair for pair in found if pair[1].answer or _asks(clean, pair[1].asked)]
        questions, rows = [marker for marker, _ in kept], [row for _, row in kept]
    asked = [replace(marker, end=row.asked) for marker, row in zip(questions, rows, strict=False)]
    others = [(Role.ANSWER, row.answer) for row in rows] + [
        (Role.HEADING, row.rest) for row in rows
    ]
    if rows:
        others += [(Role.HEADING, head) for head in heads(clean.text, numbers)]
    return asked, [Marker(role, span.start, span.end) for role, span in others if span]


def _asks(clean: Clean, start: int) -> bool:
    """Whether a row without a cell for its answer asks something, or is of another table."""
    end = clean.text.find("\n", start)
    return "?" in clean.text[start : end if end >= 0 else len(clean.text)]


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.MULTILINE)


@lru_cache(maxsize=64)
def _matches(text: str, pattern: str, role: Role) -> tuple[Marker, ...]:
    """The marks of one pattern. Layouts share patterns, so each is sought once a text."""
    found: list[Marker] = []
    for match in islice(_compiled(pattern).finditer(text), _MOST_CANDIDATES):
        printed = match.groupdict().get("numbers")
        found.append(Marker(role, match.start(), match.end(), expand(printed) if printed else ()))
    return tuple(found)


def _counting(
    clean: Clean, markers: list[Marker], answers: Sequence[Marker], *, repeats: bool
) -> list[Marker]:
    """Those bare numbers that count up through the document; in more lists if that is allowed.

    A number with one of `answers` before the next number is a question's rather than an item's.
    """
    numbered = [marker for marker in markers if marker.numbers]
    starts = [marker.start for marker in answers]
    places = [bisect_left(starts, marker.end) for marker in numbered] + [len(starts)]
    left = [
        (marker, _candidate(clean, marker, _ANSWERED if answered else 0.0))
        for marker, answered in zip(numbered, map(lt, places, places[1:]), strict=False)
    ]
    taken: list[Marker] = []
    for _ in range(_MOST_LISTS if repeats else 1):
        chosen = set(rising_chain([candidate for _, candidate in left]))
        chain = [left[index][0] for index in sorted(chosen)]
        if not chain or (taken and not _is_new_list(chain)):
            break
        taken += chain
        left = [pair for index, pair in enumerate(left) if index not in chosen]
    return sorted(taken, key=lambda marker: marker.start)


def _candidate(clean: Clean, marker: Marker, bonus: float) -> Candidate:
    return Candidate(
        order(marker.numbers[0])[0],
        order(marker.numbers[-1])[0],
        marker.start,
        _weight(clean, marker) + bonus,
        _letter(marker.numbers[-1]),
    )


def _letter(number: str) -> int:
    """Which letter of the alphabet stands behind a number; 0 where none does."""
    letter = order(number)[1]
    return ord(letter[0]) - ord("a") + 1 if letter else 0


def _is_new_list(chain: list[Marker]) -> bool:
    first, last = order(chain[0].numbers[0])[0], order(chain[-1].numbers[-1])[0]
    return first == 1 and len(chain) >= _SHORTEST_LIST and len(chain) >= _COMPLETE * last


def _weight(clean: Clean, marker: Marker) -> float:
    """How much a bare number looks like a question's: by what follows and what is above it."""
    after = clean.text[marker.end : marker.end + 600].lstrip()
    weight = 0.6
    if after[:1].isupper() or after[:1] in "«“‘\"'":
        weight += 0.3
    if "?" in after:
        weight += 0.2
    above = clean.text[max(0, marker.start - 3) : marker.start]
    if "\n\n" in above or not above.strip("\n "):
        weight += 0.2
    return weight


def _behind_the_list(ends: list[Marker], questions: list[Marker]) -> list[Marker]:
    """The marks of what ends a list, without an explanation that questions still follow.

    Below a question it is a heading of its answer, or the head of a column.
    """
    last = max((marker.start for marker in questions), default=0)
    return [end for end in ends if end.role is not Role.EXPLANATION or end.start > last]


def _subdivided(clean: Clean, markers: list[Marker]) -> list[Marker]:
    """The marks with those of "a.", "b." in a question, where answers name it with letters."""
    asked = {n for marker in markers if marker.role is Role.QUESTION for n in marker.numbers}
    lettered = {
        order(number)[0]
        for marker in markers
        if marker.role is Role.ANSWER
        for number in marker.numbers
        if order(number)[1] and number not in asked
    }
    found = list(markers)
    ends = [marker.start for marker in markers[1:]] + [len(clean.text)]
    for marker, end in zip(markers, ends, strict=False):
        if marker.role is Role.QUESTION and len(marker.numbers) == 1:
            whole, letter = order(marker.numbers[0])
            if whole in lettered and not letter:
                found += _items(clean, whole, marker.end, end)
    return sorted(found, key=lambda marker: marker.start)


def _items(clean: Clean, whole: int, start: int, end: int) -> list[Marker]:
    """The lines between two offsets that begin with "a.", "b." and so on, as sub-questions."""
    found: list[Marker] = []
    for match in _ITEM.finditer(clean.text, start, end):
        if ord(match["letter"]) - ord("a") == len(found):
            number = f"{whole}{match['letter']}"
            found.append(Marker(Role.QUESTION, match.start(), match.end(), (number,)))
    return found


def _without_overlap(markers: list[Marker]) -> list[Marker]:
    kept: list[Marker] = []
    for marker in sorted(markers, key=lambda marker: (marker.start, -marker.end)):
        if not kept or marker.start >= kept[-1].end:
            kept.append(marker)
    return kept
