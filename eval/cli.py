"""The commands that need no store: they read results, rankings and question sets from files.

Tables go to stdout, progress and messages to stderr. Exit codes: 0 done, 1 a named error or a
failed check, 2 wrong usage.
"""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Final

import typer

from eval import ablate, beir, compare, feedback, figures, report, run, sets, table, trec
from eval.sets import Split

SEEDS: Final = Path(__file__).parent / "data" / "seeds.jsonl"
OUT: Final = Path("build/eval")

SetOption = Annotated[
    Path, typer.Option("--set", help="Question set (JSONL).", show_default="eval/data/seeds.jsonl")
]
SplitOption = Annotated[Split, typer.Option(help="Which part of the set.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON instead of tables.")]
OutOption = Annotated[Path, typer.Option(help="Folder for results.")]

app = typer.Typer(
    help="Measures how well questions find their official answers.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


@app.command("score")
def score(
    ranking: Annotated[Path, typer.Argument(help="TREC run of any system.", metavar="RUN")],
    questions: SetOption = SEEDS,
    qrels: Annotated[
        Path | None, typer.Option(help="TREC qrels that replace the set's judgements.")
    ] = None,
    split: SplitOption = Split.ALL,
    out: OutOption = OUT / "score",
    as_json: JsonOption = False,
) -> None:
    """Score the ranking that another system made for a question set."""
    asked = sets.read_set(questions)
    if qrels is not None:
        asked = trec.judged_by(asked, trec.read_qrels(qrels))
    result = trec.read_run(ranking, asked)
    rows = tuple(row for row in result.rows if split in (Split.ALL, row.question.split))
    keep(replace(result, rows=rows), out, as_json=as_json)


@app.command("compare")
def compare_runs(
    before: Annotated[Path, typer.Argument(help="results.json of the first run.")],
    after: Annotated[Path, typer.Argument(help="results.json of the second run.")],
    as_json: JsonOption = False,
) -> None:
    """Show what changed between two runs: figures, and each question won and lost."""
    compared = compare.compare(run.load(before), run.load(after))
    say(compare.as_json(compared) if as_json else compare.overview(compared))


@app.command("ablate")
def ablate_runs(
    whole: Annotated[Path, typer.Argument(help="results.json of the whole system.")],
    without: Annotated[
        list[Path] | None, typer.Option(help="results.json of a run without an ingredient.")
    ] = None,
    part: Annotated[
        list[Path] | None, typer.Option(help="results.json of a run with one part alone.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Show what each ingredient gives, and where the whole is under its best single part."""
    runs, parts = ([run.load(path) for path in paths or []] for paths in (without, part))
    made = ablate.ablate(run.load(whole), runs, parts)
    say(ablate.as_json(made) if as_json else ablate.overview(made))


@app.command("report")
def write_report(
    results: Annotated[Path, typer.Argument(help="results.json of a run.")],
    before: Annotated[
        Path | None, typer.Option("--against", help="results.json to compare with.")
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="HTML file.", show_default="report.html beside the results")
    ] = None,
) -> None:
    """Write one self-contained HTML page with tables and plots."""
    result = run.load(results)
    compared = None if before is None else compare.compare(run.load(before), result)
    path = out or results.with_name("report.html")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(report.page(result, figures.measure(result), compared), encoding="utf-8")
    tell(f"Report written to {path}.")


@app.command("import-beir")
def import_beir(
    folder: Annotated[Path, typer.Argument(help="Folder with queries.jsonl and qrels/.")],
    out: Annotated[Path, typer.Option(help="Question set (JSONL) that is written.")],
) -> None:
    """Turn the queries and judgements of a BEIR data set into a question set."""
    questions = beir.read(folder)
    out.parent.mkdir(parents=True, exist_ok=True)
    sets.write_set(out, questions)
    tell(f"{len(questions)} questions written to {out}.")


@app.command("import-feedback")
def import_feedback(
    kept: Annotated[Path, typer.Argument(help="File that `kamervragen serve --feedback` kept.")],
    out: Annotated[Path, typer.Option(help="Question set (JSONL) that is written.")],
) -> None:
    """Turn what readers said of quotes in the web app into a question set."""
    questions = feedback.read_feedback(kept)
    out.parent.mkdir(parents=True, exist_ok=True)
    sets.write_set(out, questions)
    tell(f"{len(questions)} questions written to {out}.")


def keep(result: run.Run, out: Path, *, as_json: bool) -> figures.Figures:
    """Writes everything that is known of a run to `out`, and shows its figures."""
    measured = figures.measure(result)
    out.mkdir(parents=True, exist_ok=True)
    run.save(out / "results.json", result)
    trec.write_run(out / "run.trec", result)
    trec.write_qrels(out / "qrels.trec", (row.question for row in result.rows))
    shape = figures.as_json(measured)
    text = json.dumps(shape, ensure_ascii=False, indent=1)
    (out / "figures.json").write_text(f"{text}\n", encoding="utf-8")
    (out / "figures.md").write_text(table.page(measured), encoding="utf-8")
    say(shape if as_json else table.overview(measured))
    tell(f"Results, figures, TREC run and qrels written to {out}.")
    return measured


def say(result: str | dict[str, Any]) -> None:
    """Prints a result on stdout: text as it is, data as one line of JSON."""
    typer.echo(result if isinstance(result, str) else json.dumps(result, ensure_ascii=False))


def tell(message: str) -> None:
    """Prints a message for the person at the keyboard on stderr."""
    typer.echo(message, err=True)


def progress(done: int, total: int) -> None:
    """Shows on stderr how many questions are done; now and then if it is no terminal."""
    if sys.stderr.isatty():
        typer.echo(f"\r{done}/{total} questions", err=True, nl=done == total)
    elif done == total or done % 100 == 0:
        tell(f"{done}/{total} questions")
