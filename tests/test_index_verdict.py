from dataclasses import replace

import numpy as np
import pytest

from index import serial, verdict
from index.evidence import FEATURES, Evidence, gather
from index.fit_verdict import area, calibration_error, fit, held_out, model_of, thresholds
from index.verdict import Model, judge, model_for
from qa.model import Hit, Label
from tests.index_helpers import parsed

DOCUMENT = parsed(
    "d",
    ("Hoeveel helikopters zijn er in Irak?", "Er zijn 4 helikopters."),
    ("Wie is premier van Irak?", "Kadhimi."),
    ("Waar is de premier?", "In Bagdad."),
)


def hits(*scores):
    return [
        Hit(at + 1, DOCUMENT.pairs[at], DOCUMENT.document, score, dense, lexical)
        for at, (score, dense, lexical) in enumerate(scores)
    ]


FOUND = hits((1.0, 0.9, 12.0), (0.4, 0.5, 3.0), (0.3, 0.6, None))


def flat(_term):
    return 2.0


def test_nothing_found_is_no_evidence():
    assert gather("iets", [], flat) == Evidence()
    assert judge(Evidence(), None).label is Label.NONE


def test_evidence_by_hand():
    seen = gather("Hoeveel helicopters in Irak, 4 of 5?", FOUND, flat)
    assert (seen.dense, seen.nearest, seen.agreement) == (0.9, 0.9, 1.0)
    assert seen.lead == pytest.approx(0.4)
    assert seen.gap == pytest.approx(0.6)
    # hoeveel, helicopters (a variant), irak, 4, 5 (missing): five terms of rarity 2.
    assert seen.lexical == pytest.approx(12.0 / 10)
    assert seen.covered_exactly == pytest.approx(3 / 5)
    assert 3 / 5 < seen.covered < 4 / 5
    assert seen.missing == 1.0
    assert seen.numbers_missing == 0.5


def test_evidence_looks_no_deeper_than_three_hits():
    more = [*FOUND, replace(FOUND[0], rank=4, dense=1.0)]
    assert gather("Irak", more, flat) == gather("Irak", FOUND, flat)


def test_a_question_without_content_words_is_no_error():
    assert gather("wat is dat", FOUND, flat).covered == 0.0


def test_the_plain_rule_is_conservative_and_says_so():
    sure = judge(Evidence(dense=0.9, covered=1.0), None)
    assert (sure.label, sure.calibrated) == (Label.ANSWERED, False)
    assert judge(Evidence(dense=0.99, covered=0.5), None).label is Label.RELATED
    assert judge(Evidence(dense=0.9, covered=0.1), None).label is Label.NONE


MODEL = Model(
    "f" * 64,
    FEATURES,
    means=(0.5, *[0.0] * (len(FEATURES) - 1)),
    scales=(0.25, *[1.0] * (len(FEATURES) - 1)),
    weights=(2.0, *[0.0] * (len(FEATURES) - 1)),
    bias=-1.0,
    answered=0.7,
    related=0.2,
)


@pytest.mark.parametrize(
    ("dense", "probability", "label"),
    [
        (0.5, 0.2689, Label.RELATED),
        (0.75, 0.7311, Label.ANSWERED),
        (0.25, 0.0474, Label.NONE),
    ],
)
def test_the_model_by_hand(dense, probability, label):
    found = judge(Evidence(dense=dense), MODEL)
    assert (found.probability, found.label, found.calibrated) == (probability, label, True)


def test_a_model_serves_only_the_encoder_it_was_fitted_for(tmp_path, monkeypatch):
    (tmp_path / "verdict.json").write_text(serial.dump(MODEL))
    monkeypatch.setattr(verdict, "MODEL", tmp_path / "verdict.json")
    verdict._stored.cache_clear()
    try:
        assert model_for("f" * 64) == MODEL
        assert model_for("0" * 64) is None
    finally:
        verdict._stored.cache_clear()


def test_without_a_stored_model_there_is_none(tmp_path, monkeypatch):
    monkeypatch.setattr(verdict, "MODEL", tmp_path / "nothing")
    verdict._stored.cache_clear()
    assert model_for("f" * 64) is None
    verdict._stored.cache_clear()


@pytest.fixture(scope="module")
def questions():
    """Features that separate, and answers drawn with a known chance."""
    draw = np.random.default_rng(3)
    features = draw.normal(size=(600, len(FEATURES)))
    chance = 1 / (1 + np.exp(-(2.0 * features[:, 0] - 1.5 * features[:, 5])))
    return features, (draw.random(600) < chance).astype(float)


def test_fitting_finds_the_weights(questions):
    _, _, weights, bias = fit(*questions)
    assert weights[0] == pytest.approx(2.0, abs=0.4)
    assert weights[5] == pytest.approx(-1.5, abs=0.4)
    assert abs(bias) < 0.3
    assert np.abs(np.delete(weights, [0, 5])).max() < 0.3


def test_held_out_probabilities_are_calibrated(questions):
    features, answers = questions
    chances = held_out(features, answers, [str(at % 20) for at in range(600)])
    assert area(chances, answers) > 0.85
    assert calibration_error(chances, answers) < 0.07
    answered, related = thresholds(chances, answers)
    assert 0.5 <= answered <= 0.95
    assert related <= answered
    assert (chances[answers == 0] > answered).mean() <= 0.06


def test_a_model_is_fitted_on_what_it_names(questions):
    assert model_of(*questions, "abc").fingerprint == "abc"


def test_area_and_calibration_by_hand():
    chances, answers = np.array([0.1, 0.4, 0.4, 0.9]), np.array([0.0, 0.0, 1.0, 1.0])
    assert area(chances, answers) == pytest.approx(3.5 / 4)
    assert calibration_error(chances, answers) == pytest.approx((0.1 + 2 * 0.1 + 0.1) / 4)
