from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from index import serial, verdict
from index.alignment import align
from index.around import stand_out
from index.build import build
from index.evidence import FEATURES, Evidence, covered
from index.fit_figures import area, calibration_error
from index.fit_questions import (
    ELSEWHERE,
    RANDOM,
    SEEDS,
    TWIN,
    WRITTEN,
    Evidences,
    Judged,
    examine,
    read_seeds,
)
from index.fit_verdict import (
    calibrated,
    fit,
    fitted,
    held_out,
    log_odds,
    model_of,
    platt,
    related_from,
)
from index.forms import form
from index.reading import Reader
from index.search import Searcher
from index.verdict import Model, judge, model_for
from qa.answer import answer
from qa.model import Label
from tests.conftest import ROOT
from tests.index_helpers import HashingEncoder, parsed

DOCUMENT = parsed(
    "d",
    ("Hoeveel helikopters zijn er in Irak?", "Er zijn 4 helikopters."),
    ("Wie is premier van Irak?", "Kadhimi."),
    ("Waar is de premier?", "In Bagdad."),
)


PAIR = DOCUMENT.pairs[0]


def flat(_term):
    return 2.0


def test_no_evidence_is_no_answer():
    assert judge(Evidence(), None).label is Label.NONE


def test_words_by_hand():
    # hoeveel, helicopters (a variant), irak, 4, 5 (missing): five terms of rarity 2.
    assert 3 / 5 < covered("Hoeveel helicopters in Irak, 4 of 5?", PAIR, flat) < 4 / 5
    assert covered("Hoeveel helikopters in Irak, 4 of 5?", PAIR, flat) == pytest.approx(4 / 5)
    rare = covered("helikopters, 5", PAIR, lambda term: 3.0 if term == "5" else 1.0)
    assert rare == pytest.approx(1 / 4)


def test_standing_out_by_hand():
    dense = np.array([0.5, 0.9, 0.8, 0.6, 0.1, 0.2, 0.0], np.float32)
    crowd, standing = stand_out(dense, 1)
    assert crowd == pytest.approx(0.1)  # 0.2, 0.1 and 0.0: ranks 5 to 7
    assert standing == pytest.approx(0.8 / (np.std([0.2, 0.1, 0.0]) + 0.01), rel=1e-4)


def test_a_store_of_one_pair_has_nothing_to_stand_out_from():
    assert stand_out(np.array([0.7], np.float32), 0) == (pytest.approx(0.7), 0.0)


def test_words_in_context_by_hand():
    reader = Reader(HashingEncoder())
    texts = PAIR.question, PAIR.answer, reader, flat
    # Three of the four words are in the pair, "munitie" is nowhere.
    strange = align("Munitie?", *texts)
    assert 0.0 <= strange < 0.5
    found = align("Hoeveel helikopters in Irak? Munitie?", *texts)
    assert found == pytest.approx((3 + strange) / 4, abs=1e-5)
    assert align(PAIR.answer, "Iets?", PAIR.answer, reader, flat) == pytest.approx(1.0)
    heavy = align("Irak munitie", *texts[:3], lambda term: 3.0 if term == "munitie" else 1.0)
    assert heavy == pytest.approx((1 + 3 * strange) / 4, abs=1e-5)


def test_a_question_without_content_words_is_no_error():
    reader = Reader(HashingEncoder())
    assert covered("wat is dat", PAIR, flat) == 0
    assert align("wat is dat", PAIR.question, PAIR.answer, reader, flat) == 0
    assert align("helikopters", "Wat is dat?", "", reader, flat) == 0


def test_a_reading_knows_its_sentences():
    reading = Reader(HashingEncoder()).read("De munitie is op. Zij koopt\nvoorraad IN.")
    assert len(reading.sentences) == 3
    assert Reader(HashingEncoder()).read("").words == ()


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
    features = draw.normal(size=(3000, len(FEATURES)))
    chance = 1 / (1 + np.exp(-(2.0 * features[:, 0] - 1.5 * features[:, 3])))
    return features, (draw.random(3000) < chance).astype(float)


