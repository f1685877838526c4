"""Question numbers as they are printed: "3", "1b", "2, 3 en 5", "2 t/m 6", "1, a en b".

Numbers are strings everywhere. A list keeps the order in which it is printed; a range is
written out. A letter alone goes on from the number before it: "1a, b en c" is 1a, 1b and 1c.
What cannot be a list of question numbers gives `()`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_LONGEST_RANGE = 60
_TOKEN = re.compile(
    r"(?P<number>\d{1,3})(?:,?\s?(?P<letter>[a-z])(?![\w/]))?"
    r"|(?P<range>t/m|tot[ ]en[ ]met|[-–—])"
    r"|(?P<more>(?<!\w)[a-z](?![\w/]))"
    r"|(?P<other>[^\s,;&])",
    re.IGNORECASE,
)
_FILLER = re.compile(r"\b(?:en|én|alsmede|vraag|vragen|antwoord|op|de)\b", re.IGNORECASE)


def expand(printed: str) -> tuple[str, ...]:
    """The question numbers in `printed`, ranges written out, each once, in printed order."""
    numbers: list[str] = []
    open_range = False
    for token in _TOKEN.finditer(_FILLER.sub(" ", printed)):
        if token["range"]:
            open_range = bool(numbers)
            continue
        number = _number(token, numbers[-1] if numbers else "")
        if number:
            numbers.extend(_between(numbers[-1], number) if open_range else ())
            numbers.append(number)
            open_range = False
    return tuple(dict.fromkeys(numbers))


def listed(numbers: Sequence[str]) -> str:
    """Numbers as they are said: "2", "2 en 3", "2, 3 en 5"."""
    *head, last = numbers
    return f"{', '.join(head)} en {last}" if head else last


def order(number: str) -> tuple[int, str]:
    """A sort key: "2" < "2a" < "2b" < "10"."""
    digits = re.match(r"\d+", number)
    return (int(digits[0]), number[digits.end() :]) if digits else (0, number)


def _number(token: re.Match[str], before: str) -> str:
    """The number that a token stands for; `before` is the one printed before it."""
    if token["number"]:
        return str(int(token["number"])) + (token["letter"] or "").lower()
    whole, letter = order(before) if before else (0, "")
    return f"{whole}{token['more'].lower()}" if token["more"] and letter else ""


def _between(first: str, last: str) -> tuple[str, ...]:
    (low, early), (high, late) = order(first), order(last)
    if low == high and early and late:
        return tuple(f"{low}{chr(code)}" for code in range(ord(early[0]) + 1, ord(late[0])))
    if not low < high <= low + _LONGEST_RANGE:
        return ()
    return tuple(str(number) for number in range(low + 1, high))
