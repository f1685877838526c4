"""Which pairs ask the same, so that the newest answer comes first and earlier ones are shown.

Two questions of different documents ask the same where they hold the same content words and
numbers, whatever their form, order and function words ("Hoeveel militairen zijn er in Irak?",
"Hoeveel militairen waren er in Irak?"). One other word, year or country is another question: a
cosine cannot tell those apart, so none is asked. A question of few words ("Kunt u deze vragen
afzonderlijk beantwoorden?") leans on the set that it stands in, and is the same as no other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from index.analysis import analyse, fold
from qa.model import Pair

FEWEST: Final = 5
"""Content words of a question that says what it is about."""
_TOKEN: Final = re.compile(r"\w+")
_KEPT: Final = 5_000
"""Questions whose stems are kept in memory: every search looks at some thirty again."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A pair, and the day of its document in ISO 8601; "" where that is unknown."""

    pair: Pair
    day: str


@dataclass(frozen=True, slots=True)
class Pointers:
    """Where else the same was asked.

    `later` is the newest pair of a later document, "" where there is none; `earlier` are those
    of earlier documents, newest first.
    """

    later: str = ""
    earlier: tuple[str, ...] = ()


def plain(text: str) -> str:
    """The words of `text`, whatever their case, accents, signs and layout."""
    return " ".join(_TOKEN.findall(fold(text)))


def groups(found: Sequence[Dated]) -> list[list[int]]:
    """The places in `found` of pairs that ask the same in two documents or more, newest first.

    Pairs of one day come in the order of `found`. A pair whose document has no date is in no
    group: nobody can say whether it is the newer one.
    """
    by_words: dict[frozenset[str], list[int]] = {}
    for at, dated in enumerate(found):
        stems = _stems(dated.pair.question) if dated.day else frozenset()
        if len(stems) >= FEWEST:
            by_words.setdefault(stems, []).append(at)
    return [
        sorted(places, key=lambda at: found[at].day, reverse=True)
        for places in by_words.values()
        if len({found[at].pair.document for at in places}) > 1
    ]


@lru_cache(maxsize=_KEPT)
def _stems(question: str) -> frozenset[str]:
    return frozenset(analyse(question))


def pointers(found: Sequence[Dated], group: Sequence[int]) -> dict[str, Pointers]:
    """By pair id, where the later and the earlier answers to the same question stand."""
    pairs = [found[at] for at in group]
    return {
        one.pair.id: Pointers(
            later=next((other.pair.id for other in pairs if other.day > one.day), ""),
            earlier=tuple(other.pair.id for other in pairs if other.day < one.day),
        )
        for one in pairs
    }
