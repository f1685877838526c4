import json
from dataclasses import replace

import pytest

from eval.errors import SetError
from eval.run import Found, load, run, save
from eval.sets import Question
from qa.model import Label
from tests.eval_fakes import ListRetriever, row

QUESTIONS = [
    Question("q1", "Hoeveel schapen zijn er?", relevant={"toets#1": 2}),
    Question("q2", "boem", relevant={"toets#2": 2}),
    Question("q3", "Regent het?"),
]


def test_a_run_keeps_hits_verdict_proofs_and_time():
    seen = []
    result = run(
        QUESTIONS, ListRetriever(), k=2, name="lijst", progress=lambda *at: seen.append(at)
    )
    first = result.rows[0]
    assert [hit.pair for hit in first.hits] == ["toets#1", "toets#2"]
    assert first.hits[0].score == 1.0
    assert (first.label, first.probability, first.calibrated) == (Label.ANSWERED, 1.0, False)
    assert (first.rank, first.proved, first.failure) == (1, 2, "")
    assert first.milliseconds > 0
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_a_question_that_fails_becomes_a_row_and_the_run_goes_on():
    failed, after = run(QUESTIONS, ListRetriever()).rows[1:]
    assert failed.failure == "ValueError: the index broke"
    assert (failed.hits, failed.label, failed.rank) == ((), Label.NONE, None)
    assert after.failure == "" and after.hits


def test_a_quote_that_is_not_in_its_source_is_not_counted_as_proved():
    class Forged(ListRetriever):
        def search(self, query, **options):
            hits = super().search(query, **options)
            forged = replace(hits[0].pair, answer="Er zijn dertien schapen.")
            return [replace(hits[0], pair=forged), *hits[1:]]

    assert run(QUESTIONS[:1], Forged(), k=3).rows[0].proved == 2


def test_the_rank_is_that_of_the_first_right_hit():
    assert row("q", {"b": 1, "c": 2}, ["a", "b", "c"]).rank == 2
    assert row("q", {"z": 2}, ["a"]).rank is None
    assert row("q", {}, ["a"]).rank is None


def test_an_empty_set_gives_an_empty_run():
    assert run([], ListRetriever()).rows == ()


def test_a_run_comes_back_as_it_was_saved(tmp_path):
    result = run(QUESTIONS, ListRetriever(), system={"encoder": "list"})
    path = tmp_path / "results.json"
    save(path, result)
    back = load(path)
    assert back.name == result.name and back.system == {"encoder": "list"}
    assert [r.question for r in back.rows] == [r.question for r in result.rows]
    assert [r.hits for r in back.rows] == [r.hits for r in result.rows]
    assert back.rows[0].hits[0] == Found("toets#1", 1.0)
    assert [r.failure for r in back.rows] == [r.failure for r in result.rows]


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", '{"format": 99}', '{"format": 1, "name": "x"}']
)
def test_a_file_that_holds_no_results_is_refused(tmp_path, content):
    path = tmp_path / "results.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SetError, match=r"results\.json"):
        load(path)


def test_no_file_is_refused(tmp_path):
    with pytest.raises(SetError, match=r"absent\.json"):
        load(tmp_path / "absent.json")


def test_results_hold_the_rank_for_a_reader(tmp_path):
    save(tmp_path / "r.json", run(QUESTIONS[:1], ListRetriever()))
    assert json.loads((tmp_path / "r.json").read_text())["rows"][0]["rank"] == 1
