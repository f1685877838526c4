"""Scores a reading: how much of the document it explains, and how believably."""

from __future__ import annotations

import math
import re

from qa.clean import Clean
from qa.model import Span
from qa.numbers import order
from qa.parse.reading import Part, Reading

_LONGEST_QUESTION = 5000
_WEAK_NUMBERS = 0.6
_NAMED = 0.8
_UNNUMBERED = 0.8
"""Labels without numbers may be quoted in the answer to a question that has one."""
_RUNNING_IN_LINES = 0.5
"""Where each label begins a line none stands in running text."""
_NO_QUESTION = 0.15
"""A bare number with a text that asks nothing is more likely an item of a list."""
_CUT = 0.93
_CUT_IN_MARKED = 0.75
"""An answer that was found without its mark counts for less than a marked one."""
_NOT_ASKED_LAST = 0.5
"""In a list of questions alone something behind the question mark is more likely its answer, and
a list in which is asked holds no answers."""
_CELL = 0.5
"""What begins with a bar is a cell: the reading overlooks a table."""
_TAIL = 200
_ASKED = re.compile(r"\?[»”’\"')\]]*\s*$")


def confidence(reading: Reading, clean: Clean) -> float:
    """How sure the parser is of a reading, in [0, 1].

    The product of: how complete the count of numbers is, and the mean over the questions of
    how believable each is (answered, of plausible size, and how clear its cut is).
    """
    numbers = [number for part in reading.parts for number in part.numbers]
    if not numbers:
        return 0.0
    highest = max(order(number)[0] for number in numbers)
    whole = {order(number)[0] for number in numbers}
    complete = min(1.0, len(whole) / max(highest, 1))
    if not reading.layout.weak:
        complete = math.sqrt(complete)
    beliefs = [_belief(reading, part, clean) for part in reading.parts]
    return complete * sum(beliefs) / len(beliefs)


def worth(reading: Reading, clean: Clean) -> float:
    """What a reading is worth beside others of the same text: believable questions, counted."""
    count = sum(len(part.numbers) for part in reading.parts)
    layout = reading.layout
    marked = (_NAMED if layout.repeats or layout.table else _WEAK_NUMBERS) if layout.weak else 1.0
    if layout.single or layout.unnumbered:
        marked *= _UNNUMBERED
    if layout.repeats and all(_begins_line(part, clean) for part in reading.parts):
        marked *= _RUNNING_IN_LINES
    return confidence(reading, clean) ** 2 * math.sqrt(count) * marked


def _belief(reading: Reading, part: Part, clean: Clean) -> float:
    length = part.region.end - part.region.start
    if length < 3 or length > _LONGEST_QUESTION * len(part.numbers):
        return 0.2
    if reading.layout.weak and "?" not in clean.text[part.region.start : part.region.end]:
        return _NOT_ASKED_LAST if reading.layout.table else _NO_QUESTION
    if reading.asks_only:
        return 1.0
    answer = reading.answer_to(part.numbers[0], part) if part.numbers else None
    if answer is None:
        return 0.3
    if clean.text[answer.region.start : answer.region.end].lstrip().startswith("|"):
        return _CELL
    if answer.mark is None:
        return part.confidence * (_CUT if reading.layout.unmarked else _CUT_IN_MARKED)
    if reading.layout.parted and (
        not _asks_last(part.region, clean) or _asks_last(answer.region, clean)
    ):
        return _NOT_ASKED_LAST * part.confidence
    return part.confidence


def _begins_line(part: Part, clean: Clean) -> bool:
    line = clean.text.rfind("\n", 0, part.mark.start) + 1
    return not clean.text[line : part.mark.start].strip()


def _asks_last(region: Span, clean: Clean) -> bool:
    """Whether a text ends in a question mark."""
    return bool(_ASKED.search(clean.text[max(region.start, region.end - _TAIL) : region.end]))
