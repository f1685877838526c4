"""What a document says of itself: number, title, who asked, who answered, when."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from qa.identity import Identity, identity
from qa.model import Document, Kind, SourceText
from qa.people import people

_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
    "oktober", "november", "december",
)  # fmt: skip
_DATE = r"(?P<day>\d{1,2})\s+(?P<month>[a-z]+)\s*(?P<year>\d{4})"
_ASKED = re.compile(
    rf"ingezonden\s+{_DATE}|uw\s+brief\s+van\s+{_DATE}".replace("(?P<", "(?P<a_", 3)
)
_RECEIVED = re.compile(rf"\(ontvangen\s+(?:\(ontvangen\s+)?{_DATE}")
_DATED = re.compile(
    rf"(?:^|\s)[Dd](?:atum|ATUM)\s*[|:]?\s*{_DATE}|Den Haag,\s+{_DATE}".replace("(?P<", "(?P<a_", 3)
)
_SEE_ALSO = re.compile(
    r"Zie\s+ook\s+Aanhangsel\s+Handelingen,\s*vergaderjaar\s+\d{4}\s?[–—-]\s?\d{4},\s*nrs?\.\s*"
    r"\d+(?:\s*(?:,|en)\s*\d+)*\.?"
)
_TITLES = (
    re.compile(
        r"(?P<title>(?:Mondelinge\s+)?[Vv]ragen\s+van\s+(?:het\s+lid|de\s*leden|het\s+leden).{5,900}?)"
        r"[\s.]*(?=,?\s*\(?ingezonden)",
        re.DOTALL,
    ),
    re.compile(r"^[ \t]*(?:Onderwerp|Betreft)\s*[|:]\s*(?P<title>[^\n]{8,400})$", re.MULTILINE),
    re.compile(
        r"(?:BETREFT|betreft)\s+(?P<title>.{8,400}?)"
        r"(?=\s+(?:UW\s+KENMERK|ONS\s+KENMERK|Geachte|U\s?W\s+K|\d+/\d+\s|ons\s+kenmerk|Hierbij))",
        re.DOTALL,
    ),
    re.compile(
        r"(?P<title>Vragen\s+van\s+(?:het\s+lid|de\s*leden|het\s+leden).{5,600}?)(?=\.\s|\n\s*\n|$)",
        re.DOTALL,
    ),
    re.compile(
        r"Antwoorden\s+van\s+(?:de\s+)?[Mm]inister.{3,300}?(?P<title>[Kk]amervragen.{5,500}?)(?=\.\s|\.$|\n\s*\n|$)",
        re.DOTALL,
    ),
)
_TEXT_FIELDS = (
    "title", "citation", "asker", "minister", "ministry", "on_behalf_of", "dossier",
    "vergaderjaar", "introduction", "explanation", "see_also",
)  # fmt: skip
_OF_CASE = {Kind.QUESTIONS: "-vragen", Kind.POSTPONEMENT: "-uitstel"}
_DATE_FIELDS = ("asked", "received")
_LIST_FIELDS = ("parties", "zaken")


def describe(source: SourceText, heading: str, kind: Kind) -> Document:
    """The document of `source`.

    `heading` is the text above the first question, lines kept. Official properties that came
    with the file win over what the text says; what neither says stays empty.
    """
    number = identity(source.name, source.text, heading, source.metadata.get("id", ""))
    who = people(heading)
    see_also = _SEE_ALSO.search(heading)
    read = Document(
        id=_own_id(number, kind),
        kind=kind,
        source=source.name,
        sha256=source.sha256,
        title=_title(heading),
        citation=number.citation,
        asker=who.asker,
        parties=who.parties,
        minister=who.minister,
        ministry=who.ministry,
        on_behalf_of=who.on_behalf_of,
        asked=_date(_ASKED, heading),
        received=_date(_RECEIVED, heading) or _date(_DATED, heading),
        dossier=number.dossier,
        vergaderjaar=number.vergaderjaar,
        zaken=number.zaken,
        url=number.url or _given_link(source.metadata, number),
        see_also=_flat(see_also[0]) if see_also else "",
    )
    return _with_given(read, source.metadata)


def _own_id(number: Identity, kind: Kind) -> str:
    """The id: a case (Z-number) has questions, postponements and an answer.

    Only the answer bears the bare Z-number, so that none of them replaces another in a store.
    """
    return number.id + (_OF_CASE.get(kind, "") if number.id in number.zaken else "")


def _with_given(read: Document, given: Mapping[str, str]) -> Document:
    changes: dict[str, object] = {name: given[name] for name in _TEXT_FIELDS if given.get(name)}
    for name in _DATE_FIELDS:
        if (value := _iso(given.get(name, ""))) is not None:
            changes[name] = value
    for name in _LIST_FIELDS:
        if given.get(name):
            changes[name] = tuple(re.split(r"\s*[;,]\s*", given[name]))
    return replace(read, **changes)  # type: ignore[arg-type]


def _given_link(given: Mapping[str, str], number: Identity) -> str:
    """A link that came with the file, where the official number gives none."""
    return "" if number.url else given.get("url", "")


def _title(heading: str) -> str:
    for pattern in _TITLES:
        found = pattern.search(heading)
        if found:
            return _flat(found["title"])
    return ""


def _date(pattern: re.Pattern[str], heading: str) -> date | None:
    found = pattern.search(heading)
    if found is None:
        return None
    parts = {name.removeprefix("a_"): value for name, value in found.groupdict().items() if value}
    month = parts.get("month", "")
    if month not in _MONTHS:
        return None
    try:
        return date(int(parts["year"]), _MONTHS.index(month) + 1, int(parts["day"]))
    except ValueError:
        return None


def _iso(value: str) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None


def _flat(printed: str) -> str:
    return " ".join(printed.split()).strip(" ,;")
