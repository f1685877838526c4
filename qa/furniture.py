"""Page furniture: running heads and feet, identifiers, ISSN, lone page numbers.

Each kind of furniture is one pattern in `PATTERNS`. A pattern that may stand in running text
too is bound to a whole line, or to a line's start with a heading glued behind it.
"""

from __future__ import annotations

import json
import re
from functools import cache
from importlib.resources import files
from itertools import pairwise

from qa.model import Span
from qa.running import counters, titles

_GLUED = r"(?=[ \t]*(?:$|\n|Vraag\b|Antwoord|Toelichting|Mededeling))"
_CHAMBER = "(?:Tweede|Eerste) Kamer"
_YEARS = r"\d{4}[ \t]?[–—-][ \t]?\d{2,4}"
PATTERNS: tuple[tuple[str, str], ...] = (
    ("publication", r"^[ \t]*(?:ah|kv|kst|blg|nds|h)-(?:[te]k-)?(?=[\dA-Za-z-]*\d)[\w-]++[ \t]*$"),
    ("issn", r"^[ \t]*ISSN[ \t]*\d{4}[ \t]*-[ \t]*\d{3}[\dX]"),
    ("place", r"(?:^[ \t]*|(?<=\d{4} - \d{4})|(?<=\d{4} -\d{4}))[’'‘`]s[- ]Gravenhage[ \t]+\d{4}"),
    (
        "foot",
        rf"(?:^[ \t]*|(?<=Gravenhage \d{{4}})[ \t]*){_CHAMBER}, "
        rf"vergaderjaar {_YEARS}, "
        rf"(?:Aanhangsel(?: van de Handelingen)?|Vragen|Handelingen|\d{{2}} ?\d{{3}}"
        rf"(?:[ -][IVX]+[A-Z]?)?(?:-\d+)?, (?:nr\. ?\d+|[A-Z]{{1,3}}\b))"
        rf"(?:[ \t]+\d{{1,3}})?{_GLUED}",
    ),
    (
        "chamber",
        rf"^[ \t]*{_CHAMBER} der Staten-Generaal[ \t]*+[12]?[ \t]*+(?:\n[ \t]*[12][ \t]*)?$",
    ),
    (
        "year",
        rf"^[ \t]*Vergaderjaar {_YEARS}[ \t]++(?:Aanhangsel van de Handelingen|Vragen)?[ \t]*$",
    ),
    (
        "page",
        r"^[ \t]*(?:[Pp]agina|[Bb]lad(?:zijde)?)[ \t]+\d{1,3}(?:[ \t]*(?:van|/)[ \t]*\d{1,3})?"
        r"[ \t]*$",
    ),
)
_PAGE_OF = re.compile(r"^[ \t]*(\d{1,3})[ \t]+van[ \t]+(\d{1,3})[ \t]*$", re.MULTILINE)
_COMPILED = tuple(re.compile(pattern, re.MULTILINE) for _, pattern in PATTERNS)


def furniture(text: str, *, flowing: bool) -> list[Span]:
    """The spans of page furniture in `text`, in rising order; they may overlap.

    `flowing` says that the text has no lines of its own: then running titles and page counters
    stand inside sentences, and are sought there.
    """
    spans = [*_matches(text, _COMPILED), *_matches(text, _of_sources(flowing)), *_pages_of(text)]
    if flowing:
        pages = counters(text)
        spans += [*pages, *titles(text, pages)]
    return sorted(spans)


def _pages_of(text: str) -> list[Span]:
    """Lines like "2 van 6", if there are more with one total, each a page further.

    A lone one may be a cell of a table, or the end of a sentence.
    """
    found = list(_PAGE_OF.finditer(text))
    alike = len({match[2] for match in found}) == 1
    rising = all(int(later[1]) == int(one[1]) + 1 for one, later in pairwise(found))
    if len(found) < 2 or not alike or not rising or int(found[-1][1]) > int(found[-1][2]):
        return []
    return [Span(match.start(), match.end()) for match in found]


def _matches(text: str, patterns: tuple[re.Pattern[str], ...]) -> list[Span]:
    return [
        Span(match.start(), match.end())
        for pattern in patterns
        for match in pattern.finditer(text)
        if match.end() > match.start()
    ]


@cache
def _of_sources(flowing: bool) -> tuple[re.Pattern[str], ...]:
    """Oddities of single sources, kept as data; some occur in flowing texts only."""
    entries = json.loads(files("qa").joinpath("data", "furniture.json").read_text("utf-8"))
    return tuple(
        re.compile(entry["pattern"], re.DOTALL) for entry in entries if flowing >= entry["flowing"]
    )
