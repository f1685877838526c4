"""The official number of a document, the citation that jurists use, and its link.

A number is taken from where it is printed as the document's own: the line with its identifier,
the running foot, the heading. Numbers in running text belong to other papers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_LINK = "https://zoek.officielebekendmakingen.nl/{}.html"
_YEARS = r"(?P<from>\d{4})\s?[–—-]\s?(?P<to>\d{4})"
_PRINTED = re.compile(
    r"^[ \t]*(?P<id>(?:ah|kv|kst)-[A-Za-z0-9-]{0,40}\d[A-Za-z0-9-]{0,40})(?=[ \t]*$|ISSN|’s)",
    re.MULTILINE,
)
_FOOT = re.compile(
    rf"^[ \t]*Tweede Kamer, vergaderjaar {_YEARS}, (?P<dossier>\d{{2}} ?\d{{3}})"
    r"(?:[ -](?P<chapter>[IVX]+[A-Z]?))?(?P<sub>-\d{2})?, nr\. ?(?P<number>\d+)"
    r"[ \t]*\d{0,3}[ \t]*$",
    re.MULTILINE,
)
_HEAD = re.compile(
    rf"Vergaderjaar\s+{_YEARS}\s+Aanhangsel van de Handelingen\s.{{0,160}}?"
    r"antwoorden\s+(?P<number>\d{1,4})\s",
    re.DOTALL,
)
_ZAAK = re.compile(r"\b(20\d\d)\s?Z\s?(\d{5})\b")
_AANHANGSEL = re.compile(r"ah-tk-(\d{4})(\d{4})-(\d+)")
_KAMERSTUK = re.compile(r"kst-(\d{5})-(?:([IVX]+[A-Z]?)-)?(?:(\d{2})-)?(\d+)$")
_SLUG = re.compile(r"[^A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True)
class Identity:
    """What a document is numbered as; "" where its text does not say."""

    id: str
    citation: str = ""
    url: str = ""
    dossier: str = ""
    vergaderjaar: str = ""
    zaken: tuple[str, ...] = field(default=())


def identity(name: str, text: str, heading: str, given: str = "") -> Identity:
    """The identity of the document in a file `name` with this `text`.

    `heading` is the text above the first question; `given` an official id known beforehand.
    """
    zaken = tuple(dict.fromkeys(f"{year}Z{number}" for year, number in _ZAAK.findall(heading)))
    foot = _FOOT.search(text)
    official = given or _printed(text) or (_from_foot(foot) if foot else "") or _from_head(heading)
    session = _session(official, foot, heading)
    return Identity(
        id=official or (zaken[0] if zaken else slug(name)),
        citation=_citation(official, session),
        url=_LINK.format(official) if re.match(r"(?:ah|kv|kst)-", official) else "",
        dossier=found[1] if (found := _KAMERSTUK.match(official)) else "",
        vergaderjaar=session,
        zaken=zaken,
    )


def slug(name: str) -> str:
    """A file's name without its suffix, in letters, digits, `.`, `_` and `-`."""
    stem = re.sub(r"(?:\.[A-Za-z]{3,4}){1,2}$", "", name)
    return _SLUG.sub("-", stem).strip("-.") or "document"


def _printed(text: str) -> str:
    """The identifier that the document prints of itself: on the most lines, where several."""
    found = [match["id"].rstrip("-") for match in _PRINTED.finditer(text)]
    return max(found, key=found.count) if found else ""


def _from_foot(foot: re.Match[str]) -> str:
    parts = [foot["dossier"].replace(" ", ""), foot["chapter"], (foot["sub"] or "")[1:]]
    return "-".join(["kst", *(part for part in parts if part), foot["number"]])


def _from_head(heading: str) -> str:
    head = _HEAD.search(heading)
    return f"ah-tk-{head['from']}{head['to']}-{head['number']}" if head else ""


def _session(official: str, foot: re.Match[str] | None, heading: str) -> str:
    found = _AANHANGSEL.match(official)
    if found:
        return f"{found[1]}-{found[2]}"
    stated = foot or re.search(rf"^\s*Vergaderjaar\s+{_YEARS}", heading, re.MULTILINE)
    return f"{stated['from']}-{stated['to']}" if stated else ""


def _citation(official: str, session: str) -> str:
    years = f"{session[:4]}/{session[7:]}" if session else ""
    aanhangsel = _AANHANGSEL.match(official)
    if aanhangsel:
        return f"Aanhangsel Handelingen II {years}, nr. {aanhangsel[3]}"
    kamerstuk = _KAMERSTUK.match(official)
    if not kamerstuk or not years:
        return ""
    dossier = f"{kamerstuk[1][:2]} {kamerstuk[1][2:]}"
    chapter = f" {kamerstuk[2]}" if kamerstuk[2] else ""
    sub = f"-{kamerstuk[3]}" if kamerstuk[3] else ""
    return f"Kamerstukken II {years}, {dossier}{sub}{chapter}, nr. {kamerstuk[4]}"
