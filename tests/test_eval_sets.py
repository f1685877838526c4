import json

import pytest

from eval.errors import SetError
from eval.sets import Question, Split, fingerprint, read_set, select, write_set

GOOD = {
    "id": "q1",
    "language": "nl",
    "slice": "keyword",
    "text": "schapen",
    "relevant": {"toets#1": 2},
    "split": "dev",
}


def written(tmp_path, *lines):
    path = tmp_path / "set.jsonl"
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    return path


def test_a_set_comes_back_as_it_was_written(tmp_path):
    questions = [
        Question("q1", "Hoeveel\u2028schapen?", "nl", "keyword", Split.DEV, {"toets#1": 2}),
        Question("q2", "How many cows?", "en", "none-near", Split.TEST, {}),
    ]
    path = tmp_path / "set.jsonl"
    write_set(path, questions)
    assert read_set(path) == questions


def test_a_question_is_read_key_by_key(tmp_path):
    (question,) = read_set(written(tmp_path, json.dumps(GOOD), ""))
    assert question == Question("q1", "schapen", "nl", "keyword", Split.DEV, {"toets#1": 2})
    assert question.answerable


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"id": "q 1"}, "without white space"),
        ({"id": ""}, "without white space"),
        ({"text": " "}, "'text' must be a text"),
        ({"split": "train"}, "must be 'dev' or 'test'"),
        ({"split": ["dev"]}, "must be 'dev' or 'test'"),
        ({"relevant": ["toets#1"]}, "must map pair ids"),
        ({"relevant": {"toets#1": 0}}, "must be 1 or more"),
        ({"relevant": {"toets#1": True}}, "must be 1 or more"),
        ({"relevant": {"toets 1": 2}}, "without white space"),
        ({"relevnt": {}}, "unknown keys: relevnt"),
    ],
)
def test_a_line_that_is_wrong_is_named(tmp_path, change, message):
    path = written(tmp_path, json.dumps(GOOD), json.dumps({**GOOD, "id": "q2", **change}))
    with pytest.raises(SetError, match=rf"set\.jsonl:2: .*{message}"):
        read_set(path)


@pytest.mark.parametrize("line", ["{", "[1]", '"text"'])
def test_what_is_no_json_object_is_refused(tmp_path, line):
    with pytest.raises(SetError, match=r"set\.jsonl:1"):
        read_set(written(tmp_path, line))


def test_a_missing_key_an_empty_file_and_no_file_are_refused(tmp_path):
    without = {key: value for key, value in GOOD.items() if key != "split"}
    with pytest.raises(SetError, match="split"):
        read_set(written(tmp_path, json.dumps(without)))
    with pytest.raises(SetError, match="no question"):
        read_set(written(tmp_path, ""))
    with pytest.raises(SetError, match="cannot be read"):
        read_set(tmp_path / "absent.jsonl")


def test_an_id_that_comes_twice_is_refused(tmp_path):
    with pytest.raises(SetError, match="'q1' twice"):
        read_set(written(tmp_path, json.dumps(GOOD), json.dumps(GOOD)))


def test_splits_are_selected_in_order():
    questions = [
        Question("a", "x", split=Split.TEST),
        Question("b", "x", split=Split.DEV),
        Question("c", "x", split=Split.TEST),
    ]
    assert [q.id for q in select(questions, Split.TEST)] == ["a", "c"]
    assert select(questions, Split.ALL) == questions


def test_the_fingerprint_follows_content_not_order():
    one, two = Question("a", "x", relevant={"p#1": 2, "p#2": 1}), Question("b", "y")
    same = Question("a", "x", relevant={"p#2": 1, "p#1": 2})
    assert fingerprint([one, two]) == fingerprint([two, same])
    assert fingerprint([one]) != fingerprint([Question("a", "x", relevant={"p#1": 1, "p#2": 1})])
