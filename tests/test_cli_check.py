"""`kamervragen check FILE`: verdicts on stdout, a file on request, named errors."""

import io
import json

import docx
import pytest
from typer.testing import CliRunner

from qa.cli import app
from qa.errors import EmptyText, KamervragenError

SET = "Vragen over Irak\n\n1. Hoeveel demonstranten zijn er gedood?\n2. Hoeveel troepen zijn er?\n"


@pytest.fixture
def vragen(tmp_path):
    path = tmp_path / "vragen.txt"
    path.write_text(SET, encoding="utf-8")
    return path


def run(*arguments):
    return CliRunner().invoke(app, ["check", *map(str, arguments)])


def test_json_is_one_object_a_question(vragen, store):
    found = run(vragen, "--store", store, "--json")
    assert found.exit_code == 0
    lines = [json.loads(line) for line in found.stdout.splitlines()]
    assert [line["number"] for line in lines] == ["1", "2"]
    assert lines[0]["reply"]["hits"][0]["pair"] == "kst-27925-748#9"
    assert "2 vragen:" in found.stderr


def test_a_word_file_is_written(vragen, store, tmp_path):
    out = tmp_path / "uit.docx"
    assert run(vragen, "--store", store, "--out", out).exit_code == 0
    text = [p.text for p in docx.Document(io.BytesIO(out.read_bytes())).paragraphs]
    assert "Vraag 2" in text


def test_another_suffix_is_wrong_usage(vragen, store, tmp_path):
    found = run(vragen, "--store", store, "--out", tmp_path / "uit.odt")
    assert found.exit_code == 2
    assert not (tmp_path / "uit.odt").exists()


def test_an_empty_file_is_a_named_error(tmp_path, store):
    empty = tmp_path / "leeg.txt"
    empty.write_text("", encoding="utf-8")
    assert isinstance(run(empty, "--store", store).exception, EmptyText)


def test_a_place_that_cannot_be_written_is_a_named_error(vragen, store, tmp_path):
    found = run(vragen, "--store", store, "--out", tmp_path / "geen" / "uit.csv")
    assert isinstance(found.exception, KamervragenError)
