import json

import pytest

from eval.ablate import ablate, as_json, overview
from eval.errors import EvaluationError, MismatchError
from eval.run import Run
from tests.eval_fakes import row


def made(name, hits, total=12):
    """A run in which the first `hits` of `total` questions are answered by the first hit."""
    rows = (row(f"q{n}", {"a": 2}, ["a"] if n < hits else ["x", "a"]) for n in range(total))
    return Run(name, tuple(rows))


WHOLE = made("whole", 8)


def test_the_change_of_a_variant_by_hand():
    ablation = ablate(WHOLE, [made("without grams", 6)], [made("dense only", 4)])
    assert ablation.whole["test"].value == pytest.approx((8 + 4 / 2) / 12)
    grams, dense = (cell for cell in ablation.cells if cell.group == "test")
    assert (grams.variant, grams.value) == ("without grams", pytest.approx((6 + 6 / 2) / 12))
    assert grams.change.value == pytest.approx(-2 * 0.5 / 12)
    assert dense.change.value == pytest.approx(-4 * 0.5 / 12)


def test_the_best_part_is_a_part_and_not_a_whole_without_something():
    parts = [made("dense only", 4), made("terms only", 5)]
    ablation = ablate(WHOLE, [made("without grams", 11)], parts)
    assert ablation.best_part("test").variant == "terms only"
    assert ablation.under() == []


def test_a_whole_under_its_best_part_by_more_than_the_interval_is_named():
    assert ablate(WHOLE, [], [made("terms only", 12)]).under() == [
        "test",
        "test/nl",
        "test/nl/length:short",
    ]
    assert ablate(WHOLE, [], [made("terms only", 9)]).under() == []


@pytest.mark.parametrize(
    ("without", "parts"),
    [([made("a", 1)], []), ([made("a", 1)], [made("a", 2)])],
    ids=["no part", "a name twice"],
)
def test_variants_that_cannot_be_told_apart_are_refused(without, parts):
    with pytest.raises(EvaluationError, match="needs at least one run of a single part"):
        ablate(WHOLE, without, parts)


def test_a_variant_over_other_questions_is_refused():
    with pytest.raises(MismatchError, match="q11"):
        ablate(WHOLE, [], [made("terms only", 4, total=11)])


def test_the_tables_and_the_json():
    ablation = ablate(WHOLE, [made("without grams", 6)], [made("terms only", 12)])
    text = overview(ablation)
    assert "-0.083" in text and "UNDER" in text
    shape = json.loads(json.dumps(as_json(ablation), allow_nan=False))
    assert shape["under the best single part"][0] == "test"
    assert {variant["variant"] for variant in shape["variants"]} == {"without grams", "terms only"}
