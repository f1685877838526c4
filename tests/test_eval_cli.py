import json
import re

import pytest
from typer.testing import CliRunner

from eval import sets
from eval.__main__ import app, main
from eval.run import Run, save
from eval.sets import Question, Split
from tests.conftest import ROOT
from tests.eval_fakes import row

QUESTIONS = [
    Question("q1", "schapen", "nl", "keyword", Split.DEV, {"d#1": 2}),
    Question("q2", "koeien", "nl", "keyword", Split.TEST, {"d#2": 2}),
    Question("q3", "regen", "nl", "none-far", Split.TEST, {}),
]


@pytest.fixture
def cli():
    return CliRunner()


@pytest.fixture
def asked(tmp_path):
    path = tmp_path / "set.jsonl"
    sets.write_set(path, QUESTIONS)
    return path


@pytest.fixture
def ranking(tmp_path):
    path = tmp_path / "andere.trec"
    path.write_text("q1 Q0 d#1 1 0.9 ander\nq2 Q0 d#9 1 0.9 ander\nq2 Q0 d#2 2 0.8 ander\n")
    return path


def test_a_ranking_of_another_system_is_scored(cli, asked, ranking, tmp_path):
    out = tmp_path / "out"
    done = cli.invoke(app, ["score", str(ranking), "--set", str(asked), "--out", str(out)])
    assert done.exit_code == 0, done.output
    assert "test/nl/keyword" in done.stdout
    assert "written to" in done.stderr and "written to" not in done.stdout
    figures = json.loads((out / "figures.json").read_text())
    assert figures["groups"]["test"]["ranking"]["MRR@10"]["value"] == 0.5
    assert figures["groups"]["dev"]["ranking"]["MRR@10"]["value"] == 1
    assert (out / "qrels.trec").read_text() == "q1 0 d#1 2\nq2 0 d#2 2\n"
    assert len((out / "run.trec").read_text().splitlines()) == 3
    # A ranking has no verdict and took no time that we know of: nothing is said of either.
    assert "AUROC" not in done.stdout and "answered" not in done.stdout
    assert "latency" not in done.stdout
    assert figures["groups"]["test"]["verdict"] == figures["groups"]["test"]["labels"] == {}
    page = cli.invoke(app, ["report", str(out / "results.json")])
    assert page.exit_code == 0
    assert "Reliability" not in (out / "report.html").read_text()


def test_json_goes_to_stdout_alone_and_the_split_is_chosen(cli, asked, ranking, tmp_path):
    options = ["--set", str(asked), "--out", str(tmp_path / "o"), "--split", "test", "--json"]
    # The run ranks a question of the other split too: it is left out.
    done = cli.invoke(app, ["score", str(ranking), *options])
    (line,) = done.stdout.splitlines()
    assert json.loads(line)["groups"].keys() >= {"test", "test/nl"}
    assert "dev" not in json.loads(line)["groups"]
    ranking.write_text("q9 Q0 d#2 1 0.8 ander\n")
    refused = cli.invoke(app, ["score", str(ranking), *options])
    assert "no question 'q9'" in str(refused.exception)


def test_qrels_of_others_replace_the_judgements(cli, asked, ranking, tmp_path):
    qrels = tmp_path / "qrels"
    qrels.write_text("q2 0 d#9 1\n")
    options = ["--set", str(asked), "--qrels", str(qrels), "--out", str(tmp_path / "o"), "--json"]
    done = cli.invoke(app, ["score", str(ranking), *options])
    assert json.loads(done.stdout)["groups"]["test"]["ranking"]["hit@1"]["value"] == 1


def test_two_runs_are_compared_and_reported(cli, tmp_path):
    before, after = tmp_path / "voor.json", tmp_path / "na.json"
    save(before, Run("voor", (row("q", {"a": 2}, ["x", "a"]),)))
    save(after, Run("na", (row("q", {"a": 2}, ["a"]),)))
    shown = cli.invoke(app, ["compare", str(before), str(after)])
    assert "na - voor" in shown.stdout and "+0.500" in shown.stdout
    as_json = cli.invoke(app, ["compare", str(before), str(after), "--json"])
    assert json.loads(as_json.stdout)["wins"][0]["rank_before"] == 2
    written = cli.invoke(app, ["report", str(after), "--against", str(before)])
    assert written.exit_code == 0
    assert "Against voor" in (tmp_path / "report.html").read_text()


def test_runs_without_an_ingredient_are_set_against_the_whole(cli, tmp_path):
    found = {"whole": ["a"], "no grams": ["x", "a"], "terms only": ["x", "y", "z", "a"]}
    whole, without, part = (tmp_path / f"{at}.json" for at in range(3))
    for path, (name, hits) in zip((whole, without, part), found.items(), strict=True):
        save(path, Run(name, (row("q", {"a": 2}, hits),)))
    options = [str(whole), "--without", str(without), "--part", str(part)]
    shown = cli.invoke(app, ["ablate", *options])
    assert "-0.500" in shown.stdout and "-0.750" in shown.stdout
    as_json = json.loads(cli.invoke(app, ["ablate", *options, "--json"]).stdout)
    assert as_json["variants"][0]["variant"] == "no grams"
    assert as_json["under the best single part"] == []


def test_every_command_in_the_readme_exists():
    readme = (ROOT / "eval" / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(?:python -m eval )?([a-z][a-z-]+) [A-Z]", readme))
    named |= set(re.findall(r"python -m eval ([a-z-]+)", readme))
    assert named == {command.name for command in app.registered_commands}


def test_a_beir_data_set_becomes_a_question_set(cli, tmp_path):
    (tmp_path / "qrels").mkdir()
    (tmp_path / "queries.jsonl").write_text('{"_id": "1", "text": "koeien"}\n')
    (tmp_path / "qrels" / "test.tsv").write_text("1\td#2\t1\n")
    out = tmp_path / "nieuw" / "set.jsonl"
    assert cli.invoke(app, ["import-beir", str(tmp_path), "--out", str(out)]).exit_code == 0
    assert sets.read_set(out) == [Question("1", "koeien", relevant={"d#2": 1})]


def test_a_named_error_is_one_line_and_exit_code_one(monkeypatch, capsys, tmp_path):
    monkeypatch.setattr("sys.argv", ["eval", "report", str(tmp_path / "absent.json")])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("Error: ") and "absent.json" in line


def test_wrong_usage_is_exit_code_two(cli):
    assert cli.invoke(app, ["score"]).exit_code == 2
    assert cli.invoke(app, ["run", "--split", "train"]).exit_code == 2


@pytest.mark.parametrize("command", ["run", "score", "compare", "report", "check-baseline"])
def test_every_command_says_what_it_does(cli, command):
    assert len(cli.invoke(app, [command, "--help"]).stdout) > 200
