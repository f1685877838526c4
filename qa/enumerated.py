"""Questions told apart by the marks before them: numbers, letters, Roman numbers, bullets.

A mark counts only where it follows the one before it, so that a year or an amount at the start
of a line stays text. No word is dropped: what stands between two marks belongs to the first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from qa.numbers import expand, listed
from qa.patterns import WITH_OTHERS

_NUMBER: Final = re.compile(
    rf"^[^\S\n]*(?:vra(?:ag|gen)[^\S\n]*)?(\d{{1,3}})([a-z]?)(?P<others>{WITH_OTHERS})"
    r"(?:[.):]+(?=\s)|[^\S\n]+[-–—](?=\s)|(?=[^\S\n]*$))",
    re.IGNORECASE | re.MULTILINE,
)
_WITHIN: Final = re.compile(r"(?:^|(?<=[\s:;?.]))(\d{1,3})()[.)](?=\s+[^\W\d_])", re.MULTILINE)
_ROMAN: Final = re.compile(r"^[^\S\n]*([IVX]{1,6})[.)](?=\s)", re.MULTILINE)
_BULLET: Final = re.compile(r"^([^\S\n]*)([•·▪◦‣●*–—-]|o(?=[^\S\n]))[^\S\n]+", re.MULTILINE)
ASKING_ON: Final = re.compile(
    r"(?:en\s+)?(?:zo (?:ja|nee|niet)|indien (?:ja|nee|niet|wel|zo)|if (?:so|not)|"
    r"(?:waarom(?: wel| niet)?|hoezo|welke|wanneer|hoe|why(?: not)?)\s*\?)",
    re.IGNORECASE,
)
"""How a sentence begins that asks on about the question before it."""
_FEWEST: Final = 2


class Mark(NamedTuple):
    """A question's mark: the number it stands for and its place in the text."""

    number: str
    start: int
    end: int


def split_numbered(text: str) -> tuple[str, list[tuple[str, str]]]:
    """What stands above a list of questions, and these as (number, text).

    The list is empty where fewer than two marks are found.
    """
    for style in _STYLES:
        marks = list(style(text))
        if len(marks) >= _FEWEST:
            ends = [mark.start for mark in marks[1:]] + [len(text)]
            bodies = (text[mark.end : end] for mark, end in zip(marks, ends, strict=True))
            found = [(m.number, " ".join(b.split())) for m, b in zip(marks, bodies, strict=True)]
            return text[: marks[0].start], [(n, body) for n, body in found if body]
    return "", []


def _counted(pattern: re.Pattern[str], text: str) -> Iterator[Mark]:
    """Numbers that count up from 1, with or without letters or others: 1, 2a, 2b, 3 en 4, 5."""
    last, letter = 0, ""
    asked: set[str] = set()
    for match in pattern.finditer(text):
        number, sub = int(match[1]), match[2].lower()
        after = chr(ord(letter) + 1) if letter else "a"
        following = last + 1
        while str(following) in asked:
            following += 1
        if (number == following and sub in ("", "a")) or (number == last and sub == after):
            last, letter = number, sub
            together = expand(f"{number}{sub}{match.groupdict().get('others') or ''}")
            asked.update(together)
            yield Mark(listed(together), match.start(), match.end())


def _numbers(text: str) -> Iterator[Mark]:
    return _counted(_NUMBER, text)


def _within(text: str) -> Iterator[Mark]:
    """Numbers within running text: "… over Schiphol: 1. Hoeveel? 2. Waar?"."""
    return _counted(_WITHIN, text)


def _romans(text: str) -> Iterator[Mark]:
    expected = 1
    for match in _ROMAN.finditer(text):
        if match[1] == _roman(expected):
            yield Mark(str(expected), match.start(), match.end())
            expected += 1


def _roman(number: int) -> str:
    """`number`, below 40, in Roman figures."""
    ones = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    return "X" * (number // 10) + ones[number % 10]


def _bullets(text: str) -> Iterator[Mark]:
    """Bullets, where most ask something; one that is indented, or asks on, begins no question."""
    found = list(_BULLET.finditer(text))
    if not found:
        return
    ends = [match.start() for match in found[1:]] + [len(text)]
    bodies = [text[match.end() : end] for match, end in zip(found, ends, strict=True)]
    if 2 * sum("?" in body for body in bodies) <= len(found):
        return
    number = 0
    for match, body in zip(found, bodies, strict=True):
        deeper = len(match[1]) > len(found[0][1])
        if not number or not (deeper or ASKING_ON.match(body)):
            number += 1
            yield Mark(str(number), match.start(), match.end())


_STYLES: Final[tuple[Callable[[str], Iterator[Mark]], ...]] = (
    _numbers,
    _romans,
    _bullets,
    _within,
)
