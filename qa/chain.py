"""The rising chain: which of many candidate numbers are the ones that count up.

A bare number on a line may be a question's number, a page's or a footnote's. What tells them
apart is that question numbers count up through the whole document. The chain is found by
dynamic programming over the candidates in text order: each has a weight, a step that skips
numbers costs, and the chain with the highest sum wins.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

_Key = TypeVar("_Key")
_SKIP_COST = 0.9
_FAR_START_COST = 0.25
_LONGEST_SKIP = 12


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number at a place; `weight` says how much it looks like what is sought (about 1).

    `letter` counts the letter behind the number: 0 for "3", 1 for "3a", 2 for "3b".
    """

    first: int
    last: int
    at: int
    weight: float
    letter: int = 0


def rising_chain(candidates: Sequence[Candidate]) -> list[int]:
    """Indices of the candidates that form the best rising chain, in text order.

    A candidate covers the numbers `first` to `last` (equal for a single number). The next one
    must begin above `last`, or be the same number with the next letter; every number skipped
    costs, so that a year or a page's number does not break the count.
    """
    best: list[float] = []
    previous: list[int] = []
    by_last: dict[int, int] = {}
    by_letter: dict[tuple[int, int], int] = {}
    for index, candidate in enumerate(candidates):
        score = candidate.weight - _FAR_START_COST * min(candidate.first - 1, 40)
        link = -1
        for last in range(candidate.first - 1, candidate.first - 2 - _LONGEST_SKIP, -1):
            skipped = candidate.first - 1 - last
            earlier = by_last.get(last, -1)
            if earlier < 0:
                continue
            total = best[earlier] + candidate.weight - _SKIP_COST * skipped
            if total > score:
                score, link = total, earlier
        sibling = by_letter.get((candidate.first, candidate.letter - 1), -1)
        if sibling >= 0 and best[sibling] + candidate.weight > score:
            score, link = best[sibling] + candidate.weight, sibling
        best.append(score)
        previous.append(link)
        _keep(by_last, candidate.last, index, best)
        _keep(by_letter, (candidate.last, candidate.letter), index, best)
    return _walk_back(best, previous)


def _keep(places: dict[_Key, int], key: _Key, index: int, best: Sequence[float]) -> None:
    """Keep the best candidate for each key; of equals, the first."""
    if best[index] > best[places.setdefault(key, index)]:
        places[key] = index


def _walk_back(best: Sequence[float], previous: Sequence[int]) -> list[int]:
    if not best:
        return []
    top = max(best)
    index = best.index(top)
    chain: list[int] = []
    while index >= 0:
        chain.append(index)
        index = previous[index]
    return chain[::-1]
