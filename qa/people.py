"""Who asked and who answered, from the heading of a document.

Headings have a fixed form: "Vragen van het lid A (P) aan de Minister van M over S (ingezonden
D). Antwoord van Minister B (M), mede namens de Minister van N (ontvangen E)."
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_MEMBERS = re.compile(
    r"(?:[Vv]ragen|[Vv]raag)\s+van\s+(?:het\s+lid|de\s*leden(?:\s+lid)?|het\s+leden|lid)\s+"
    r"(?P<members>.{2,600}?)"
    r"(?=\s+(?:aan\s+(?:de|het)|over\s+(?:de|het|een)?|gericht|worden|kunnen|inzake)\b|\s*\(ingezonden|,\s*ingezonden|$)",
    re.DOTALL,
)
_PARTY = re.compile(r"\((?:beiden?|allen|alle)?\s*(?P<party>[^()]{1,40})\)")
_BEARER = r"(?:[Mm]inister-[Pp]resident|[Mm]inister|[Ss]taatssecretaris)"
_ANSWERED_BY = re.compile(
    rf"(?:Antwoord|Mededeling)\s+van\s+(?:de\s+)?(?P<bearers>{_BEARER}.{{3,500}}?)"
    r"(?=\(ontvangen|\.\s*Zie\s+ook|,?\s*mede\s*namens|$)",
    re.DOTALL,
)
_BEARER_NAMED = re.compile(
    rf"{_BEARER}\s+(?P<name>(?!van\b|voor\b)[^()]{{2,60}}?)\s*\((?P<ministry>[^()]{{2,120}})\)?"
)
_BEHALF = re.compile(
    rf"[Mm]ede\s*namens\s+(?:mijn\s+ambtsgenoot,?\s+)?(?P<behalf>(?:de\s+)?{_BEARER}.{{3,400}}?)"
    r"(?=\s*\(ontvangen|\.\s|,?\s+op\s+[Kk]amervragen|,\s*$|,\n|\n\s*\n|\s+dat\b|$"
    rf"|,\s+(?!(?:de\s+)?{_BEARER})(?!en\b)[a-z])",
    re.DOTALL,
)
_SIGNED = re.compile(
    rf"^[ \t]*[Dd]e\s+{_BEARER}\s+(?:van|voor)\s+(?P<ministry>[^\n.?!:]{{3,90}}?),?[ \t]*\n"
    r"\s*(?P<name>(?:(?:drs?|mr|ir|ing|prof)\.\s*)*(?:[A-Z]\.[A-Za-z]{0,3}\.?\s*)*"
    r"[A-ZÀ-Þ][^\n,]{2,40}?)[ \t]*$",
    re.MULTILINE,
)
_ANSWERS_OF = re.compile(
    rf"Antwoorden?\s+van\s+de\s+{_BEARER}\s+(?:van|voor)\s+(?P<ministry>.{{3,90}}?)"
    r"(?=\s+(?:op|mede)\b|,)",
    re.DOTALL,
)
_COMMITTEE = re.compile(
    r"door\s+de\s+(?P<committee>(?:vaste\s+|algemene\s+)?commissie\s+(?:voor\s+)?(?:de\s+)?[A-Z][^.?!()]{3,90}?)"
    r"\s+(?:gestelde|op\s+\d|aan\s+de|over\b)",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class People:
    """Names as printed, several joined by ", " (names) or "; " (ministries)."""

    asker: str = ""
    parties: tuple[str, ...] = ()
    minister: str = ""
    ministry: str = ""
    on_behalf_of: str = ""


def people(heading: str) -> People:
    """Who asked and answered, as far as `heading` says it in one of the known forms."""
    asker, parties = _asked_by(heading)
    minister, ministry = _answered_by(heading)
    behalf = _BEHALF.search(heading)
    return People(asker, parties, minister, ministry, _flat(behalf["behalf"]) if behalf else "")


def _asked_by(heading: str) -> tuple[str, tuple[str, ...]]:
    found = _MEMBERS.search(heading)
    if found is None:
        committee = _COMMITTEE.search(heading)
        return (_flat(committee["committee"]) if committee else ""), ()
    printed = _flat(found["members"])
    parties = tuple(dict.fromkeys(_flat(match["party"]) for match in _PARTY.finditer(printed)))
    names = re.split(r",\s*|\s+en\s+", re.sub(r"\s*\([^()]*\)?", "", printed))
    return ", ".join(name.strip() for name in names if name.strip()), parties


def _answered_by(heading: str) -> tuple[str, str]:
    found = _ANSWERED_BY.search(heading)
    if found:
        named = list(_BEARER_NAMED.finditer(found["bearers"]))
        if named:
            return (
                ", ".join(_flat(match["name"]) for match in named),
                "; ".join(_flat(match["ministry"]) for match in named),
            )
    signed = _SIGNED.search(heading)
    if signed:
        return _flat(signed["name"]), _flat(signed["ministry"])
    stated = _ANSWERS_OF.search(heading)
    return "", _flat(stated["ministry"]) if stated else ""


def _flat(printed: str) -> str:
    return " ".join(printed.split()).strip(" ,.;")
