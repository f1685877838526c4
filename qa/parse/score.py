"""Scores a reading: how much of the document it explains, and how believably."""

from __future__ import annotations

import math
import re

from qa.clean import Clean
from qa.numbers import order
from qa.parse.reading import Part, Reading

_LONGEST_QUESTION = 5000
_WEAK_NUMBERS = 0.6
_NAMED = 0.8
_NO_QUESTION = 0.15
"""A bare number with a text that asks nothing is more likely an item of a list."""
_CUT = 0.93
_CUT_IN_MARKED = 0.75
"""An answer that was found without its mark counts for less than a marked one."""
_NOT_ASKED_LAST = 0.5
"""In a list of questions alone something behind the question mark is more likely its answer."""
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
    if reading.layout.parted and not _asks_last(part, clean):
        return _NOT_ASKED_LAST * part.confidence
    return part.confidence


def _asks_last(part: Part, clean: Clean) -> bool:
    """Whether a question's text ends in its question mark."""
    start = max(part.region.start, part.region.end - _TAIL)
    return bool(_ASKED.search(clean.text[start : part.region.end]))
