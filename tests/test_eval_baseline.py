import json

import pytest

from eval.baseline import check, write
from eval.errors import MismatchError, SetError
from eval.figures import measure
from eval.run import Run
from tests.eval_fakes import row


def figures(hits, alarms=0):
    """Figures of 40 Dutch questions of which `hits` are found, and 20 without an answer."""
    found = [
        row(f"q{n}", {"a": 2}, ["a"] if n < hits else ["x"], probability=0.9) for n in range(40)
    ]
    none = [row(f"n{n}", {}, ["a"], probability=1.0 if n < alarms else 0.1) for n in range(20)]
    return measure(Run("proef", (*found, *none)))


@pytest.fixture
def kept(tmp_path):
    path = tmp_path / "reports" / "baseline.json"
    write(path, figures(36, alarms=2))
    return path


def test_the_same_figures_pass(kept):
    assert check(kept, figures(36, alarms=2)) == []


def test_better_figures_and_a_change_within_the_interval_pass(kept):
    assert check(kept, figures(40, alarms=2)) == []
    assert check(kept, figures(35, alarms=3)) == []


def test_a_fall_below_the_interval_is_named(kept):
    falls = {(fall.group, fall.measure) for fall in check(kept, figures(28, alarms=2))}
    assert ("test/nl", "MRR@10") in falls
    assert ("test", "AUROC") not in falls


def test_for_an_error_rate_higher_is_worse(kept):
    falls = {(fall.group, fall.measure) for fall in check(kept, figures(36, alarms=9))}
    assert ("test", "false answered at 85% recall") in falls
    assert ("test/nl", "MRR@10") not in falls


def test_a_figure_that_is_gone_has_fallen(kept):
    shape = json.loads(kept.read_text())
    shape["figures"]["test/en"] = {"MRR@10": {"value": 0.9, "low": 0.8, "high": 1.0, "count": 9}}
    kept.write_text(json.dumps(shape))
    (fall,) = check(kept, figures(36, alarms=2))
    assert (fall.group, fall.after) == ("test/en", None)


def test_a_baseline_of_other_questions_is_refused(kept):
    other = measure(Run("ander", (row("q", {"a": 2}, ["a"]),)))
    with pytest.raises(MismatchError, match="--update"):
        check(kept, other)


@pytest.mark.parametrize("content", ["", "{}", "[]"])
def test_what_is_no_baseline_is_refused(tmp_path, content):
    path = tmp_path / "baseline.json"
    path.write_text(content)
    with pytest.raises(SetError, match="is no baseline"):
        check(path, figures(36))
