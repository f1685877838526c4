"""The command line as a user meets it: its shapes, its exit codes, its errors."""

import json
import os
import shutil
import subprocess
import sys

import pytest

from qa.model import Span
from qa.verify import reproduces
from tests.conftest import ROOT, SAMPLE

ANSWERS = {"002_90617a8f28da5452.txt": 69, "003_f1832f43d078104a.txt": 48}


def kamervragen(*arguments, cwd=ROOT, **setting):
    """Run the command line in its own process, with `setting` and no store in the environment."""
    environment = {k: v for k, v in os.environ.items() if k != "KAMERVRAGEN_STORE"}
    return subprocess.run(
        [sys.executable, "-c", "from qa.cli import main; main()", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd,
        env={**environment, "PYTHONPATH": str(ROOT), **setting},
    )


def lines(result):
    return [json.loads(line) for line in result.stdout.splitlines()]


def assert_named_error(result, *words):
    assert result.returncode == 1, result.stderr
    assert "Fout: " in result.stderr
    assert "Traceback" not in result.stderr
    assert result.stdout == ""
    for word in words:
        assert word.lower() in result.stderr.lower()


def test_parse_gives_the_pairs_of_the_sample_and_no_gap():
    documents = lines(kamervragen("parse", "--json", *sorted(SAMPLE.glob("*.txt"))))
    assert {d["source"]: len(d["pairs"]) for d in documents if d["pairs"]} == ANSWERS
    assert sum(len(d["gaps"]) for d in documents) == 0
    assert [d["kind"] for d in documents] == ["letter", "letter", "answers", "answers", "letter"]


def test_parsed_texts_are_the_source_up_to_layout():
    documents = lines(kamervragen("parse", "--json", SAMPLE))
    assert sum(len(document["pairs"]) for document in documents) == 117
    for document in documents:
        text = (SAMPLE / document["source"]).read_text(encoding="utf-8")
        for pair in document["pairs"]:
            for part in ("question", "answer"):
                spans = [Span(start, end) for start, end in pair[f"{part}_spans"]]
                assert pair[part]
                assert reproduces(spans, text, pair[part]), pair["id"]


def test_parse_goes_on_past_a_bad_file_and_says_so(tmp_path):
    (tmp_path / "a.txt").write_bytes(bytes(range(256)) * 40)
    shutil.copy(SAMPLE / "003_f1832f43d078104a.txt", tmp_path / "b.txt")
    result = kamervragen("parse", "--json", tmp_path)
    assert result.returncode == 1
    assert [len(d["pairs"]) for d in lines(result)] == [48]
    assert "geweigerd 1" in result.stderr
    assert "a.txt" in result.stderr


@pytest.mark.parametrize("name", ["bestaat-niet.txt", "leeg.txt", "map/"])
def test_parse_names_a_file_that_cannot_be_read(tmp_path, name):
    (tmp_path / "leeg.txt").touch()
    (tmp_path / "map").mkdir()
    assert_named_error(kamervragen("parse", "--json", tmp_path / name))


def test_search_prints_the_answer_to_the_letter(store):
    result = kamervragen(
        "search", "Hoeveel demonstranten zijn er gedood in Irak?", "--store", store
    )
    assert result.returncode == 0
    first = result.stdout.split("\n2. ")[0]
    assert "487 demonstranten om het leven gekomen" in first
    assert "Kamerstukken II 2020/21, 27 925, nr. 748, vraag 9" in first


def test_search_json_has_the_fixed_shape(store):
    query = "Hoeveel demonstranten zijn er gedood in Irak?"
    (reply,) = lines(kamervragen("search", query, "--json", "--store", store))
    assert reply["query"] == query
    assert reply["language"] == "nl"
    assert set(reply["verdict"]) >= {"label", "probability"}
    assert len(reply["hits"]) == 10
    first = reply["hits"][0]
    assert set(first) == {
        *("rank", "pair", "document", "number", "numbers", "score", "dense", "lexical"),
        *("question", "answer", "citation", "url", "later", "earlier"),
    }
    assert (first["rank"], first["pair"]) == (1, "kst-27925-748#9")
    assert first["url"] == "https://zoek.officielebekendmakingen.nl/kst-27925-748.html"


def test_the_same_question_gives_the_same_bytes(store):
    settings = [{"OMP_NUM_THREADS": n, "PYTHONHASHSEED": n} for n in ("1", "4")]
    runs = [
        kamervragen("search", "drones", "--json", "--store", store, **setting).stdout
        for setting in settings
    ]
    assert runs[0] == runs[1] != ""


def test_a_file_of_queries_becomes_a_trec_run(store, tmp_path):
    queries, run = tmp_path / "q.tsv", tmp_path / "q.trec"
    queries.write_text(
        "q1\tgaan de Chinooks eenheden van andere landen vervoeren\n\nq2\tmunitie\n",
        encoding="utf-8",
    )
    result = kamervragen("search", "--queries", queries, "--run", run, "-k", 5, "--store", store)
    assert result.returncode == 0, result.stderr
    rows = [line.split() for line in run.read_text(encoding="utf-8").splitlines()]
    assert [(row[0], row[3]) for row in rows] == [
        (qid, str(rank)) for qid in ("q1", "q2") for rank in range(1, 6)
    ]
    assert rows[0][2] == "003_f1832f43d078104a#11"
    assert all(len(row) == 6 and row[1] == "Q0" for row in rows)


def test_a_wrong_line_in_a_file_of_queries_is_named(store, tmp_path):
    (tmp_path / "q.tsv").write_text("q1 zonder tab\n", encoding="utf-8")
    result = kamervragen(
        "search", "--queries", tmp_path / "q.tsv", "--run", tmp_path / "r", "--store", store
    )
    assert_named_error(result, "regel 1", "TAB")


def test_verify_proves_every_pair(store):
    result = kamervragen("verify", "--json", "--store", store)
    assert result.returncode == 0, result.stderr
    assert lines(result) == [{"proved": 117, "total": 117, "failed": []}]


def test_status_names_what_the_store_holds(store):
    (status,) = lines(kamervragen("status", "--json", "--store", store))
    assert status["documents"] == 5
    assert status["pairs"] == 117


@pytest.mark.parametrize("query", ["", "   ", "a" * 100_000])
def test_a_question_that_cannot_be_searched_is_named(store, query):
    assert_named_error(kamervragen("search", query, "--store", store), "vraag")


@pytest.mark.parametrize("command", [("search", "vraag"), ("verify",), ("status",)])
def test_a_missing_store_is_named(tmp_path, command):
    assert_named_error(kamervragen(*command, "--store", tmp_path / "geen"), "kamervragen index")


def test_a_folder_that_is_no_store_is_named(tmp_path):
    (tmp_path / "brief.txt").write_text("geen index", encoding="utf-8")
    assert_named_error(kamervragen("search", "vraag", "--store", tmp_path), "kamervragen index")


@pytest.mark.parametrize("content", ["", "{", "[]", '{"format": 999}'])
def test_a_damaged_manifest_is_named(store, tmp_path, content):
    copy = shutil.copytree(store, tmp_path / "store")
    (copy / "manifest.json").write_text(content, encoding="utf-8")
    assert_named_error(kamervragen("search", "vraag", "--store", copy))


def test_damaged_files_are_named(store, tmp_path):
    damaged = 0
    for path in sorted(path for path in store.rglob("*") if path.is_file()):
        if path.name == "manifest.json" or "lock" in path.name or path.stat().st_size == 0:
            continue
        copy = shutil.copytree(store, tmp_path / str(damaged))
        target = copy / path.relative_to(store)
        target.write_bytes(target.read_bytes()[: target.stat().st_size // 2])
        result = kamervragen("search", "munitie voor de eenheid", "--store", copy)
        assert_named_error(result)
        damaged += 1
    assert damaged >= 3


def test_a_store_of_another_encoder_is_refused_by_name(store, tmp_path):
    copy = shutil.copytree(store, tmp_path / "store")
    manifest = (copy / "manifest.json").read_text(encoding="utf-8")
    fingerprint = json.loads(manifest)["encoder"]["fingerprint"]
    (copy / "manifest.json").write_text(manifest.replace(fingerprint, "0" * len(fingerprint)))
    assert_named_error(kamervragen("search", "vraag", "--store", copy), "kamervragen index")


@pytest.mark.parametrize("arguments", [("--onbekend",), ("parse",), ("search", "a", "-k", "x")])
def test_wrong_usage_is_exit_code_two(arguments):
    result = kamervragen(*arguments)
    assert result.returncode == 2
    assert "Traceback" not in result.stderr


def test_every_command_has_help():
    help_text = kamervragen("--help").stdout
    for command in ("parse", "index", "search", "verify", "status", "serve"):
        assert command in help_text
        assert kamervragen(command, "--help").returncode == 0
