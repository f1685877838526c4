"""The layouts of answer documents, as data.

A layout says how a question starts and how an answer starts. Patterns are matched on the clean
text with `re.MULTILINE`; the group `numbers` holds the printed question numbers. Text that
belongs to a question or an answer must stand outside the match (use a lookahead).

To add a layout, add one entry to `LAYOUTS` and one document to `tests/goldens/`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from qa.patterns import BLANK, LINE_END, LINE_START, LISTED, NUMBERS, OPENING

_AFTER_NUMBERS = rf"{BLANK}*[.:)]?(?:{LINE_END}|{BLANK}+(?={OPENING}))"
_VRAAG_LINE = rf"{LINE_START}Vra(?:ag|gen){BLANK}+{NUMBERS}{_AFTER_NUMBERS}"
_LABEL = rf"(?:Gezamenlijk{BLANK}+)?(?:Beantwoording|Antwoord(?:en)?){BLANK}*"
_TO_QUESTION = rf"(?:(?:op|bij|van){BLANK}+)?(?:de{BLANK}+)?(?:vra(?:ag|gen){BLANK}*)?"
_ANSWER_NUMBERED = (
    rf"{LINE_START}{_LABEL}{_TO_QUESTION}{NUMBERS}"
    rf"(?:{BLANK}*[.:)]?{LINE_END}|{BLANK}*:{BLANK}*|{BLANK}+(?={OPENING}))"
)
_ANSWER_BARE = rf"{LINE_START}Antwoord(?:en)?{BLANK}*(?::{BLANK}*|{LINE_END})"
_ANSWER_ANY = rf"(?:{_ANSWER_NUMBERED}|{_ANSWER_BARE})"
_WORD_START = r"(?:^|(?<=\s))"
_VRAAG_FLOWING = (
    rf"{_WORD_START}Vra(?:ag|gen)\s*\.?{LISTED}\s*[.:)]?(?:\s+\d{{1,2}})?\s+(?={OPENING})"
)
"""OCR may lose a blank ("Vraag3"), see a dot, or turn a page counter behind it into a number."""
_VRAAG_SINGLE = rf"{_WORD_START}Vraag\s*:?\s+(?={OPENING})"
_ANSWER_FLOWING = rf"{_WORD_START}{_LABEL}{_TO_QUESTION}{NUMBERS}(?:\s*[:.]\s*|\s+(?={OPENING}))"
_ANSWER_FLOWING_ANY = (
    rf"(?:{_ANSWER_FLOWING}|{_WORD_START}Antwoord(?:en)?\s*(?::\s*|\s+(?={OPENING})))"
)


class Role(StrEnum):
    """What a mark in the text starts."""

    QUESTION = "question"
    ANSWER = "answer"
    EXPLANATION = "explanation"
    ANNOUNCEMENT = "announcement"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class Layout:
    """One way in which questions and answers are set.

    `question` and `answer` are patterns. `unmarked` says that an answer may start without any
    mark, so that its start is found by what the sentences are; `answer` then finds only the
    marked ones. `weak` says that a question's number is a bare number, which other numbers may
    look like: only those that count up are taken.
    """

    name: str
    question: str
    answer: str
    unmarked: bool = False
    weak: bool = False
    repeats: bool = False
    """Its numbers may begin anew: a document with two lists of questions."""
    single: bool = False
    """The document has one question, without a number; it is given the number 1."""


LAYOUTS: tuple[Layout, ...] = (
    Layout("vraag-antwoord", _VRAAG_LINE, _ANSWER_ANY),
    Layout("vraag-onbenoemd", _VRAAG_LINE, _ANSWER_NUMBERED, unmarked=True),
    Layout("vraag-lopend-antwoord", _VRAAG_FLOWING, _ANSWER_FLOWING_ANY, weak=True, repeats=True),
    Layout("vraag-lopend", _VRAAG_FLOWING, _ANSWER_FLOWING, unmarked=True, weak=True, repeats=True),
    Layout("vraag-enkel", _VRAAG_SINGLE, _ANSWER_FLOWING_ANY, single=True),
    Layout(
        "nummer-antwoord",
        rf"{LINE_START}(?P<numbers>\d{{1,3}}[a-z]?){BLANK}*[.)]?{LINE_END}",
        _ANSWER_ANY,
        weak=True,
    ),
    Layout(
        "nummer-onbenoemd",
        rf"{LINE_START}(?P<numbers>\d{{1,3}}[a-z]?){BLANK}*[.)]?{LINE_END}",
        _ANSWER_NUMBERED,
        unmarked=True,
        weak=True,
    ),
    Layout(
        "opsomming-antwoord",
        rf"{LINE_START}(?P<numbers>\d{{1,3}}[a-z]?){BLANK}*[.)]?{BLANK}+(?={OPENING})",
        _ANSWER_ANY,
        weak=True,
    ),
    Layout(
        "opsomming-onbenoemd",
        rf"{LINE_START}(?P<numbers>\d{{1,3}}[a-z]?){BLANK}*[.)]?{BLANK}+(?={OPENING})",
        _ANSWER_NUMBERED,
        unmarked=True,
        weak=True,
    ),
)
_BEARER = r"(?:de[ ])?(?:[Mm]inister|[Ss]taatssecretaris|MINISTER|STAATSSECRETARIS)"
ENDS: tuple[tuple[Role, str], ...] = (
    (Role.EXPLANATION, rf"{LINE_START}(?:Nadere )?Toelichting(?:{BLANK}*:{BLANK}*|{LINE_END})"),
    (Role.ANNOUNCEMENT, rf"{LINE_START}Mededeling{BLANK}*:?{LINE_END}"),
    (Role.CLOSING, rf"{LINE_START}(?:Antwoord(?:en)?|Mededeling) van {_BEARER}"),
    (
        Role.CLOSING,
        rf"{LINE_START}De (?:voorzitter|(?:adjunct-)?griffier) van de (?:vaste )?commissie",
    ),
    (Role.CLOSING, rf"{LINE_START}(?:Hoogachtend|Met vriendelijke groet|Ondertekenaar)\b"),
    (
        Role.CLOSING,
        rf"{LINE_START}De (?:[Mm]inister|[Ss]taatssecretaris) (?:van|voor) [^\n.?!]{{3,70}},"
        rf"{LINE_END}",
    ),
)
"""What ends a question or an answer without starting the next one."""
