"""Which documents a new generation holds, given the last one and what is offered now."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from index.record import Member, Record, whole_digest
from qa.model import Format, Parsed

_BATCH: Final = 64
"""Documents per transaction."""
_OFFICIAL: Final = re.compile(r"(kst|ah|kv|blg|h|nds)-.*\d|\d{4}[ZD]\d+", re.I)
_FORMATS: Final = (Format.TXT, Format.PDF, Format.DOCX, Format.HTML, Format.XML)
"""From the format that keeps least of a document's structure to the one that keeps most."""


class Intake:
    """Takes documents in and counts what that changes.

    The same official document may be offered twice, in two formats: the reading with the most
    pairs and fewest gaps is kept, whatever the order. Two different files whose ids come from
    their names and happen to be equal stay two: the later gets a piece of its digest as suffix.
    """

    def __init__(self, record: Record, generation: int) -> None:
        self._record = record
        self._before = record.members(generation)
        self._now = dict(self._before)
        self._offered: dict[str, tuple[object, ...]] = {}
        self._pending: list[Parsed] = []
        self.duplicates = 0

    def add(self, documents: Iterable[Parsed]) -> None:
        """Take documents in."""
        for parsed in documents:
            self._offer(self._named(parsed))
            if len(self._pending) >= _BATCH:
                self._flush()
        self._flush()

    def remove(self, ids: Iterable[str]) -> int:
        """Leave documents out; how many were there."""
        return sum(self._now.pop(name, None) is not None for name in ids)

    @property
    def rows(self) -> list[int]:
        """The document rows of the new generation."""
        return [member.row for member in self._now.values()]

    @property
    def changed(self) -> bool:
        """Whether the new generation holds anything else than the last."""
        return self._now != self._before

    @property
    def added(self) -> int:
        """Documents that are new or differ from before."""
        return sum(self._before.get(name) != member for name, member in self._now.items())

    @property
    def replaced(self) -> int:
        """Documents that differ from before."""
        return sum(
            name in self._before and self._before[name] != member
            for name, member in self._now.items()
        )

    @property
    def unchanged(self) -> int:
        """Documents that were offered and are as before."""
        return sum(self._before.get(name) == self._now.get(name) for name in self._offered)

    def _offer(self, parsed: Parsed) -> None:
        name = parsed.document.id
        quality = _quality(parsed)
        if name in self._offered:
            self.duplicates += 1
            if quality <= self._offered[name]:
                return
        self._offered[name] = quality
        whole = whole_digest(parsed)
        before = self._before.get(name)
        if before is not None and before.whole == whole:
            self._now[name] = before
        else:
            self._now[name] = Member(-1, parsed.source.sha256, whole, parsed.source.name)
            self._pending.append(parsed)

    def _flush(self) -> None:
        rows = self._record.add(self._pending)
        for parsed, row in zip(self._pending, rows, strict=True):
            member = self._now[parsed.document.id]
            if member.row < 0 and member.whole == whole_digest(parsed):
                self._now[parsed.document.id] = replace(member, row=row)
        self._pending.clear()

    def _named(self, parsed: Parsed) -> Parsed:
        """`parsed`, under an id of its own where its id is another file's by chance."""
        name = parsed.document.id
        there = self._now.get(name)
        if there is None or _OFFICIAL.match(name) or there.sha256 == parsed.source.sha256:
            return parsed
        suffixed = f"{name}-{parsed.source.sha256[:8]}"
        if suffixed in self._now or name in self._offered or there.name != parsed.source.name:
            return _renamed(parsed, suffixed)
        return parsed


def _quality(parsed: Parsed) -> tuple[object, ...]:
    """What makes one reading of a document better than another; the last part breaks ties."""
    return (
        len(parsed.pairs),
        -len(parsed.gaps),
        parsed.confidence,
        _FORMATS.index(parsed.source.format),
        parsed.source.sha256,
    )


def _renamed(parsed: Parsed, name: str) -> Parsed:
    return replace(
        parsed,
        document=replace(parsed.document, id=name),
        pairs=tuple(
            replace(pair, id=f"{name}#{pair.number}", document=name) for pair in parsed.pairs
        ),
    )
