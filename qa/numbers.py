"""Question numbers as they are printed: "3", "1b", "2, 3 en 5", "2 t/m 6", "4-7", "9 10 en 11".

Numbers are strings everywhere. A list keeps the order in which it is printed; a range is
written out. What cannot be a list of question numbers gives `()`.
"""

from __future__ import annotations

import re

_LONGEST_RANGE = 60
_TOKEN = re.compile(
    r"(?P<number>\d{1,3})(?P<letter>(?<=\d)[a-z](?![\w/]))?"
    r"|(?P<range>t/m|tot[ ]en[ ]met|[-–—])"
    r"|(?P<other>[^\s,;&])",
    re.IGNORECASE,
)
_FILLER = re.compile(r"\b(?:en|vraag|vragen|antwoord|op|de)\b", re.IGNORECASE)


def expand(printed: str) -> tuple[str, ...]:
    """The question numbers in `printed`, ranges written out, each once, in printed order."""
    numbers: list[str] = []
    open_range = False
    for token in _TOKEN.finditer(_FILLER.sub(" ", printed)):
        if token["range"]:
            open_range = bool(numbers)
        elif token["number"]:
            number = str(int(token["number"])) + (token["letter"] or "").lower()
            numbers.extend(_between(numbers[-1], number) if open_range else ())
            numbers.append(number)
            open_range = False
    return tuple(dict.fromkeys(numbers))


def order(number: str) -> tuple[int, str]:
    """A sort key: "2" < "2a" < "2b" < "10"."""
    digits = re.match(r"\d+", number)
    return (int(digits[0]), number[digits.end() :]) if digits else (0, number)


def _between(first: str, last: str) -> tuple[str, ...]:
    low, high = order(first)[0], order(last)[0]
    if not low < high <= low + _LONGEST_RANGE:
        return ()
    return tuple(str(number) for number in range(low + 1, high))
