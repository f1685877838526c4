"""Thumbs of the web app as judgements."""

import json

import pytest

from eval.errors import SetError
from eval.feedback import read_feedback
from eval.sets import read_set, write_set


def kept(tmp_path, *said):
    path = tmp_path / "feedback.jsonl"
    lines = (
        json.dumps({"day": "2026-11-21", "query": q, "pair": p, "answers": a}) for q, p, a in said
    )
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_the_last_word_on_a_quote_counts(tmp_path):
    path = kept(
        tmp_path,
        ("Hoeveel troepen zijn er?", "kst-1#1", True),
        ("Hoeveel troepen zijn er?", "kst-1#2", True),
        ("Hoeveel  troepen zijn er?", "kst-1#1", False),
    )
    (question,) = read_feedback(path)
    assert question.relevant == {"kst-1#2": 2}
    assert question.language == "nl"


def test_a_question_without_an_answer_is_not_called_unanswerable(tmp_path):
    assert read_feedback(kept(tmp_path, ("Wie betaalt?", "kst-1#1", False))) == []


def test_the_set_is_read_back_as_any_other(tmp_path):
    questions = read_feedback(kept(tmp_path, ("Wie betaalt dat?", "kst-1#1", True)))
    write_set(tmp_path / "set.jsonl", questions)
    assert read_set(tmp_path / "set.jsonl") == questions


@pytest.mark.parametrize(
    "line", ['{"query": "x"}', "[]", '{"day":"","query":"","pair":"","answers":1}']
)
def test_a_damaged_line_is_named(tmp_path, line):
    path = tmp_path / "feedback.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(SetError, match=r"feedback\.jsonl:1"):
        read_feedback(path)
