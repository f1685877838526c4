"""Which groups of questions get figures of their own.

A mean over all questions hides where a system fails, so figures are taken per split, per
language in it, per slice that the set names ("keyword"), and per length of the question.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from eval.run import Row
from eval.sets import Split

_T = TypeVar("_T", bound=str)
SHORT: Final = 5
"""Words in the longest question that counts as short: a query of keywords."""
LONG: Final = 16
"""Words in the shortest question that counts as long: a full sentence with context."""


@dataclass(frozen=True, slots=True, order=True)
class Group:
    """Questions of one split, of one `language` or one `slice` of it ("" for all)."""

    split: Split
    language: str = ""
    slice: str = ""

    @property
    def name(self) -> str:
        """How the group is written: "test", "test/nl", "test/nl/keyword"."""
        return "/".join(part for part in (self.split.value, self.language, self.slice) if part)


def length_of(text: str) -> str:
    """The length class of a question: "short", "medium" or "long"."""
    words = len(text.split())
    if words <= SHORT:
        return "short"
    return "long" if words >= LONG else "medium"


def groups(rows: Sequence[Row]) -> Iterator[tuple[Group, list[Row]]]:
    """Every group that holds a row, with its rows: splits first, then finer and by name."""
    for split in _present(row.question.split for row in rows):
        inside = [row for row in rows if row.question.split == split]
        yield Group(split), inside
        for language in _present(row.question.language for row in inside):
            spoken = [row for row in inside if row.question.language == language]
            yield Group(split, language), spoken
            yield from _slices(Group(split, language), spoken)


def _slices(parent: Group, rows: list[Row]) -> Iterator[tuple[Group, list[Row]]]:
    named = _present(row.question.slice for row in rows if row.question.slice)
    for name in named:
        chosen = [row for row in rows if row.question.slice == name]
        yield Group(parent.split, parent.language, name), chosen
    for length in ("short", "medium", "long"):
        chosen = [r for r in rows if r.question.answerable and length_of(r.question.text) == length]
        if chosen:
            yield Group(parent.split, parent.language, f"length:{length}"), chosen


def _present(values: Iterable[_T]) -> list[_T]:
    return sorted(set(values))
