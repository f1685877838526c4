"""How two lines of one paragraph join: with a space, with the hyphen kept, or without it.

A hyphen at a line's end is either the typesetter's ("middel-/lange" is "middellange") or the
word's own ("anti-IS-/bombardementen"). The document itself is asked first: if it has the word
elsewhere within a line, that spelling holds. Otherwise Dutch spelling decides: a hyphen is the
word's own after a capital, digit or bracket, before a capital or digit, where two vowels would
run together, and where it stands for a word left out ("raket- en mortieraanval").
"""

from __future__ import annotations

import re

HYPHENS = "-\u00ad\u2010"
_SUSPENDED = re.compile(r"(?:en|of|dan|tot|als|c\.q\.|resp\.|respectievelijk|noch|maar)\b")
_CLASHES = frozenset(
    ("aa", "ee", "oo", "uu", "ie", "ei", "ij", "oe", "eu", "ui", "ou", "au", "ae", "ai", "oi")
)
_LONGEST_WORD = 200
_LAST_WORD = re.compile(r"[^\s«»\"“”‘(]*$")
_FIRST_WORD = re.compile(r"[^\s«»\"“”’.,;:?!)]*")
_WORD = re.compile(r"[^\W\d_](?:[\w&()]|-(?=\w))*", re.UNICODE)


class Joiner:
    """Decides how lines join, from one document's own spelling. Pure after construction."""

    def __init__(self, text: str) -> None:
        self._words = frozenset(match[0].lower() for match in _WORD.finditer(text))

    def join(self, left: str, right: str) -> tuple[bool, str]:
        """How `left`, a line's end, and `right`, the next line's start, belong together.

        Returns whether the hyphen that ends `left` is kept, and what to put between: "" or " ".
        """
        if not left or not right:
            return True, ""
        if left[-1] in HYPHENS:
            return self._at_hyphen(left, right)
        return True, "" if self._continues(left, right) else " "

    def _at_hyphen(self, left: str, right: str) -> tuple[bool, str]:
        if _SUSPENDED.match(right) or left[:-1].endswith(" ") or left in HYPHENS:
            return True, " "
        head = _matched(_LAST_WORD, left[-_LONGEST_WORD:-1])
        tail = _matched(_FIRST_WORD, right)
        kept, closed = f"{head}-{tail}".lower() in self._words, (head + tail).lower() in self._words
        if kept != closed:
            return kept, ""
        return left[-1] != "\u00ad" and _own_hyphen(head, tail), ""

    def _continues(self, left: str, right: str) -> bool:
        """Whether a word goes on without a hyphen: "(lucht)/aanvallen"."""
        if left[-1] != ")" or not right[0].isalpha():
            return False
        whole = (
            _matched(re.compile(r"\S*$"), left[-_LONGEST_WORD:]) + _matched(_FIRST_WORD, right)
        ).lower()
        return whole.lstrip("(") in self._words


def _own_hyphen(head: str, tail: str) -> bool:
    if not head or not tail:
        return True
    last, first = head[-1], tail[0]
    if not last.isalpha() or last.isupper() or not first.isalpha() or first.isupper():
        return True
    return (last + first).lower() in _CLASHES and "-" in head


def _matched(pattern: re.Pattern[str], text: str) -> str:
    found = pattern.search(text)
    return found[0] if found else ""
