from dataclasses import replace
from itertools import pairwise

import ir_measures
import numpy as np
import pytest

from eval.errors import SetError
from eval.measures import ranking
from eval.run import Run
from eval.trec import falling, judged_by, read_qrels, read_run, write_qrels, write_run
from tests.eval_fakes import row

ROWS = (
    row("q1", {"d#1": 2, "d#2": 1}, ["d#3", "d#1"]),
    row("q2", {}, ["d#1"]),
    row("q3", {"d#4": 2}),
)
RUN = Run("mijn run", ROWS)


def test_the_files_are_in_trec_format(tmp_path):
    write_run(tmp_path / "run", RUN)
    write_qrels(tmp_path / "qrels", [r.question for r in ROWS])
    assert (tmp_path / "run").read_text() == (
        "q1 Q0 d#3 1 2.0 mijn-run\nq1 Q0 d#1 2 1.0 mijn-run\nq2 Q0 d#1 1 1.0 mijn-run\n"
    )
    assert (tmp_path / "qrels").read_text() == "q1 0 d#1 2\nq1 0 d#2 1\nq3 0 d#4 2\n"


def test_another_tool_reads_our_files_and_finds_our_figures(tmp_path):
    write_run(tmp_path / "run", RUN)
    write_qrels(tmp_path / "qrels", [r.question for r in ROWS])
    theirs = ir_measures.calc_aggregate(
        [ir_measures.RR @ 10, ir_measures.nDCG @ 10],
        list(ir_measures.read_trec_qrels(str(tmp_path / "qrels"))),
        list(ir_measures.read_trec_run(str(tmp_path / "run"))),
    )
    ours = ranking(ROWS)
    assert theirs[ir_measures.RR @ 10] == pytest.approx(
        np.mean([v["MRR@10"] for v in ours.values()])
    )
    assert theirs[ir_measures.nDCG @ 10] == pytest.approx(
        np.mean([v["nDCG@10"] for v in ours.values()])
    )


def test_a_run_comes_back_with_its_rankings(tmp_path):
    write_run(tmp_path / "run", RUN)
    back = read_run(tmp_path / "run", [r.question for r in ROWS])
    assert back.name == "mijn-run"
    assert [r.hits for r in back.rows] == [r.hits for r in ROWS]


def test_hits_are_ordered_by_score_then_by_pair_whatever_the_file_says(tmp_path):
    (tmp_path / "run").write_text("q1 Q0 b 1 0.5 x\nq1 Q0 c 2 0.9 x\nq1 Q0 a 3 0.5 x\n")
    back = read_run(tmp_path / "run", [ROWS[0].question])
    assert [hit.pair for hit in back.rows[0].hits] == ["c", "a", "b"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("q1 Q0 a 1 0.5", "expected 6 fields, found 5"),
        ("q1 Q0 a 1 veel x", "'veel' is no number"),
        ("q9 Q0 a 1 0.5 x", "no question 'q9'"),
        ("q1 Q0 a 1 0.5 x\nq1 Q0 a 2 0.4 x", "'a' comes twice"),
    ],
)
def test_a_line_that_is_wrong_is_named(tmp_path, text, message):
    (tmp_path / "run").write_text(text)
    with pytest.raises(SetError, match=message):
        read_run(tmp_path / "run", [ROWS[0].question])


def test_qrels_replace_judgements_and_grades_below_one_are_no_answers(tmp_path):
    (tmp_path / "qrels").write_text("q1 0 a 2\nq1 0 b 0\nq2 0 c -1\n\n")
    judged = read_qrels(tmp_path / "qrels")
    assert judged == {"q1": {"a": 2}, "q2": {}}
    questions = judged_by([r.question for r in ROWS], judged)
    assert [q.relevant for q in questions] == [{"a": 2}, {}, {}]


def test_scores_fall_strictly_in_single_precision():
    hits = [
        replace(hit, score=score)
        for hit, score in zip(row("q", {}, "abcd").hits, (0.5, 0.5, 0.5 + 1e-12, 0.1), strict=True)
    ]
    scores = falling(hits)
    assert scores[0] == 0.5
    assert all(a > b for a, b in pairwise(scores))
    assert scores[2] == pytest.approx(0.5, abs=1e-6)
    assert [float(np.float32(score)) for score in scores] == scores


def test_negative_and_zero_scores_fall_too():
    hits = [replace(hit, score=0.0) for hit in row("q", {}, "ab").hits]
    first, second = falling(hits)
    assert first == 0.0 and second < 0
