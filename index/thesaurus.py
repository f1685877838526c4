"""What else a word may be called: "soldaten" for "militairen", "kogels" for "munitie".

People ask about government papers in other words than the papers use. The thesaurus beside the
code (`data/thesaurus.tsv`: a word, and what is said for it instead, best first) was written by
hand from general knowledge of Dutch, for the words that titles and texts of parliament use most.
It serves words in both directions, by their stems; phrases of several words are not used here.
`data/places.txt` has a line for each country, whose words all stand for each other ("Iraans",
"Teheran").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import permutations
from pathlib import Path
from typing import Final

from index.analysis import analyse

_DATA: Final = Path(__file__).parent / "data"
_MOST: Final = 12
"""Alternatives of one term: those of its own line first, then the words that name it."""


@cache
def thesaurus() -> Mapping[str, tuple[str, ...]]:
    """For each term (the stem of a word) the terms that may stand for it, best first."""
    words, places = (
        (_DATA / name).read_text(encoding="utf-8").splitlines()
        for name in ("thesaurus.tsv", "places.txt")
    )
    return alternatives(words, places)


def alternatives(words: Iterable[str], places: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The same, from lines of a word, a tab, and what may stand for it, and from `places`.

    Words of a line of `places` all stand for each other; between words stands "; "; "#" begins
    a remark.
    """
    ranked: dict[str, dict[str, int]] = {}
    for line in _told(places):
        terms = [_term(word) for word in line.split("; ")]
        for term, other in permutations(terms, 2):
            _link(ranked, term, other, terms.index(other))
    for line in _told(words):
        head, _, rest = line.partition("\t")
        term = _term(head)
        for rank, other in enumerate(map(_term, rest.split("; "))):
            _link(ranked, term, other, rank)
            _link(ranked, other, term, rank + _MOST)
    return {
        term: tuple(sorted(others, key=lambda one: (others[one], one))[:_MOST])
        for term, others in ranked.items()
    }


def _told(lines: Iterable[str]) -> Iterator[str]:
    return (line for line in lines if not line.startswith("#"))


def _term(word: str) -> str:
    """The term of one word; "" for a phrase, or a function word."""
    found = [] if " " in word else analyse(word)
    return found[0] if len(found) == 1 else ""


def _link(ranked: dict[str, dict[str, int]], term: str, other: str, rank: int) -> None:
    if term and other and term != other:
        others = ranked.setdefault(term, {})
        others[other] = min(rank, others.get(other, rank))
