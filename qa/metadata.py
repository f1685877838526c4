"""What a document says of itself: id, kind, title, who asked, who answered, when."""

from __future__ import annotations

import re
from datetime import date

from qa.model import Document, Kind, SourceText

_SLUG = re.compile(r"[^A-Za-z0-9._-]+")
_TEXT_FIELDS = frozenset(
    (
        "title",
        "citation",
        "asker",
        "minister",
        "ministry",
        "on_behalf_of",
        "dossier",
        "vergaderjaar",
    )
)


def describe(source: SourceText, kind: Kind) -> Document:
    """The document of `source`: official properties first, then what its text says."""
    stem = source.name.rsplit(".", 1)[0]
    given = source.metadata
    return Document(
        id=given.get("id") or _SLUG.sub("-", stem).strip("-."),
        kind=kind,
        source=source.name,
        sha256=source.sha256,
        received=date.fromisoformat(given["received"]) if "received" in given else None,
        **{name: given[name] for name in _TEXT_FIELDS & given.keys()},
    )
