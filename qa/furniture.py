"""Page furniture: running heads and feet, identifiers, ISSN, lone page numbers.

Each kind of furniture is one pattern in `PATTERNS`. A pattern that may stand in running text
too is bound to a whole line, or to a line's start with a heading glued behind it.
"""

from __future__ import annotations

import re

from qa.model import SourceText, Span

_GLUED = r"(?=[ \t]*(?:$|\n|Vraag\b|Antwoord|Toelichting|Mededeling))"
_YEARS = r"\d{4}[ \t]?[–—-][ \t]?\d{2,4}"
PATTERNS: tuple[tuple[str, str], ...] = (
    ("publication", r"^[ \t]*(?:ah|kv|kst|blg|nds|h)-(?:[te]k-)?[\dA-Za-z-]*\d[\w-]*[ \t]*$"),
    ("issn", r"^[ \t]*ISSN[ \t]*\d{4}[ \t]*-[ \t]*\d{3}[\dX]"),
    ("place", r"(?:^[ \t]*|(?<=\d{4} - \d{4})|(?<=\d{4} -\d{4}))[’'‘`]s[- ]Gravenhage[ \t]+\d{4}"),
    (
        "foot",
        rf"(?:^[ \t]*|(?<=Gravenhage \d{{4}})[ \t]*)Tweede Kamer, vergaderjaar {_YEARS}, "
        rf"(?:Aanhangsel(?: van de Handelingen)?|Vragen|Handelingen|\d{{2}} ?\d{{3}}"
        rf"(?:[ -][IVX]+[A-Z]?)?(?:-\d+)?, nr\. ?\d+)(?:[ \t]+\d{{1,3}})?{_GLUED}",
    ),
    ("chamber", r"^[ \t]*Tweede Kamer der Staten-Generaal[ \t]*2?[ \t]*(?:\n[ \t]*2[ \t]*)?$"),
    (
        "year",
        rf"^[ \t]*Vergaderjaar {_YEARS}[ \t]+(?:Aanhangsel van de Handelingen|Vragen)?[ \t]*$",
    ),
    ("page", r"^[ \t]*[Pp]agina[ \t]+\d{1,3}[ \t]+van[ \t]+\d{1,3}[ \t]*$"),
)
_COMPILED = tuple(re.compile(pattern, re.MULTILINE) for _, pattern in PATTERNS)


def furniture(source: SourceText, text: str) -> list[Span]:
    """The spans of page furniture in `text`, which has the length of the source's text."""
    return [
        Span(match.start(), match.end())
        for pattern in _COMPILED
        for match in pattern.finditer(text)
        if match.end() > match.start()
    ]
