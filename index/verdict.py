"""The verdict: was this asked and answered before?

The plain rule below is conservative: it says `answered` only where the best pair is near in
meaning and shares the rare words of the question. It serves encoders that no model was fitted
for, and says so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.analysis import analyse
from qa.model import Hit, Label, Verdict

Rarity = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the hits say of a question: numbers that mean the same for every encoder or not."""

    dense: float
    """Cosine of the best pair."""
    overlap: float
    """Share of the question's terms, by rarity, that the best pair holds."""


def evidence(query: str, hits: Sequence[Hit], rarity: Rarity) -> Evidence:
    """The evidence of `hits` for `query`; zeros where there is none."""
    if not hits:
        return Evidence(0.0, 0.0)
    best = hits[0].pair
    held = set(analyse(f"{best.question} {best.answer}"))
    asked = {term: rarity(term) for term in analyse(query)}
    total = sum(asked.values())
    shared = sum(weight for term, weight in asked.items() if term in held)
    return Evidence(hits[0].dense or 0.0, shared / total if total else 0.0)


def plain_rule(seen: Evidence) -> Verdict:
    """The conservative rule, for any encoder."""
    probability = round(min(1.0, max(0.0, seen.dense)) * seen.overlap, 4)
    if seen.overlap >= 0.75 and seen.dense >= 0.6:
        return Verdict(Label.ANSWERED, max(0.5, probability))
    if seen.overlap >= 0.3 or seen.dense >= 0.5:
        return Verdict(Label.RELATED, min(0.49, probability))
    return Verdict(Label.NONE, min(0.49, probability))
