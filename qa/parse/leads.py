"""Introductions within a list: the stem above "1a" and "1b", the heading above a section.

A stem stands under a number whose lettered sub-questions follow. It is taken from its place,
unless it asks something that is answered as a question of its own, or that nobody answers: then
it stays that question and introduces the others too. A section's heading is the last paragraph
above a question: a line that is no sentence, behind a text that is complete, and is taken from
that text.
"""

from __future__ import annotations

import re

from qa.clean import Clean
from qa.model import Span
from qa.numbers import order
from qa.parse import wording
from qa.parse.opening import is_opening
from qa.parse.reading import Answer, Part, Reading
from qa.parse.sentences import paragraphs

_NEAR = 1500
_LONGEST_HEADING = 240
_MOST_LINES = 4
_ENDED = re.compile(r"[.?!…][»”’\"')\]]*$")
_COUNTED = re.compile(
    r"^(?:[A-Z][a-z]+ )?(?:\d{1,2}(?:\.\d{1,2})*|[IVX]+|[A-H])(?:[.):]| ?[-–—])? +"
)
_ROMAN = re.compile(r"[IVX]{1,5}(?:[.):]| ?[-–—])?(?: +[A-ZÀ-Þ]|$)", re.MULTILINE)
"""A section counted in Roman figures: a heading even directly below the text above it."""
_HEADING = re.compile(r"[A-ZÀ-Þ0-9«“‘\"'’(]")
_NO_HEADING = re.compile(
    r"[.?!]\s|[.,;!?-]$|https?:|www\.|[|\t]|\d[\d.,%]*\s+[\d.,%]*\d"
    r"|^[•●▪‣◦·*○–—-]|^\(?[a-z0-9]{1,2}[.)]\s"
)
_SENTENCE = re.compile(
    r"\b(?:ik|wij|we|u|uw|is|zijn|was|waren|wordt|worden|werd|werden|heb|heeft|hebben|kan|kunnen"
    r"|zal|zullen|moet|moeten|ben|bent|betreft|bedraagt|bedragen|zie|bron)\b",
    re.IGNORECASE,
)
_ANNOUNCES = re.compile(
    r"\b(?:volgende|onderstaande|navolgende)\s+(?:\w+\s+){0,2}vragen\b(?!.*\b(?:antwoord|beantwoord))"
    r"|^(?:Vragen|Antwoorden)\s+(?:\w+\s+){0,4}(?:van|over|bij|op|aan|naar)\b",
    re.DOTALL,
)


def take_stems(reading: Reading, clean: Clean) -> None:
    """Make each stem that only tells the lead of its sub-questions, an answer to it theirs."""
    for part in list(reading.parts):
        below = _sub_questions(reading, part)
        if not below:
            continue
        asks = "?" in part.region.of(clean.text)
        answer = reading.answer_to(part.numbers[0], part)
        if answer is not None:
            if answer.region.start < below[-1].mark.start or _any_answered(reading, below):
                continue
            own = part.numbers if asks else ()
            reading.label(answer, (*own, *(number for sub in below for number in sub.numbers)))
        if not asks:
            _lead(reading, part, below, clean)


def take_asking_stems(reading: Reading, clean: Clean) -> None:
    """Let each stem that asks lead its sub-questions too, once the answers are known.

    Without an answer of its own above answered sub-questions, it is only their introduction.
    """
    for part in list(reading.parts):
        below = _sub_questions(reading, part)
        if not below or "?" not in part.region.of(clean.text):
            continue
        answered = reading.answer_to(part.numbers[0], part) is not None
        if not answered and _any_answered(reading, below):
            _lead(reading, part, below, clean)
        else:
            for sub in below:
                sub.leads = (part.region,)


def _lead(reading: Reading, stem: Part, below: list[Part], clean: Clean) -> None:
    """Take a stem out of the questions and set it above its sub-questions."""
    reading.drop(stem)
    reading.tops[below[0].mark.start] = stem.mark.start
    for sub in below:
        sub.leads = (stem.region,) if stem.region.of(clean.text).strip() else ()


def _sub_questions(reading: Reading, part: Part) -> list[Part]:
    """The lettered questions that directly follow a question with their number alone."""
    whole, letter = order(part.mark.numbers[0])
    found: list[Part] = []
    if letter or len(part.numbers) > 1:
        return found
    for below in reading.parts[reading.parts.index(part) + 1 :]:
        number, sub = order(below.mark.numbers[0])
        if number != whole or not sub.isalpha():
            break
        found.append(below)
    return found


def _any_answered(reading: Reading, parts: list[Part]) -> bool:
    return any(reading.answer_to(part.numbers[0], part) is not None for part in parts)


def find_sections(reading: Reading, clean: Clean) -> None:
    """Make each heading between two questions the lead of the questions below it.

    Where there are such headings, the last line above the first question may be one too.
    """
    above: dict[int, Answer | Part] = {part.region.end: part for part in reading.parts}
    above.update({answer.region.end: answer for answer in reading.answers()})
    sections: list[Span | None] = []
    for part in reading.parts:
        top = reading.tops.get(part.mark.start, part.mark.start)
        owner = above.get(top)
        start = heading_start(clean, owner.region.start, top) if owner else None
        if owner is not None and start is not None:
            owner.region = Span(owner.region.start, start)
            sections.append(Span(start, top))
        else:
            sections.append(sections[-1] if sections else None)
    if any(sections) and sections[0] is None:
        first = _first_section(clean, reading.start)
        sections = [section or first for section in sections]
    for part, section in zip(reading.parts, sections, strict=True):
        part.leads = (section, *part.leads) if section else part.leads


def _first_section(clean: Clean, end: int) -> Span | None:
    """The heading above the first question; a title or a sentence there belongs to the document."""
    start = heading_start(clean, 0, end, alone=True)
    text = "" if start is None else " ".join(clean.text[start:end].split())
    if start is None or _ENDED.search(text) or is_opening(text):
        return None
    return Span(start, end)


def heading_start(clean: Clean, start: int, end: int, *, alone: bool = False) -> int | None:
    """Where the heading begins that ends the text between two offsets; None without one.

    `alone` says that nothing need stand above it.
    """
    found = _with_roman(clean, paragraphs(clean, max(start, end - _NEAR), end))
    if len(found) < (1 if alone else 2):
        return None
    first, last = found[-1]
    text = " ".join(clean.text[first:last].split())
    above = "" if alone else clean.text[found[-2][0] : found[-2][1]]
    if above and not _ENDED.search(above) and (not _ROMAN.match(text) or _ROMAN.match(above)):
        return None
    if _ANNOUNCES.search(text) and len(text) <= _LONGEST_HEADING:
        return first
    bare = _COUNTED.sub("", text)
    too_long = len(text) > _LONGEST_HEADING or len(clean.lines(first, last)) > _MOST_LINES
    is_text = _NO_HEADING.search(bare) or _SENTENCE.search(bare)
    if too_long or is_text or not _HEADING.match(bare) or wording.SURELY_ANSWERING.match(text):
        return None
    return first


def _with_roman(clean: Clean, found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The paragraphs, with a last line in Roman figures below a sentence as one of its own."""
    if not found:
        return found
    first, last = found[-1]
    *above, line = clean.lines(first, last)
    counted = above and _ROMAN.match(clean.text, line.start)
    if not counted or not _ENDED.search(clean.text[first : above[-1].end]):
        return found
    return [*found[:-1], (first, above[-1].end), (line.start, last)]
