import json

import pytest

from eval.compare import as_json, compare, overview
from eval.errors import MismatchError
from eval.run import Run
from qa.model import Label
from tests.eval_fakes import row

BEFORE = Run(
    "oud",
    (
        row("won", {"a": 2}, ["x", "a"]),
        row("more", {"a": 2}, ["x"]),
        row("lost", {"a": 2}, ["a"]),
        row("same", {"a": 2}, ["a"]),
        row("none", {}, ["a"], label=Label.ANSWERED),
    ),
)
AFTER = Run(
    "nieuw",
    (
        row("won", {"a": 2}, ["a"]),
        row("more", {"a": 2}, ["a"]),
        row("lost", {"a": 2}, ["x", "y", "a"]),
        row("same", {"a": 2}, ["a"]),
        row("none", {}, ["a"], label=Label.RELATED),
    ),
)
COMPARED = compare(BEFORE, AFTER)


def test_wins_and_losses_per_question_largest_first():
    assert [(c.id, c.rank_before, c.rank_after) for c in COMPARED.wins] == [
        ("more", None, 1),
        ("won", 2, 1),
    ]
    assert [(c.id, c.rank_before, c.rank_after) for c in COMPARED.losses] == [("lost", 1, 3)]


def test_the_mean_change_of_a_measure_by_hand():
    group = COMPARED.groups[0]
    change = group.measures["MRR@10"]
    assert group.name == "test" and change.count == 4
    assert change.value == pytest.approx((1 / 2 + 1 - 2 / 3 + 0) / 4)
    assert change.low < change.value < change.high
    assert (group.wins, group.losses, group.ties) == (2, 1, 1)


def test_questions_with_another_verdict_are_named():
    (change,) = COMPARED.verdicts
    assert (change.id, change.label_before, change.label_after) == ("none", "answered", "related")


def test_the_order_of_questions_does_not_matter():
    assert compare(BEFORE, Run("nieuw", AFTER.rows[::-1])).wins == COMPARED.wins


def test_a_run_against_itself_changes_nothing():
    same = compare(AFTER, AFTER)
    assert (same.wins, same.losses, same.verdicts) == ((), (), ())
    assert same.groups[0].measures["nDCG@10"].value == 0


@pytest.mark.parametrize(
    "rows",
    [AFTER.rows[:-1], (*AFTER.rows[:-1], row("none", {"a": 1}, ["a"]))],
    ids=["a question less", "another judgement"],
)
def test_runs_over_other_questions_are_refused(rows):
    with pytest.raises(MismatchError, match="differ in 1 questions or judgements \\(none\\)"):
        compare(BEFORE, Run("nieuw", rows))


def test_the_comparison_as_text_and_as_json():
    text = overview(COMPARED)
    assert "nieuw - oud" in text and "lost" in text
    shape = json.loads(json.dumps(as_json(COMPARED), allow_nan=False))
    assert [change["id"] for change in shape["losses"]] == ["lost"]
    assert shape["groups"]["test"]["wins"] == 2
