"""The filters on the command line: every field of `Filters`, for one question and for a set."""

import json
from dataclasses import fields
from datetime import date
from itertools import pairwise

import pytest
from typer.testing import CliRunner

from index.build import build
from qa.cli import app
from qa.errors import EncoderError
from qa.model import Filters, Kind
from tests.index_helpers import HashingEncoder, parsed

PAIR = ("Hoeveel geld is er voor munitie?", "Veel geld.")
DOCUMENTS = [
    parsed(
        "ah-tk-20232024-1",
        *[PAIR] * 4,
        ministry="Financiën",
        asker="Van der Lee",
        parties=("GroenLinks-PvdA",),
        received=date(2024, 8, 29),
        vergaderjaar="2023–2024",
    ),
    parsed("kst-27925-748", PAIR, received=date(2020, 11, 2), dossier="27 925"),
    parsed("kv-tk-2024Z1", PAIR, kind=Kind.QUESTIONS),
]
FIRST, SECOND, THIRD = (one.document.id for one in DOCUMENTS)


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    folder = tmp_path_factory.mktemp("filters") / "store"
    build(folder, DOCUMENTS, encoder=HashingEncoder())
    return folder


@pytest.fixture(autouse=True)
def _without_weights(monkeypatch):
    monkeypatch.setattr("index.search.load_encoder", lambda name: HashingEncoder())


def run(*arguments):
    return CliRunner().invoke(app, list(map(str, arguments)))


CASES = [
    ("--ministry", "financien", FIRST),
    ("--member", "van der lee", FIRST),
    ("--party", "groenlinks", FIRST),
    ("--after", "2024-08-29", FIRST),
    ("--before", "2020-11-02", SECOND),
    ("--vergaderjaar", "2023/24", FIRST),
    ("--dossier", "27925", SECOND),
    ("--kind", "questions", THIRD),
    ("--document", "KST-27925-748", SECOND),
]


def test_there_is_an_option_for_every_filter():
    assert [option.removeprefix("--") for option, *_ in CASES] == [f.name for f in fields(Filters)]


@pytest.mark.parametrize(("option", "value", "expected"), CASES)
def test_a_question_and_a_set_see_only_what_passes(small, tmp_path, option, value, expected):
    given = ("--store", small, "--json", option, value)
    reply = json.loads(run("search", "munitie", *given).stdout)
    assert {hit["document"] for hit in reply["hits"]} == {expected}
    asked = tmp_path / "vragen.txt"
    asked.write_text("1. Hoeveel munitie is er?\n2. Hoeveel geld is er?\n", encoding="utf-8")
    for line in run("check", asked, *given).stdout.splitlines():
        assert {hit["document"] for hit in json.loads(line)["reply"]["hits"]} == {expected}


def test_filters_come_before_ranking_so_that_k_are_left(small):
    found = json.loads(
        run("search", "munitie", "--store", small, "--json", "-k", 4, "--party", "pvda").stdout
    )
    assert len(found["hits"]) == 4


def test_a_run_of_many_queries_is_filtered_too(small, tmp_path):
    (tmp_path / "q.tsv").write_text("q1\tgeld\n", encoding="utf-8")
    given = ("--queries", tmp_path / "q.tsv", "--run", tmp_path / "r", "--dossier", "27 925")
    assert run("search", "--store", small, *given).exit_code == 0
    assert [line.split()[2] for line in (tmp_path / "r").read_text().splitlines()] == [
        f"{SECOND}#1"
    ]


def test_where_nothing_passes_it_is_said(small, tmp_path):
    found = run("search", "munitie", "--store", small, "--ministry", "nergens")
    assert found.exit_code == 0
    assert "voldoet aan de filters" in found.stderr


@pytest.mark.parametrize(("option", "value"), [("--after", "gisteren"), ("--kind", "iets")])
def test_a_filter_that_is_none_is_wrong_usage(small, option, value):
    found = run("search", "munitie", "--store", small, option, value)
    assert found.exit_code == 2
    assert value in found.stderr


def test_the_scores_of_a_run_fall_strictly(small, tmp_path):
    (tmp_path / "q.tsv").write_text("q1\tHoeveel geld is er voor munitie?\n", encoding="utf-8")
    run("search", "--store", small, "--queries", tmp_path / "q.tsv", "--run", tmp_path / "r")
    scores = [float(line.split()[4]) for line in (tmp_path / "r").read_text().splitlines()]
    assert len(scores) == 6
    assert all(after < before for before, after in pairwise(scores))


def test_a_reranker_is_used_only_when_it_is_named(small):
    found = run("search", "munitie", "--store", small, "--reranker", "geen-model")
    assert isinstance(found.exception, EncoderError)
    assert "herschikker" in str(found.exception)


def test_the_screen_points_to_the_later_answer(tmp_path):
    question = "Hoeveel Nederlandse militairen verblijven momenteel in Irak?"
    documents = [
        parsed(name, (question, answer), received=day)
        for name, answer, day in (
            ("oud", "Er zijn er 300.", date(2019, 1, 1)),
            ("nieuw", "Er zijn er 120.", date(2021, 1, 1)),
        )
    ]
    build(tmp_path, documents, encoder=HashingEncoder())
    shown = run("search", "militairen in Irak", "--store", tmp_path).stdout
    assert shown.index("Er zijn er 120.") < shown.index("Er zijn er 300.")
    assert "Eerder ook beantwoord: oud#1" in shown
    assert "Later opnieuw beantwoord: nieuw#1" in shown
    first, second = json.loads(
        run("search", "militairen in Irak", "--store", tmp_path, "--json").stdout
    )["hits"]
    assert (first["later"], first["earlier"]) == (None, ["oud#1"])
    assert (second["later"], second["earlier"]) == ("nieuw#1", [])
