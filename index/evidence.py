"""What the nearest pair says about whether a question was answered before.

Every number compares the question with what was found; none looks at the question alone, since
its form (a count, a date) must not decide. A near miss is a question on the very same subject
whose one point is not there: it looks alike in meaning, and one of its words has no like in the
pair. Only the first hit with an answer is judged, against the scores of the whole store: so the
evidence is the same however many hits were asked for.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from typing import Final

from index.alignment import align
from index.analysis import fold, grams, stem, words
from index.reading import Reader
from index.thesaurus import thesaurus
from qa.model import Pair

Rarity = Callable[[str], float]
"""How rare a term is in the store: its inverse document frequency."""

_DECIMALS: Final = 5
"""Of evidence: beyond these, sums of floats depend on the machine."""
_ALIKE: Final = 0.5
"""Shared n-grams from which two words count as forms of one."""
_SAID: Final = 0.8
"""How well another word for it (`index.thesaurus`) holds a word."""
_NUMBER: Final = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Evidence:
    """Numbers in no particular unit, larger where an answer is more likely, unless said.

    "The pair" is the first hit; "the crowd" are the pairs at ranks 5 to 20. Words count by
    their rarity; "in context" is by the cosine of their vectors where they stand.
    """

    dense: float = 0.0
    """Cosine of the pair."""
    nearest: float = 0.0
    """The largest cosine in the store."""
    crowd: float = 0.0
    """Mean cosine of the crowd: low for a question on another subject than the store's."""
    standing: float = 0.0
    """Cosine of the pair above that of the crowd, in its standard deviations."""
    lead: float = 0.0
    """Cosine of the pair above the highest with another answer."""
    document_lead: float = 0.0
    """Cosine of the pair above the highest in another document."""
    gap: float = 0.0
    """Fused score of the pair above the highest with another answer."""
    document_gap: float = 0.0
    """Fused score of the pair above the highest in another document."""
    fused_standing: float = 0.0
    """Fused score of the pair above that of the crowd."""
    preferred: float = 0.0
    """How much the pair is preferred by its words: `index.order`."""
    preferred_lead: float = 0.0
    """The same, above the most preferred of the first hits with another answer."""
    interaction: float = 0.0
    """The log-odds of an answer where question and pair are read together: `index.interaction`."""
    interaction_lead: float = 0.0
    """The same, above the highest of the first hits with another answer."""
    dense_rank: float = 0.0
    """Pairs with a higher cosine, at most 10; larger where less likely."""
    lexical_rank: float = 0.0
    """Pairs with a higher BM25 score, at most 10; larger where less likely."""
    lexical: float = 0.0
    """BM25 of the pair, by the rarity of all that was asked: 0 where nothing matches."""
    covered: float = 0.0
    """Share of the question's words that the pair holds in some form."""
    covered_exactly: float = 0.0
    """The same, for the very stems."""
    in_question: float = 0.0
    """Share of the question's words that the pair's own question holds in some form."""
    missing: float = 0.0
    """Rarity of the rarest word that the pair lacks, 1 for one that the store has never seen, so
    that stores of all sizes compare; larger where less likely."""
    numbers_missing: float = 0.0
    """Share of the question's numbers that the pair lacks; larger where less likely."""
    aligned: float = 0.0
    """Mean over the question's words of the nearest word of the pair, in context."""
    aligned_question: float = 0.0
    """The same, of the nearest word of the pair's question."""
    aligned_answer: float = 0.0
    """The same, of the nearest word of the answer."""
    aligned_sentence: float = 0.0
    """The same, of the nearest in the pair's question or in the best sentence of the answer."""
    held: float = 0.0
    """`aligned`, a word whose stem is in the pair counting as 1."""
    weakest: float = 0.0
    """The least of the question's words that `aligned` averages."""
    second_weakest: float = 0.0
    """The least but one."""
    unaligned: float = 0.0
    """Share of the question's words without a like in the pair; larger where less likely."""
    shortfall: float = 0.0
    """The most that one word lacks, rarity times distance; larger where less likely."""
    total_shortfall: float = 0.0
    """The sum of what all words lack; larger where less likely."""
    returned: float = 0.0
    """Mean over the words of the pair's question of the nearest word that was asked."""
    sentence: float = 0.0
    """Highest cosine of the question with a sentence of the pair."""
    same_question: float = 0.0
    """Cosine of the question with the pair's question."""
    answer_alike: float = 0.0
    """Highest cosine of the question with a sentence of the answer."""


FEATURES: Final = tuple(field.name for field in fields(Evidence))


def gather(
    query: str,
    pair: Pair,
    standing: Mapping[str, float],
    lexical: float,
    rarity: Rarity,
    reader: Reader | None,
) -> Evidence:
    """The evidence of `pair`, the nearest to `query`.

    Args:
        query: the question.
        pair: the first hit.
        standing: how it stands out among all pairs: `index.around.stand_out`.
        lexical: its BM25 score.
        rarity: of a stem; that of "" is the highest there is.
        reader: reads texts word by word; None leaves words in context out (they are 0).
    """
    found = {**standing, **_words(query, pair, lexical, rarity)}
    if reader is not None:
        found |= align(query, pair.question, pair.answer, reader, rarity)
    return Evidence(**{name: round(value, _DECIMALS) for name, value in found.items()})


def _words(query: str, pair: Pair, lexical: float, rarity: Rarity) -> dict[str, float]:
    asked = {word: rarity(stem(word)) for word in words(query)}
    total = sum(asked.values()) or 1.0
    held = _match(asked, f"{pair.question} {pair.answer}")
    own = _match(asked, pair.question)
    lacking = [weight for word, weight in asked.items() if held[word] < _ALIKE]
    return {
        "lexical": lexical / total,
        "covered": sum(asked[word] * much for word, much in held.items()) / total,
        "covered_exactly": sum(asked[word] for word, much in held.items() if much == 1) / total,
        "in_question": sum(asked[word] * much for word, much in own.items()) / total,
        "missing": max(lacking, default=0.0) / (rarity("") or 1.0),
        "numbers_missing": _numbers_missing(query, pair),
    }


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


def _numbers_missing(query: str, pair: Pair) -> float:
    asked = set(_NUMBER.findall(fold(query)))
    there = set(_NUMBER.findall(f"{pair.question} {pair.answer}"))
    return len(asked - there) / len(asked) if asked else 0.0