ONES = np.ones(3000)


def test_fitting_finds_the_weights(questions):
    _, _, weights, bias = fit(*questions, ONES)
    assert weights[0] == pytest.approx(2.0, abs=0.3)
    assert weights[3] == pytest.approx(-1.5, abs=0.3)
    assert abs(bias) < 0.3
    assert np.abs(np.delete(weights, [0, 3])).max() < 0.3


def test_a_row_that_counts_for_nothing_is_not_fitted(questions):
    features, answers = questions
    turned = np.concatenate([answers, 1 - answers])
    twice = np.concatenate([features, features])
    counts = np.concatenate([ONES, 0 * ONES])
    assert np.allclose(fit(twice, turned, counts)[2], fit(features, answers, ONES)[2])


def test_held_out_probabilities_are_calibrated(questions):
    features, answers = questions
    chances = held_out(features, answers, ONES, [str(at % 20) for at in range(3000)])
    assert area(chances, answers) > 0.85
    assert calibration_error(chances, answers) < 0.07


def test_related_begins_above_nine_in_ten_questions_about_other_things_or_at_a_half():
    elsewhere = np.arange(1, 101) / 1000
    assert related_from(elsewhere) == 0.0902
    assert (elsewhere < related_from(elsewhere)).mean() == 0.9
    assert related_from(elsewhere * 10) == 0.5
    assert related_from(np.array([])) == 0.5


def test_platt_undoes_what_was_done_to_the_odds(questions):
    features, answers = questions
    model = model_of(features, answers, ONES, "abc")
    assert model.fingerprint == "abc"
    true = np.array([model.probability(Evidence(*row)) for row in features])
    squeezed = 1 / (1 + np.exp(-(0.25 * log_odds(true) + 1)))
    slope, offset = platt(squeezed, answers, ONES)
    assert slope == pytest.approx(4, rel=0.2)
    assert offset == pytest.approx(-4, rel=0.2)
    moved = calibrated(model, 2.0, 1.0).probability(Evidence(*features[0]))
    assert log_odds(np.array(moved)) == pytest.approx(2 * log_odds(true[0]) + 1, abs=1e-6)


def test_what_is_fitted_is_calibrated_on_our_own_set_alone(questions):
    features, answers = questions
    origins = np.array([SEEDS, SEEDS + TWIN, WRITTEN, ELSEWHERE])[np.arange(3000) % 4]
    answers = np.where(origins == ELSEWHERE, 0.0, answers)

    def made(answers):
        judged = [Judged("", frozenset(), str(at % 20), o) for at, o in enumerate(origins)]
        return fitted(Evidences(features, answers, np.ones(3000, bool), judged), "abc")

    model, chances = made(answers)
    own = origins == SEEDS
    assert (model.fingerprint, model.answered, model.features) == ("abc", 0.95, FEATURES)
    assert model.related == related_from(chances[origins == ELSEWHERE]) <= 0.5
    assert model.fitted_on == {str(name): 750 for name in sorted(set(origins))}
    assert calibration_error(chances[own], answers[own]) < 0.06
    # Whatever the tables say, the mean probability of our own set is what is true of it.
    _, moved = made(np.where(origins == WRITTEN, 1.0, answers))
    assert moved[own].mean() == pytest.approx(answers[own].mean(), abs=0.01)
    assert moved[origins == WRITTEN].mean() < 0.9


@pytest.fixture
def searcher(tmp_path):
    encoder = HashingEncoder()
    build(tmp_path / "s", [DOCUMENT], encoder=encoder)
    with Searcher.open(tmp_path / "s", encoder=encoder) as opened:
        yield opened


@pytest.mark.parametrize("question", ["Hoeveel helikopters in Irak?", "premier", "schapen"])
def test_the_verdict_does_not_depend_on_how_many_hits_were_asked_for(searcher, question):
    searcher._judge = MODEL
    said = {searcher.verdict(question, searcher.search(question, k=k)) for k in (1, 2, 3, 10)}
    assert len(said) == 1
    assert searcher.verdict(question, []) == judge(Evidence(), MODEL)


