import json

import pytest

from eval.figures import as_json, measure
from eval.run import Run
from eval.table import overview, table
from qa.model import Label
from tests.eval_fakes import row

ROWS = (
    row("right", {"a": 2}, ["a"], probability=0.9, label=Label.ANSWERED, milliseconds=10),
    row("fourth", {"a": 2}, ["x", "y", "z", "a"], probability=0.8, label=Label.ANSWERED),
    row("failed", {"a": 2}, failure="ValueError: stuk", language="en"),
    row("near", {}, ["a"], probability=0.85, label=Label.RELATED, slice="none-near"),
    row("far", {}, ["a"], probability=0.1, slice="none-far"),
)
FIGURES = measure(Run("proef", ROWS, {"encoder": "lijst"}))


def test_ranking_is_measured_where_there_is_an_answer():
    test = FIGURES.find("test")
    assert (test.answerable, test.unanswerable, test.failures) == (3, 2, 1)
    assert test.ranking["hit@1"].value == pytest.approx(1 / 3)
    assert test.ranking["MRR@10"].value == pytest.approx((1 + 1 / 4 + 0) / 3)
    assert FIGURES.find("test/nl").ranking["MRR@10"].value == pytest.approx((1 + 1 / 4) / 2)
    assert FIGURES.find("test/nl/none-far").ranking == {}


def test_the_verdict_is_measured_over_all_questions_of_a_group_that_has_both_kinds():
    # The couples of (0.9, 0.8, 0) with (0.85, 0.1): 2 + 1 + 0 of 6 are in order.
    assert FIGURES.find("test").verdict["AUROC"].value == pytest.approx(3 / 6)
    assert FIGURES.find("test").against == pytest.approx({"none-near": 1 / 3, "none-far": 2 / 3})
    assert FIGURES.find("test/en").verdict == {}


def test_the_stricter_truth_is_a_right_hit_among_the_first_three():
    # Right is "right" (0.9) alone; 0.8, 0, 0.85 and 0.1 are not: all four lie below.
    assert FIGURES.find("test").shown["AUROC"].value == 1.0
    assert FIGURES.find("test").shown["average precision"].value == 1.0


def test_labels_are_counted_and_who_was_misled():
    test = FIGURES.find("test")
    assert test.labels == {
        "answerable": {"answered": 2, "related": 0, "none": 1},
        "unanswerable": {"answered": 0, "related": 1, "none": 1},
    }
    assert test.misled == 1  # "fourth": called answered, nothing right among the first three


def test_an_unanswerable_question_called_answered_is_a_false_alarm_and_not_misled():
    false = row("q", {}, ["a"], probability=1, label=Label.ANSWERED)
    found = measure(Run("x", (false,))).find("test")
    assert found.labels["unanswerable"]["answered"] == 1
    assert found.misled == 0


def test_failures_and_quotes_are_counted():
    assert FIGURES.failures == {"ValueError: stuk": 1}
    assert (FIGURES.shown, FIGURES.proved) == (7, 0)


def test_an_unknown_group_is_none():
    assert FIGURES.find("dev") is None


def test_figures_are_valid_json():
    text = json.dumps(as_json(FIGURES), allow_nan=False)
    back = json.loads(text)
    assert back["groups"]["test"]["ranking"]["hit@1"]["value"] == pytest.approx(1 / 3, abs=1e-6)
    assert back["groups"]["test"]["verdict"]["AUROC"]["count"] == 5


def test_the_overview_shows_each_group_and_what_failed():
    text = overview(FIGURES)
    assert "test/nl " in text and "none-near" in text
    assert "failures: 1\n  1 × ValueError: stuk" in text
    assert "quotes proved: 0 of 7" in text
    assert "AUROC" in text


def test_a_run_without_rows_has_an_overview():
    assert "failures: 0" in overview(measure(Run("leeg", ())))


def test_a_table_is_aligned():
    assert table(["naam", "n"], [["a", "10"], ["langer", "1"]]) == (
        "naam     n\n------  --\na       10\nlanger   1"
    )
