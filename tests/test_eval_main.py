"""The commands that search: with the real index over the sample, as a researcher runs them."""

import json

import pytest
from typer.testing import CliRunner

from eval import sets
from eval.__main__ import app
from eval.sets import Question, Split

DEATHS = "kst-27925-748#9"


@pytest.fixture
def cli():
    return CliRunner()


@pytest.fixture
def asked(tmp_path):
    path = tmp_path / "set.jsonl"
    questions = [
        Question("q1", "Hoeveel demonstranten zijn er gedood in Irak?", relevant={DEATHS: 2}),
        Question("q2", "x" * 20_000, relevant={DEATHS: 2}),
        Question("q3", "Welke kaas eet men in Gouda?", slice="none-far"),
        Question("q4", "gedode demonstranten", split=Split.DEV, relevant={DEATHS: 2}),
    ]
    sets.write_set(path, questions)
    return path


def test_a_run_over_a_store_writes_all_that_others_need(cli, asked, store, tmp_path):
    out = tmp_path / "out"
    command = ["run", "--set", str(asked), "--store", str(store), "--out", str(out)]
    done = cli.invoke(app, [*command, "--split", "test"])
    assert done.exit_code == 0, done.output
    assert "failures: 1" in done.stdout  # the question that is too long; the run went on
    figures = json.loads((out / "figures.json").read_text())
    assert figures["groups"]["test"]["ranking"]["hit@1"]["value"] == 0.5
    assert figures["proved"] == figures["shown"] == 20
    assert figures["system"]["pairs"] == 117 and figures["system"]["fingerprint"]
    results = json.loads((out / "results.json").read_text())
    assert [row["question"]["id"] for row in results["rows"]] == ["q1", "q2", "q3"]
    assert results["rows"][1]["failure"].startswith("QueryError")
    assert (out / "run.trec").read_text().startswith(f"q1 Q0 {DEATHS} 1 ")
    assert str(store) not in (out / "results.json").read_text()


def test_two_runs_over_a_store_are_the_same_but_for_time(cli, asked, store, tmp_path):
    for name in ("one", "two"):
        command = ["run", "--set", str(asked), "--store", str(store), "--out", str(tmp_path / name)]
        assert cli.invoke(app, command).exit_code == 0
    assert (tmp_path / "one" / "run.trec").read_bytes() == (
        tmp_path / "two" / "run.trec"
    ).read_bytes()
    compared = cli.invoke(
        app, ["compare", *(str(tmp_path / n / "results.json") for n in ("one", "two")), "--json"]
    )
    shape = json.loads(compared.stdout)
    assert (shape["wins"], shape["losses"], shape["verdicts"]) == ([], [], [])


def test_a_baseline_is_kept_and_checked(cli, asked, store, tmp_path):
    out, kept = tmp_path / "out", tmp_path / "baseline.json"
    cli.invoke(app, ["run", "--set", str(asked), "--store", str(store), "--out", str(out)])
    check = ["check-baseline", "--results", str(out / "results.json"), "--baseline", str(kept)]
    assert cli.invoke(app, [*check, "--update"]).exit_code == 0
    assert cli.invoke(app, check).exit_code == 0
    shape = json.loads(kept.read_text())
    shape["figures"]["test/nl"]["MRR@10"]["low"] = 0.9
    kept.write_text(json.dumps(shape))
    failed = cli.invoke(app, check)
    assert failed.exit_code == 1
    assert "test/nl MRR@10: 0.500" in failed.stdout


def test_a_store_goes_out_as_beir_and_is_searched_from_there(cli, asked, store, tmp_path):
    folder = tmp_path / "beir"
    done = cli.invoke(app, ["export-beir", str(folder), "--set", str(asked), "--store", str(store)])
    assert done.exit_code == 0, done.output
    corpus = folder / "corpus.jsonl"
    passages = corpus.read_text().splitlines(keepends=True)
    assert len(passages) == 117
    few = [line for line in passages if '"kst-27925-748#' in line][:10]
    corpus.write_text("".join(few))
    run = cli.invoke(app, ["run-beir", str(folder), "--out", str(tmp_path / "out"), "--json"])
    shape = json.loads(run.stdout)
    assert shape["system"]["pairs"] == 10
    assert shape["groups"]["dev"]["ranking"]["hit@3"]["value"] == 1


def test_the_known_items_of_a_store(cli, store, tmp_path):
    out = tmp_path / "known.jsonl"
    options = ["--out", str(out), "--store", str(store), "--limit", "5"]
    assert cli.invoke(app, ["make-known-item", *options]).exit_code == 0
    questions = sets.read_set(out)
    assert len([q for q in questions if q.slice == "verbatim"]) == 5


def test_documents_are_added_to_the_sample_and_to_no_store(cli, asked, store, tmp_path):
    both = ["run", "--set", str(asked), "--store", str(store), "--add", str(tmp_path)]
    assert cli.invoke(app, both).exit_code == 2
