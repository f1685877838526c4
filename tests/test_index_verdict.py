from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from index import serial, verdict
from index.around import stand_out
from index.build import build
from index.evidence import FEATURES, Evidence, gather
from index.fit_figures import area, calibration_error
from index.fit_questions import ELSEWHERE, RANDOM, SEEDS, TWIN, Judged, examine, form, read_seeds
from index.fit_verdict import (
    calibrated,
    fit,
    held_out,
    log_odds,
    model_of,
    platt,
    thresholds,
)
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


def seen(query, pair=PAIR, lexical=0.0, reader=None):
    return gather(query, pair, {}, lexical, flat, reader)


def test_no_evidence_is_no_answer():
    assert judge(Evidence(), None).label is Label.NONE


def test_words_by_hand():
    found = seen("Hoeveel helicopters in Irak, 4 of 5?", lexical=12.0)
    # hoeveel, helicopters (a variant), irak, 4, 5 (missing): five terms of rarity 2.
    assert found.lexical == pytest.approx(12.0 / 10)
    assert found.covered_exactly == pytest.approx(3 / 5)
    assert 3 / 5 < found.covered < 4 / 5
    assert 2 / 5 <= found.in_question < 3 / 5
    assert found.missing == 1.0
    assert found.numbers_missing == 0.5


def test_a_question_without_content_words_is_no_error():
    found = seen("wat is dat", reader=Reader(HashingEncoder()))
    assert (found.covered, found.aligned, found.unaligned, found.shortfall) == (0, 0, 1, 1)


def test_standing_out_by_hand():
    dense = np.array([0.5, 0.9, 0.8, 0.6, 0.1, 0.2, 0.0], np.float32)
    lexical = np.array([5.0, 3.0, 1.0, 0.0, 0.0, 0.0, 0.0], np.float32)
    found = stand_out(dense, lexical, dense / 2, 1, np.array([1, 2]), np.array([0, 1, 2]))
    assert found["dense"] == found["nearest"] == pytest.approx(0.9)
    assert found["crowd"] == pytest.approx(0.1)  # 0.2, 0.1 and 0.0: ranks 5 to 7
    assert found["standing"] == pytest.approx(0.8 / (np.std([0.2, 0.1, 0.0]) + 0.01), rel=1e-4)
    assert found["lead"] == pytest.approx(0.3)  # 0.8 has the same answer
    assert found["document_lead"] == pytest.approx(0.3)
    assert found["gap"] == pytest.approx(0.15)
    assert (found["dense_rank"], found["lexical_rank"]) == (0.0, 1.0)


def test_a_store_of_one_pair_has_nothing_to_stand_out_from():
    one = np.array([0.7], np.float32)
    found = stand_out(one, one, one, 0, np.array([0]), np.array([0]))
    assert (found["crowd"], found["lead"], found["document_lead"]) == (pytest.approx(0.7), 0, 0)


def test_words_in_context_by_hand():
    reader = Reader(HashingEncoder())
    found = seen("Hoeveel helikopters in Irak? Munitie?", reader=reader)
    # Three of the four words are in the pair's question itself, "munitie" is nowhere.
    strange = found.weakest
    assert strange < 0.5
    assert found.second_weakest == 1.0
    assert found.aligned_question == found.aligned == pytest.approx((3 + strange) / 4, abs=1e-5)
    assert found.aligned_answer < found.aligned
    assert found.unaligned == 0.25
    assert found.shortfall == found.total_shortfall == pytest.approx(1 - strange, abs=1e-5)
    assert found.returned == 1.0
    assert seen(PAIR.question, reader=reader).same_question == pytest.approx(1.0)


def test_the_best_sentence_counts_not_words_from_two():
    pair = replace(PAIR, question="Iets?", answer="De munitie is op. De voorraad groeit.")
    spread = seen("munitie voorraad", pair, reader=Reader(HashingEncoder()))
    assert spread.aligned_answer == pytest.approx(1.0)
    assert spread.aligned_sentence < 0.9


def test_a_reading_knows_its_sentences():
    reading = Reader(HashingEncoder()).read("De munitie is op. Zij koopt\nvoorraad IN.")
    assert [reading.inside[reading.words.index(word)] for word in ("munitie", "voorraad")] == [0, 2]
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
    chance = 1 / (1 + np.exp(-(2.0 * features[:, 0] - 1.5 * features[:, 5])))
    return features, (draw.random(3000) < chance).astype(float)


ONES = np.ones(3000)


def test_fitting_finds_the_weights(questions):
    _, _, weights, bias = fit(*questions, ONES)
    assert weights[0] == pytest.approx(2.0, abs=0.3)
    assert weights[5] == pytest.approx(-1.5, abs=0.3)
    assert abs(bias) < 0.3
    assert np.abs(np.delete(weights, [0, 5])).max() < 0.3


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
    answered, related = thresholds(chances, answers, ONES, np.array([0.01, 0.02]))
    assert 0.5 <= answered <= 0.95
    assert 0.019 < related < 0.021
    assert (chances[answers == 0] > answered).mean() == pytest.approx(0.10, abs=0.01)


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


@pytest.fixture
def searcher(tmp_path):
    encoder = HashingEncoder()
    build(tmp_path / "s", [DOCUMENT], encoder=encoder)
    with Searcher.open(tmp_path / "s", encoder=encoder) as opened:
        opened.reader = Reader(encoder)
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
    whole = searcher.evidence("de premier", PAIR)
    less = searcher.evidence("de premier", PAIR, without={p.id for p in DOCUMENT.pairs[1:]})
    assert less.nearest < whole.nearest
    assert less.dense == whole.dense
    with pytest.raises(KeyError):
        searcher.evidence("premier", replace(PAIR, document="ander"))


def test_a_question_is_examined_with_and_without_its_answer(searcher):
    asked = Judged("Wie is premier van Irak?", frozenset({DOCUMENT.pairs[1].id}), "g", SEEDS)
    other = Judged("Wat kost een brood?", frozenset(), "h", ELSEWHERE)
    rows = examine(searcher, [asked, other])
    assert list(rows.origins()) == [SEEDS, SEEDS + TWIN, SEEDS + RANDOM, ELSEWHERE]
    assert rows.answers.tolist() == [1, 0, 1, 0]
    same = FEATURES.index("same_question")
    assert rows.features[0, same] == pytest.approx(1)
    assert rows.features[1, same] < 0.9


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
