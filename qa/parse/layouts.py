"""The layouts of answer documents, as data.

A layout says how a question starts and how an answer starts. Patterns are matched on the clean
text with `re.MULTILINE`; the group `numbers` holds the printed question numbers. Text that
belongs to a question or an answer must stand outside the match (use a lookahead).

To add a layout, add one entry to `LAYOUTS` and one document to `tests/goldens/`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from qa.patterns import (
    BLANK,
    LABEL_START,
    LINE_END,
    LINE_START,
    LISTED,
    NUMBERS,
    OPENING,
    ORDINAL_NUMBERS,
    ROMANS,
    WITH_OTHERS,
)

_BOLD = r"[*_]{0,2}"
_STOP = rf"{BLANK}*+(?:[.:)]|(?<={BLANK})[-–—](?={BLANK}))?{_BOLD}"
"""With the blanks before it, taken as one, so that a long run of them is gone through once."""
_CELL = rf"{BLANK}*+\|{BLANK}*+"
_NUMBERING = rf"(?:{BLANK}*nummer)?{BLANK}+(?:(?:[Nn]r\.?|[Nn]ummer){BLANK}+)?"
_MEMBER = rf"(?:{BLANK}+van{BLANK}+(?:het{BLANK}+lid|de)\b[^\n.?!:]{{3,80}}(?={LINE_END}))?"
_TOGETHER = rf"(?:{BLANK}+\(?(?:gezamenlijk|samen|tezamen)\)?)?"
_AFTER_NUMBERS = rf"{_STOP}(?:{LINE_END}|{BLANK}*+(?<={BLANK})(?={OPENING})|{_CELL}(?={OPENING}))"
_VRAAG_LINE = (
    rf"{LABEL_START}(?:Vra(?:ag|gen)|VRA(?:AG|GEN)){_NUMBERING}{NUMBERS}{_TOGETHER}{_MEMBER}"
    rf"{_AFTER_NUMBERS}"
)
_LABEL = (
    rf"(?:(?:Gezamenlijk{BLANK}+)?(?:Beantwoording|Antwoord(?:en)?|ANTWOORD(?:EN)?|Antw\.)"
    rf"(?:nummer)?{BLANK}*+(?:[Nn]r\.?{BLANK}++)?)"
)
_TO_QUESTION = (
    rf"(?:(?:op|bij|van){BLANK}+)?(?:de{BLANK}+)?(?:(?:vra(?:ag|gen)|VRA(?:AG|GEN)){BLANK}*)?"
)
_ANSWER_NUMBERED = (
    rf"{LABEL_START}{_LABEL}{_TO_QUESTION}{NUMBERS}{_TOGETHER}"
    rf"(?:{_STOP}{LINE_END}|{BLANK}*+:{_BOLD}{BLANK}*+"
    rf"|{BLANK}++(?:[-–—]{BLANK}++)?(?={OPENING})|{_CELL})"
)
_ANSWER_BARE = (
    rf"{LABEL_START}(?:Antwoord(?:en)?|ANTWOORD(?:EN)?){BLANK}*+"
    rf"(?::{_BOLD}{BLANK}*+|{LINE_END}|{_CELL})"
)
_NO_NUMBER_ABOVE = "".join(
    rf"(?<!^{number}{gap})"
    for number in (r"\d", r"\d\d", r"\d[.)]", r"\d\d[.)]")
    for gap in (r"\n", r"\n\n")
)
_VRAAG_BARE = (
    rf"{_NO_NUMBER_ABOVE}{LABEL_START}(?:Vraag|VRAAG|V(?={BLANK}*+[\d:]))(?:{_NUMBERING}{NUMBERS})?{BLANK}*+"
    rf"(?::{_BOLD}{BLANK}*+|{LINE_END})"
)
"""A number that is printed above it is its own: then its layout is another."""
_ANSWER_UNNUMBERED = (
    rf"{LABEL_START}(?:Antwoord|ANTWOORD|A(?={BLANK}*+:)){BLANK}*+(?::{_BOLD}{BLANK}*+|{LINE_END})"
)
_ANSWER_WITHIN = rf"(?<=\?){BLANK}+{_LABEL}(?:{_TO_QUESTION}{NUMBERS})?{BLANK}*+:{_BOLD}{BLANK}*+"
"""Behind the question mark of its question, within the line."""
_ANSWER_ANY = rf"(?:{_ANSWER_NUMBERED}|{_ANSWER_BARE})"
_REACTION = (
    rf"{LABEL_START}Reactie{BLANK}*+(?:{_TO_QUESTION}{NUMBERS}{_STOP})?(?::{BLANK}*+|{LINE_END})"
)
_ROMAN_LINE = rf"{LABEL_START}(?:Vra(?:ag|gen)|VRA(?:AG|GEN)){BLANK}+{ROMANS}{_AFTER_NUMBERS}"
_ANSWER_ROMAN = rf"(?:{LABEL_START}{_LABEL}{_TO_QUESTION}{ROMANS}{_AFTER_NUMBERS}|{_ANSWER_BARE})"
_ORDINAL_LINE = rf"{LABEL_START}(?=[A-Z]){ORDINAL_NUMBERS}{BLANK}+vra(?:ag|gen){_AFTER_NUMBERS}"
_ANSWER_ORDINAL = (
    rf"(?:{LABEL_START}(?:{_LABEL}(?:(?:op|bij|van){BLANK}+)?(?:de{BLANK}+)?"
    rf"|(?=[A-Z]\w+{BLANK}+antwoord\b)){ORDINAL_NUMBERS}{BLANK}+(?:vra(?:ag|gen)|antwoord)"
    rf"{_AFTER_NUMBERS}|{_ANSWER_BARE})"
)
_NUMBER_LINE = rf"{LINE_START}\(?(?P<numbers>\d{{1,3}}[a-z]?{WITH_OTHERS}){BLANK}*+[.)]?{LINE_END}"
_NUMBER_ITEM = (
    rf"{LINE_START}\(?(?P<numbers>\d{{1,3}}[a-z]?){BLANK}*+"
    rf"(?:[.)]|[-–—](?={BLANK}))?{BLANK}*+(?<={BLANK})(?={OPENING})"
)
_ROW = (
    rf"{LINE_START}\|?{BLANK}*+(?:Vra(?:ag|gen){BLANK}++)?(?>{NUMBERS}){_STOP}"
    rf"(?:{_CELL}|{BLANK}*+(?<={BLANK})(?={OPENING}[^\n|]*\|))"
)
_LISTED_QUESTION = rf"{LINE_START}\(?{NUMBERS}(?:{_AFTER_NUMBERS})"
_LISTED_ANSWER = (
    rf"{LABEL_START}\(?(?:(?:Ad|Op|Bij){BLANK}++)?(?:(?:[Dd]e{BLANK}++)?[Vv]ra(?:ag|gen){BLANK}++)?"
    rf"{NUMBERS}(?:{_AFTER_NUMBERS}|{BLANK}*+[.:)]{BLANK}++(?=\S))"
)
_ANSWERS_BELOW = (
    rf"{LABEL_START}(?:De{BLANK}+)?(?:Antwoord(?:en)?|ANTWOORD(?:EN)?|Beantwoording|Reacties?)"
    rf"(?:{BLANK}+(?:op|van|bij){BLANK}+(?:de|deze|uw){BLANK}+vragen)?{BLANK}*+:?{LINE_END}"
)
_WORD_START = r"(?:^|(?<=\s))"
_VRAAG_FLOWING = (
    rf"{_WORD_START}Vra(?:ag|gen)\s*\.?{LISTED}(?:\s*+[.:)])?(?:\s++\d{{1,2}})?\s++(?={OPENING})"
)
"""OCR may lose a blank ("Vraag3"), see a dot, or turn a page counter behind it into a number."""
_VRAAG_SINGLE = rf"{_WORD_START}Vraag\s*+:?\s*+(?<=\s)(?={OPENING})"
_ANSWER_FLOWING = rf"{_WORD_START}{_LABEL}{_TO_QUESTION}{NUMBERS}(?:\s*[:.]\s*|\s+(?={OPENING}))"
_ANSWER_FLOWING_ANY = (
    rf"(?:{_ANSWER_FLOWING}|{_WORD_START}Antwoord(?:en)?\s*+(?::\s*+|(?<=\s)(?={OPENING})))"
)


class Role(StrEnum):
    """What a mark in the text starts."""

    QUESTION = "question"
    ANSWER = "answer"
    EXPLANATION = "explanation"
    ANNOUNCEMENT = "announcement"
    CLOSING = "closing"
    HEADING = "heading"
    """What stands above a list of answers."""


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
    unnumbered: bool = False
    """No question has a number, each has its answer directly below it: they are counted."""
    table: bool = False
    """Its questions and answers are cells of a row; unless it is `weak` a row names the columns."""
    parted: str = ""
    """What parts the list of all questions from that of all answers below it: a heading, or the
    place where the numbers begin anew."""


# Of readings that are worth the same the first is kept: answers on lines of their own win.
LAYOUTS: tuple[Layout, ...] = (
    Layout("vraag-antwoord", _VRAAG_LINE, _ANSWER_ANY),
    Layout("vraag-onbenoemd", _VRAAG_LINE, _ANSWER_NUMBERED, unmarked=True),
    Layout("vraag-lopend-antwoord", _VRAAG_FLOWING, _ANSWER_FLOWING_ANY, weak=True, repeats=True),
    Layout("vraag-lopend", _VRAAG_FLOWING, _ANSWER_FLOWING, unmarked=True, weak=True, repeats=True),
    Layout("vraag-enkel", _VRAAG_SINGLE, _ANSWER_FLOWING_ANY, single=True),
    Layout("vraag-zonder-nummer", _VRAAG_BARE, _ANSWER_UNNUMBERED, unnumbered=True),
    Layout(
        "nummer-antwoord",
        _NUMBER_LINE,
        _ANSWER_ANY,
        weak=True,
    ),
    Layout(
        "nummer-onbenoemd",
        _NUMBER_LINE,
        _ANSWER_NUMBERED,
        unmarked=True,
        weak=True,
    ),
    Layout(
        "opsomming-antwoord",
        _NUMBER_ITEM,
        _ANSWER_ANY,
        weak=True,
    ),
    Layout(
        "opsomming-onbenoemd",
        _NUMBER_ITEM,
        _ANSWER_NUMBERED,
        unmarked=True,
        weak=True,
    ),
    Layout("vraag-reactie", _VRAAG_LINE, _REACTION),
    Layout("vraag-romeins", _ROMAN_LINE, _ANSWER_ROMAN),
    Layout("eerste-vraag", _ORDINAL_LINE, _ANSWER_ORDINAL),
    Layout(
        "v-a",
        rf"{LINE_START}V{BLANK}?{NUMBERS}{_AFTER_NUMBERS}",
        rf"{LINE_START}A{BLANK}?{NUMBERS}{_AFTER_NUMBERS}",
    ),
    Layout("tabel", _ROW, _CELL, table=True),
    Layout("tabel-zonder-kop", _ROW, _CELL, table=True, weak=True),
    Layout("vraag-antwoord-op-regel", _VRAAG_LINE, _ANSWER_WITHIN),
    Layout("nummer-antwoord-op-regel", _NUMBER_LINE, _ANSWER_WITHIN, weak=True),
    Layout("opsomming-antwoord-op-regel", _NUMBER_ITEM, _ANSWER_WITHIN, weak=True),
    Layout("vraag-twee-lijsten", _VRAAG_LINE, _LISTED_ANSWER, parted=_ANSWERS_BELOW),
    Layout(
        "twee-lijsten",
        _LISTED_QUESTION,
        _LISTED_ANSWER,
        weak=True,
        parted=rf"(?:{_ANSWERS_BELOW}|^(?={BLANK}*+\(?1[.)]?(?:{BLANK}|$)))",
    ),
)
_BEARER = r"(?:de[ ])?(?:[Mm]inister|[Ss]taatssecretaris|MINISTER|STAATSSECRETARIS)"
ENDS: tuple[tuple[Role, str], ...] = (
    (Role.EXPLANATION, rf"{LINE_START}(?:Nadere )?Toelichting(?:{BLANK}*:{BLANK}*|{LINE_END})"),
    (Role.ANNOUNCEMENT, rf"{LINE_START}Mededeling{BLANK}*+:?{LINE_END}"),
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
