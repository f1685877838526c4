"""What the nearest pairs say about whether a question was answered before.

Every number compares the question with what was found; none looks at the question alone, since
its form (a count, a date) must not decide. A near miss is a question on the very same subject
whose one point is not there: it looks alike in meaning, and the rarest of its words is missing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from typing import Final

from index.analysis import fold, grams, stem, words
from qa.model import JUDGED, Hit

Rarity = Callable[[str], float]
"""How rare a term is in the store: its inverse document frequency."""

DEPTH: Final = JUDGED
"""Hits that are looked at, however many there are: the verdict must not depend on k."""
_ALIKE: Final = 0.5
"""Shared n-grams from which two words count as forms of one."""
_NUMBER: Final = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Numbers in no particular unit, larger where an answer is more likely, unless said."""

    dense: float = 0.0
    """Cosine of the first hit."""
    nearest: float = 0.0
    """The largest cosine of the first hits."""
    lead: float = 0.0
    """Cosine of the first hit above that of the next one with another answer."""
    gap: float = 0.0
    """Fused score of the first hit above that of the next one with another answer."""
    lexical: float = 0.0
    """BM25 of the first hit, by the rarity of all that was asked: 0 where nothing matches."""
    covered: float = 0.0
    """Share of the question's terms, by rarity, that the first hit holds in some form."""
    covered_exactly: float = 0.0
    """The same, for the very stems."""
    covered_anywhere: float = 0.0
    """The largest share that one of the first hits holds."""
    in_question: float = 0.0
    """Share of the question's terms that the first hit's own question holds."""
    missing: float = 0.0
    """Rarity of the rarest term that the first hit lacks, 1 for a word that the store has never
    seen, so that stores of all sizes compare; larger where less likely."""
    numbers_missing: float = 0.0
    """Share of the question's numbers that the first hit lacks; larger where less likely."""
    agreement: float = 0.0
    """Share of the first hits that are from the first hit's document."""


FEATURES: Final = tuple(field.name for field in fields(Evidence))


def gather(query: str, hits: Sequence[Hit], rarity: Rarity) -> Evidence:
    """The evidence of `hits` for `query`; zeros where nothing was found."""
    if not hits:
        return Evidence()
    top = hits[:DEPTH]
    best = top[0]
    other = next((hit for hit in top[1:] if hit.pair.answer != best.pair.answer), None)
    asked = {word: rarity(stem(word)) for word in words(query)}
    total = sum(asked.values()) or 1.0
    held = [_match(asked, f"{hit.pair.question} {hit.pair.answer}") for hit in top]
    own = _match(asked, best.pair.question)
    lacking = [weight for word, weight in asked.items() if held[0][word] < _ALIKE]

    def share(match: dict[str, float], least: float = 0.0) -> float:
        return sum(asked[w] * m for w, m in match.items() if m >= least) / total

    return Evidence(
        dense=best.dense or 0.0,
        nearest=max(hit.dense or 0.0 for hit in top),
        lead=(best.dense or 0.0) - (other.dense or 0.0) if other else 0.0,
        gap=best.score - other.score if other else 0.0,
        lexical=(best.lexical or 0.0) / total,
        covered=share(held[0]),
        covered_exactly=share(held[0], 1.0),
        covered_anywhere=max(map(share, held)),
        in_question=share(own),
        missing=max(lacking, default=0.0) / (rarity("") or 1.0),
        numbers_missing=_numbers_missing(query, best),
        agreement=sum(hit.document.id == best.document.id for hit in top) / len(top),
    )


def _match(asked: dict[str, float], text: str) -> dict[str, float]:
    """How well `text` holds each word: 1 for its stem, else by shared n-grams, 0 below half."""
    held = list(dict.fromkeys(words(text)))
    stems = set(map(stem, held))
    strange = [word for word in asked if stem(word) not in stems]
    found = dict.fromkeys(asked, 1.0)
    if strange:
        having: dict[str, list[str]] = {}
        for word in held:
            for gram in set(grams(word)):
                having.setdefault(gram, []).append(word)
        found.update((word, _likeness(word, having)) for word in strange)
    return found


def _likeness(word: str, having: dict[str, list[str]]) -> float:
    """Dice's coefficient of the n-grams of `word` and of the word most like it; 0 below half."""
    mine = set(grams(word))
    shared = Counter(other for gram in mine for other in having.get(gram, ()))
    likeness = max(
        (2 * n / (len(mine) + len(set(grams(other)))) for other, n in shared.items()), default=0.0
    )
    return likeness if likeness >= _ALIKE else 0.0


def _numbers_missing(query: str, best: Hit) -> float:
    asked = set(_NUMBER.findall(fold(query)))
    there = set(_NUMBER.findall(f"{best.pair.question} {best.pair.answer}"))
    return len(asked - there) / len(asked) if asked else 0.0
