"""Question numbers as they are printed: "3", "1b", "2, 3 en 5", "2 t/m 6", "1, a en b".

Numbers are strings everywhere. A list keeps the order in which it is printed; a range is
written out. A letter alone goes on from the number before it: "1a, b en c" is 1a, 1b and 1c.
Where no figure stands, words ("eerste") and Roman figures are read.
What cannot be a list of question numbers gives `()`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_LONGEST_RANGE = 60
_TOKEN = re.compile(
    r"(?P<number>\d{1,3})(?:,?\s?(?!t/m)(?P<letter>[a-z])(?!\w|/(?![a-z]\b)))?"
    r"|(?P<range>t/m|tot[ ]en[ ]met|[-–—])"
    r"|(?P<more>(?<!\w)[a-z](?!\w|/(?![a-z]\b)))"
    r"|(?P<other>[^\s,;&])",
    re.IGNORECASE,
)
ORDINALS = (
    *("eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende"),
    *("tiende", "elfde", "twaalfde", "dertiende", "veertiende", "vijftiende"),
)
"""The words that number a question: "Tweede vraag"."""
_WORD = re.compile(rf"\b(?:{'|'.join(ORDINALS)})\b", re.IGNORECASE)
_ROMAN = re.compile(r"\b[IVX]{1,6}\b")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}
_FILLER = re.compile(r"\b(?:en|én|alsmede|vraag|vragen|antwoord|op|de)\b", re.IGNORECASE)


def expand(printed: str) -> tuple[str, ...]:
    """The question numbers in `printed`, ranges written out, each once, in printed order."""
    numbers: dict[str, None] = {}
    last = ""
    open_range = False
    for token in _TOKEN.finditer(_FILLER.sub(" ", _in_figures(printed))):
        if token["range"]:
            open_range = bool(last)
            continue
        number = _number(token, last)
        if number:
            numbers.update(dict.fromkeys(_between(last, number) if open_range else ()))
            numbers[number] = None
            last, open_range = number, False
    return tuple(numbers)


def listed(numbers: Sequence[str]) -> str:
    """Numbers as they are said: "2", "2 en 3", "2, 3 en 5"."""
    *head, last = numbers
    return f"{', '.join(head)} en {last}" if head else last


def order(number: str) -> tuple[int, str]:
    """A sort key: "2" < "2a" < "2b" < "10"."""
    digits = re.match(r"\d+", number)
    return (int(digits[0]), number[digits.end() :]) if digits else (0, number)


def _in_figures(printed: str) -> str:
    """`printed` with words and Roman figures as figures, where it holds none."""
    if any(map(str.isdigit, printed)):
        return printed
    printed = _WORD.sub(lambda word: str(ORDINALS.index(word[0].lower()) + 1), printed)
    return _ROMAN.sub(lambda roman: str(_value(roman[0])), printed)


def _value(roman: str) -> int:
    """What a Roman figure stands for: a smaller sign before a larger one is taken off."""
    values = [_ROMAN_VALUES[sign] for sign in roman]
    return sum(
        -value if value < following else value
        for value, following in zip(values, [*values[1:], 0], strict=True)
    )


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
