"""Finds pointers in a text: to a question of the same document, or to another publication."""

from __future__ import annotations

import re

from qa.clean import Passage
from qa.model import Reference, ReferenceKind
from qa.parse.numbers import expand
from qa.patterns import NUMBERS

_PAIR = re.compile(
    r"\b(?:[Zz]ie|antwoord(?:en)?|[Bb]eantwoording|verwij\w+)\b[^.?!\n]{0,60}?"
    rf"\b(?:vra(?:ag|gen)|antwoord(?:en)?)\s+(?:op\s+)?(?:de\s+)?(?:vra(?:ag|gen)\s+)?{NUMBERS}".replace(
        r"[ \t]", r"\s"
    ),
)
_ELSEWHERE = re.compile(
    r"\b(?:van de (?:minister|staatssecretaris|regering)|Aanhangsel|Kamerstuk|eerdere|van het lid|"
    r"van de leden)\b",
    re.IGNORECASE,
)


def find_references(passage: Passage) -> tuple[Reference, ...]:
    """The references in a rendered passage, in text order, with their spans in the source."""
    found: list[Reference] = []
    for match in _PAIR.finditer(passage.text):
        document = "?" if _ELSEWHERE.search(match[0]) else ""
        if document:
            continue
        found.append(
            Reference(
                ReferenceKind.PAIR,
                match[0],
                passage.source(match.start(), match.end()),
                "",
                expand(match["numbers"]),
            )
        )
    return tuple(found)
