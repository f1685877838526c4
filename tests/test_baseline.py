"""The gate on quality: no main figure may fall below the baseline by more than its interval."""

import json

from eval import baseline, sets
from eval.__main__ import BASELINE
from eval.cli import SEEDS
from eval.figures import measure
from eval.run import run
from index.search import Searcher


def test_no_main_figure_fell_below_the_baseline(store):
    questions = sets.read_set(SEEDS)
    with Searcher.open(store) as searcher:
        figures = measure(run(questions, searcher))
    falls = baseline.check(BASELINE, figures)
    assert not falls, "see eval/README.md: " + "; ".join(map(str, falls))
    assert figures.proved == figures.shown
    assert not figures.failures


def test_the_baseline_holds_every_main_figure():
    kept = json.loads(BASELINE.read_text(encoding="utf-8"))["figures"]
    assert {group: set(named) for group, named in kept.items()} == {
        group: set(named) for group, named in baseline.MAIN.items()
    }
