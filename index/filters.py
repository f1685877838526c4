"""Conditions on a document as SQL, so that ranking only sees what is allowed."""

from __future__ import annotations

import re
from typing import Final

from index.analysis import fold
from qa.model import Document, Filters

COLUMNS: Final = (
    "kind",
    "ministry",
    "member",
    "party",
    "day",
    "vergaderjaar",
    "dossier",
    "zaken",
)
"""The columns of a document that conditions look at, in the order of `values`."""

_YEAR = re.compile(r"\d{4}")


def values(document: Document) -> tuple[str, ...]:
    """The values of `COLUMNS`: folded texts, and one day in ISO 8601 ("" where unknown)."""
    day = document.received or document.asked
    return (
        document.kind.value,
        # A document that does not name its ministry may name it with its minister.
        fold(document.ministry or document.minister),
        fold(document.asker),
        fold(" | ".join(document.parties)),
        day.isoformat() if day else "",
        _first_year(document.vergaderjaar),
        _compact(document.dossier),
        fold(" ".join(document.zaken)),
    )


def where(filters: Filters) -> tuple[str, list[str]]:
    """The SQL condition on table `documents` and its parameters; "1" where all pass."""
    conditions: list[str] = []
    parameters: list[str] = []

    def add(condition: str, *arguments: str) -> None:
        conditions.append(condition)
        parameters.extend(arguments)

    for column, wanted in (
        ("ministry", fold(filters.ministry.strip())),
        ("member", fold(filters.member.strip())),
        ("party", fold(filters.party.strip())),
        ("dossier", _compact(filters.dossier)),
    ):
        if wanted:
            add(f"instr({column}, ?)", wanted)
    if filters.vergaderjaar.strip():
        add("vergaderjaar = ?", _first_year(filters.vergaderjaar))
    if filters.kind is not None:
        add("kind = ?", filters.kind.value)
    if filters.document.strip():
        add("lower(id) = ?", filters.document.strip().lower())
    if filters.after is not None:
        add("day >= ? AND day != ''", filters.after.isoformat())
    if filters.before is not None:
        add("day <= ? AND day != ''", filters.before.isoformat())
    return " AND ".join(conditions) or "1", parameters


def _first_year(vergaderjaar: str) -> str:
    """The year in which a parliamentary year begins: "2020–2021" and "2020/21" are 2020."""
    match = _YEAR.search(vergaderjaar)
    return match.group() if match else vergaderjaar.strip()


def _compact(dossier: str) -> str:
    """A dossier number without the spaces and points it is printed with."""
    return re.sub(r"[\s.\u00a0]", "", fold(dossier))
