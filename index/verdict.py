"""The verdict: was this asked and answered before?

A logistic model over the evidence gives the probability; it is fitted (`index.fit_verdict`) on
judged questions for one encoder and its network, and kept with their fingerprint. For any other
encoder the plain rule speaks: conservative, since it says `answered` only where the best pair
holds nearly all that was asked, and never with a claim to be calibrated.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Final

from index import serial
from index.evidence import FEATURES, Evidence
from qa.model import Label, Verdict

MODEL: Final = Path(__file__).parent / "data" / "verdict.json"
_DECIMALS: Final = 4


@dataclass(frozen=True, slots=True)
class Model:
    """A fitted verdict. A feature x, by name, counts as `weight * (x - mean) / scale`.

    `answered` and `related` are the least probabilities of those labels. `fitted_on` counts
    the questions it was fitted on, by kind of set.
    """

    fingerprint: str
    features: tuple[str, ...]
    means: tuple[float, ...]
    scales: tuple[float, ...]
    weights: tuple[float, ...]
    bias: float
    answered: float
    related: float
    fitted_on: dict[str, int] = field(default_factory=dict)

    def probability(self, seen: Evidence) -> float:
        """The probability that the question was asked and answered."""
        values = (getattr(seen, name) for name in self.features)
        rows = zip(self.weights, values, self.means, self.scales, strict=True)
        total = self.bias + sum(w * (x - mean) / scale for w, x, mean, scale in rows)
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


@cache
def _stored() -> Model | None:
    if not MODEL.is_file():
        return None
    model = serial.load(Model, MODEL.read_text(encoding="utf-8"))
    return model if set(model.features) <= set(FEATURES) else None


def model_for(fingerprint: str) -> Model | None:
    """The model that was fitted for this fingerprint (`Searcher.fitted_for`), or None."""
    model = _stored()
    return model if model is not None and model.fingerprint == fingerprint else None


def judge(seen: Evidence, model: Model | None) -> Verdict:
    """The verdict on the evidence, by `model` or else by the plain rule."""
    if model is None:
        return plain_rule(seen)
    probability = round(model.probability(seen), _DECIMALS)
    return Verdict(_label(probability, model.answered, model.related), probability, calibrated=True)


def plain_rule(seen: Evidence) -> Verdict:
    """The conservative rule: nearly all of the question must be in the first hit.

    Cosines mean something else with every encoder, so they only help where words already do.
    """
    strength = seen.covered * (0.5 + 0.5 * max(0.0, min(1.0, seen.dense)))
    return Verdict(_label(strength, 0.75, 0.3), round(strength, _DECIMALS))


def _label(probability: float, answered: float, related: float) -> Label:
    if probability >= answered:
        return Label.ANSWERED
    return Label.RELATED if probability >= related else Label.NONE
