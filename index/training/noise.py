"""Queries made from texts: keywords as people type them into a search box, and typing errors."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

_WORD: Final = re.compile(r"[^\W_][\w’'-]*")
_ROWS: Final = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_NEIGHBOURS: Final = {
    letter: row[max(at - 1, 0) : at] + row[at + 1 : at + 2]
    for row in _ROWS
    for at, letter in enumerate(row)
}
"""The keys to the left and right on a keyboard."""


def document_frequencies(texts: Iterable[str]) -> Counter[str]:
    """In how many texts each word stands, in lower case."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update({word.lower() for word in _WORD.findall(text)})
    return counts


def keywords(text: str, frequencies: Mapping[str, int], chance: random.Random) -> str:
    """Two to five of the rarer words of a text, in its order or any; "" if it has too few."""
    words = list(dict.fromkeys(word.lower() for word in _WORD.findall(text) if len(word) > 2))
    words = [word for word in words if frequencies.get(word, 0) > 1]
    rare = sorted(words, key=lambda word: frequencies[word])[:8]
    if len(rare) < 2:
        return ""
    chosen = chance.sample(rare, min(len(rare), chance.randint(2, 5)))
    return " ".join(chosen if chance.random() < 0.5 else [w for w in words if w in chosen])


def typing_errors(text: str, chance: random.Random) -> str:
    """The text with one error in about every third word of four letters or more."""
    words = text.split()
    for place, word in enumerate(words):
        if len(word) >= 4 and chance.random() < 0.35:
            words[place] = _mistype(word, chance)
    return " ".join(words)


def _mistype(word: str, chance: random.Random) -> str:
    at = chance.randrange(1, len(word) - 1)
    before, letter, after = word[:at], word[at], word[at + 1 :]
    match chance.randrange(4):
        case 0:
            return before + after
        case 1:
            return before + letter + letter + after
        case 2:
            return before + after[0] + letter + after[1:]
        case _:
            return before + chance.choice(_NEIGHBOURS.get(letter, letter)) + after
