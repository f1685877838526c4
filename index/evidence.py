"""What the nearest pair says about whether a question was answered before.

Every number compares the question with what was found; none looks at the question alone, since
its form (a count, a date) must not decide. A near miss is a question on the very same subject
whose one point is not there: it looks alike in meaning, and one of its words has no like in the
pair. Only the first hit with an answer is judged, against the cosines of the whole store: so the
evidence is the same however many hits were asked for.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, fields
from typing import Final

from index.alignment import Rarity
from index.analysis import grams, stem, words
from index.thesaurus import thesaurus
from qa.model import Pair

_ALIKE: Final = 0.5
"""Shared n-grams from which two words count as forms of one."""
_SAID: Final = 0.8
"""How well another word for it (`index.thesaurus`) holds a word."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Numbers in no particular unit, larger where an answer is more likely.

    "The pair" is the first hit; "the crowd" are the pairs at ranks 5 to 20.
    """

    dense: float = 0.0
    """Cosine of the pair."""
    crowd: float = 0.0
    """Mean cosine of the crowd: low for a question on another subject than the store's."""
    standing: float = 0.0
    """Cosine of the pair above that of the crowd, in its standard deviations."""
    covered: float = 0.0
    """Share of the question's words, by their rarity, that the pair holds in some form."""
    interaction: float = 0.0
    """The log-odds of an answer where question and pair are read together: `index.interaction`;
    0 without a network."""


FEATURES: Final = tuple(field.name for field in fields(Evidence))


def covered(query: str, pair: Pair, rarity: Rarity) -> float:
    """The share of the words of `query`, by the rarity of their stems, that `pair` holds."""
    asked = {word: rarity(stem(word)) for word in words(query)}
    held = _match(asked, f"{pair.question} {pair.answer}")
    return sum(asked[word] * much for word, much in held.items()) / (sum(asked.values()) or 1.0)


def _match(asked: dict[str, float], text: str) -> dict[str, float]:
    """How well `text` holds each word.

    1 for its stem, else by another word for it, or by shared n-grams; 0 below half.
    """
    held = list(dict.fromkeys(words(text)))
    stems = set(map(stem, held))
    strange = [word for word in asked if stem(word) not in stems]
    found = dict.fromkeys(asked, 1.0)
    if strange:
        having: dict[str, list[str]] = {}
        for word in held:
            for gram in set(grams(word)):
                having.setdefault(gram, []).append(word)
        for word in strange:
            said = _SAID * (not stems.isdisjoint(thesaurus().get(stem(word), ())))
            found[word] = max(said, _likeness(word, having))
    return found


def _likeness(word: str, having: dict[str, list[str]]) -> float:
    """Dice's coefficient of the n-grams of `word` and of the word most like it; 0 below half."""
    mine = set(grams(word))
    shared = Counter(other for gram in mine for other in having.get(gram, ()))
    likeness = max(
        (2 * n / (len(mine) + len(set(grams(other)))) for other, n in shared.items()), default=0.0
    )
    return likeness if likeness >= _ALIKE else 0.0
