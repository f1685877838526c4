"""Direct look-up: a question that only names an official place goes straight to it.

"27 925 nr. 748 vraag 12", "vraag 12 van 27925-748", "ah-tk-20232024-2367 vraag 4", a Z-number,
or the id of a pair.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_QUESTION: Final = re.compile(r"\b(?:vraag|question|frage)\s*(?:nr\.?\s*)?(\d{1,3}[a-z]?)\b", re.I)
_PAIR: Final = re.compile(r"(?P<document>[\w.\-]+)#(?P<number>\w+)")
_KAMERSTUK: Final = re.compile(
    r"\b(?:kst-?|kamerstuk(?:ken)?\s*(?:II\s*)?(?:\d{4}[/\-–]\d{2,4},?\s*)?)?"
    r"(\d{2})[\s.]?(\d{3})(?:[\s-]([IVXLC]+|\d{2}(?=\s*(?:-|,?\s*nr))))?\s*(?:-|[,;]?\s*nr\.?\s*)\s*(\d{1,4})\b",
    re.I,
)
_AANHANGSEL: Final = re.compile(r"\bah-tk-\d{8}-\d+(?:-[a-z]\d)?\b", re.I)
_NUMBERED: Final = re.compile(
    r"\baanhangsel\b\D*?(\d{4})[/\-–](\d{4}|\d{2})\b\s*,?\s*(?:nr\.?)?\s*(\d{1,5})\b", re.I
)
_ZAAK: Final = re.compile(r"\b(\d{4})\s?Z\s?(\d{5})\b", re.I)
_SMALL_TALK: Final = re.compile(
    r"\b(?:van|uit|in|op|wat|is|de|het|toon|geef|zoek|antwoord|antwoorden|bij|document|kamerstuk(?:ken)?"
    r"|aanhangsel|handelingen|vergaderjaar|zaak|nr|ii|tk|pair|paar|of|the|show|answer|to)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Target:
    """A document asked for by its id or by the number of its case, and a question in it, or ""."""

    document: str = ""
    zaak: str = ""
    number: str = ""


def target(query: str) -> Target | None:
    """What `query` names, or None where it asks for something in words as well."""
    text = query.strip().rstrip("?.! ")
    pair = _PAIR.fullmatch(text)
    if pair:
        return Target(document=pair["document"], number=pair["number"].lower())
    asked = _QUESTION.search(text)
    number = asked.group(1).lower() if asked else ""
    rest = text[: asked.start()] + " " + text[asked.end() :] if asked else text
    for pattern, named in (
        (_AANHANGSEL, _by_aanhangsel),
        (_NUMBERED, _by_numbered),
        (_ZAAK, _by_zaak),
        (_KAMERSTUK, _by_kamerstuk),
    ):
        match = pattern.search(rest)
        if match:
            left = rest[: match.start()] + " " + rest[match.end() :]
            if any(map(str.isalnum, _SMALL_TALK.sub(" ", left))):
                return None
            return named(match, number)
    return None


def _by_aanhangsel(match: re.Match[str], number: str) -> Target:
    return Target(document=match.group().lower(), number=number)


def _by_numbered(match: re.Match[str], number: str) -> Target:
    first, last, nr = match.groups()
    full = last if len(last) == 4 else first[:2] + last
    return Target(document=f"ah-tk-{first}{full}-{nr}", number=number)


def _by_zaak(match: re.Match[str], number: str) -> Target:
    return Target(zaak=f"{match.group(1)}Z{match.group(2)}", number=number)


def _by_kamerstuk(match: re.Match[str], number: str) -> Target:
    head, tail, chapter, nr = match.groups()
    dossier = head + tail + (f"-{chapter.upper()}" if chapter else "")
    return Target(document=f"kst-{dossier}-{nr}", number=number)
