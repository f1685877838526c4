"""What a question looks like, whatever it is about.

Form alone must not decide whether a question was answered.
"""

from __future__ import annotations

import re
from typing import Final

_FORMS: Final = (
    r"\b(hoeveel|how (many|much)|combien|wie ?viele?|welk (bedrag|deel|percentage|aantal))\b",
    r"\b(wanneer|when|what year|welk jaar|sinds)\b",
    r"\b(wie|who|qui|wer)\b",
    r"\b(waarom|why|warum|pourquoi)\b",
    r"\b(waar|where|welke|which|what|wat)\b",
    r"^(is|zijn|heeft|hebben|kan|gaat|wordt|krijgt|worden|does|are|has|will)\b",
    r"\?",
    r"\d",
)
"""A number, a time, a person, a reason, a thing, yes or no; then a question mark, a figure."""


def asks(text: str) -> tuple[bool, ...]:
    """What a question asks for: eight answers, of which several may hold.

    A number, a time, a person, a reason, a thing, yes or no; and whether it has a question mark,
    and a figure.
    """
    return tuple(bool(re.search(pattern, text, re.IGNORECASE)) for pattern in _FORMS)


def form(text: str) -> list[float]:
    """Its words, their length, its names, and what it seems to ask, as numbers."""
    words = text.split()
    names = sum(word[:1].isupper() for word in words[1:])
    return [
        float(len(words)),
        float(len(text)) / max(1, len(words)),
        float(names),
        *map(float, asks(text)),
    ]