def test_what_was_only_asked_is_never_called_answered(tmp_path):
    asked = parsed("open", ("Hoeveel helikopters zijn er in Irak?", ""))
    build(tmp_path, [asked], encoder=HashingEncoder())
    with Searcher.open(tmp_path, encoder=HashingEncoder()) as opened:
        for query in ("Hoeveel helikopters zijn er in Irak?", "open#1"):
            said = opened.verdict(query, opened.search(query))
            assert (said.label, said.probability) == (Label.RELATED, 0.5)
        assert opened.verdict("premier", opened.search("premier")).label is Label.NONE


def test_an_open_question_does_not_hide_that_it_was_answered_before(tmp_path):
    open_now = parsed(
        "later", ("Hoeveel helikopters zijn er in Irak?", ""), received=date(2024, 1, 1)
    )
    build(tmp_path, [DOCUMENT, open_now], encoder=HashingEncoder())
    with Searcher.open(tmp_path, encoder=HashingEncoder()) as opened:
        query = "Hoeveel helikopters zijn er in Irak?"
        hits = opened.search(query)
        assert [hit.pair.id for hit in hits[:2]] == ["later#1", "d#1"]
        assert opened.verdict(query, hits).label is Label.ANSWERED
        for k in (1, 5):
            reply = answer(query, opened, k=k)
            assert reply.verdict.label is Label.ANSWERED
            assert reply.quotes[0].hit.pair.id == "d#1"  # not the open one, which has no words
        assert answer("later#1", opened, k=1).verdict.label is Label.RELATED


def test_the_evidence_is_of_the_store_without_what_is_left_out(searcher):
    first, own, last = DOCUMENT.pairs
    whole = searcher.evidence("de premier", own)
    less = searcher.evidence("de premier", own, without={first.id, last.id})
    assert less.crowd == less.dense == whole.dense  # one pair, which stands out from nothing
    assert less.standing == 0.0
    assert whole.crowd < whole.dense
    assert whole.standing > 0.0
    assert whole.interaction == 0.0  # no network was trained for this encoder
    with pytest.raises(KeyError):
        searcher.evidence("premier", replace(PAIR, document="ander"))
    with pytest.raises(KeyError):
        searcher.evidence("premier", replace(PAIR, id="d#9"))


def test_a_question_is_examined_with_and_without_its_answer(searcher):
    asked = Judged("Wie is premier van Irak?", frozenset({DOCUMENT.pairs[1].id}), "g", SEEDS)
    other = Judged("Wat kost een brood?", frozenset(), "h", ELSEWHERE)
    rows = examine(searcher, [asked, other])
    assert list(rows.origins()) == [SEEDS, SEEDS + TWIN, SEEDS + RANDOM, ELSEWHERE]
    assert rows.answers.tolist() == [1, 0, 1, 0]
    dense = FEATURES.index("dense")
    assert rows.features[0, dense] == pytest.approx(1)
    assert rows.features[1, dense] < 0.9


def test_form_sees_the_question_only():
    assert form("Hoeveel is het?") != form("Waarom is het?")
    assert len(form("")) == len(form("Hoeveel kost het in 2020?"))


def test_the_questions_about_other_things_are_unanswerable():
    asked = list(read_seeds(ROOT / "eval" / "data" / "elsewhere.jsonl", ELSEWHERE))
    assert len(asked) >= 60
    assert not any(question.relevant for question in asked)
    assert len({question.text for question in asked}) == len(asked)


def test_area_and_calibration_by_hand():
    chances, answers = np.array([0.1, 0.4, 0.4, 0.9]), np.array([0.0, 0.0, 1.0, 1.0])
    assert area(chances, answers) == pytest.approx(3.5 / 4)
    assert calibration_error(chances, answers) == pytest.approx((0.1 + 2 * 0.1 + 0.1) / 4)
