"""`python -m eval`: the composition root, where the retriever under test is wired in."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from eval import ablate, baseline, beir, beir_corpus, figures, known_item, sets
from eval.cli import (
    OUT,
    SEEDS,
    JsonOption,
    OutOption,
    SetOption,
    SplitOption,
    app,
    keep,
    progress,
    say,
    tell,
)
from eval.parts import Part, PartRetriever
from eval.run import DEPTH, Run, load, run
from eval.sets import Split
from eval.table import number
from qa.errors import KamervragenError
from qa.model import Parsed
from qa.retrieval import Retriever

if TYPE_CHECKING:
    from index.search import Searcher

SAMPLE: Final = Path(__file__).parent.parent / "qa" / "sample"
REPORTS: Final = Path(__file__).parent / "reports"
BASELINE: Final = REPORTS / "baseline.json"

StoreOption = Annotated[
    Path | None,
    typer.Option("--store", help="Store to search.", show_default="the sample, built aside"),
]
EncoderOption = Annotated[
    str, typer.Option(help="Encoder by folder or name.", show_default="the bundled one")
]
DocumentsOption = Annotated[
    list[Path] | None,
    typer.Option("--add", help="Documents or folders to add to the sample, as distractors."),
]


@app.command("run")
def evaluate(
    questions: SetOption = SEEDS,
    store: StoreOption = None,
    added: DocumentsOption = None,
    encoder: EncoderOption = "",
    split: SplitOption = Split.ALL,
    part: Annotated[Part | None, typer.Option(help="Rank by one part alone.")] = None,
    k: Annotated[int, typer.Option(min=1, help="Hits asked for each question.")] = DEPTH,
    name: Annotated[str, typer.Option(help="Name of the run.")] = "run",
    out: OutOption = OUT / "run",
    as_json: JsonOption = False,
) -> None:
    """Ask every question of a set and measure ranking, verdict, quotes and latency."""
    asked = sets.select(sets.read_set(questions), split)
    with opened(store, added, encoder) as searcher:
        system = {"set": questions.name, "k": k, **described(searcher)}
        retriever: Retriever = searcher
        if part is not None:
            system["part"] = part.value
            retriever = PartRetriever(searcher, part)
        result = run(asked, retriever, k=k, name=name, system=system, progress=progress)
    keep(result, out, as_json=as_json)


@app.command("run-beir")
def evaluate_beir(
    folder: Annotated[Path, typer.Argument(help="Data set: corpus.jsonl, queries.jsonl, qrels/.")],
    encoder: EncoderOption = "",
    split: SplitOption = Split.ALL,
    name: Annotated[str, typer.Option(help="Name of the run.")] = "beir",
    out: OutOption = OUT / "beir",
    as_json: JsonOption = False,
) -> None:
    """Measure our retrieval on the passages and queries of a BEIR data set."""
    asked = [beir_corpus.judged_pairs(q) for q in sets.select(beir.read(folder), split)]
    with built(beir_corpus.read_corpus(folder), encoder) as searcher:
        system = {"set": folder.name, "k": DEPTH, **described(searcher)}
        result = run(asked, searcher, name=name, system=system, progress=progress)
    keep(result, out, as_json=as_json)


@app.command("make-known-item")
def make_known_item(
    out: Annotated[Path, typer.Option(help="Question set (JSONL) that is written.")],
    store: StoreOption = None,
    added: DocumentsOption = None,
    encoder: EncoderOption = "",
    limit: Annotated[int, typer.Option(min=0, help="At most so many of each kind; 0: all.")] = 0,
) -> None:
    """Build the known-item set of a store: official questions, and titles of documents."""
    with opened(store, added, encoder) as searcher:
        questions = known_item.known_items(searcher, limit=limit)
    out.parent.mkdir(parents=True, exist_ok=True)
    sets.write_set(out, questions)
    tell(f"{len(questions)} questions written to {out}.")


@app.command("export-beir")
def export_beir(
    folder: Annotated[Path, typer.Argument(help="Folder that is written.")],
    questions: SetOption = SEEDS,
    store: StoreOption = None,
    encoder: EncoderOption = "",
) -> None:
    """Write a store and a question set as a data set in BEIR layout."""
    asked = sets.read_set(questions)
    with opened(store, None, encoder) as searcher:
        beir.export(folder, asked, searcher)
    tell(f"{len(asked)} questions and their corpus written to {folder}.")


@app.command("ingredients")
def measure_ingredients(
    questions: SetOption = SEEDS,
    store: StoreOption = None,
    added: DocumentsOption = None,
    encoder: EncoderOption = "",
    split: SplitOption = Split.ALL,
    out: Annotated[
        Path, typer.Option(help="Folder for ingredients.md and ingredients.json.")
    ] = REPORTS,
) -> None:
    """Show what each ingredient of the ranking gives: runs without it, and each part alone."""
    from eval import ingredients

    asked = sets.select(sets.read_set(questions), split)
    with opened(store, added, encoder) as searcher, TemporaryDirectory() as folder:
        made = ablate.ablate(*ingredients.runs(asked, searcher, Path(folder), progress))
        shape = {"system": described(searcher), **ablate.as_json(made)}
    out.mkdir(parents=True, exist_ok=True)
    text = json.dumps(shape, ensure_ascii=False, indent=1)
    (out / "ingredients.json").write_text(f"{text}\n", encoding="utf-8")
    (out / "ingredients.md").write_text(ablate.markdown(made), encoding="utf-8")
    say(ablate.overview(made))
    tell(f"Written to {out}.")


@app.command("check-baseline")
def check_baseline(
    results: Annotated[
        Path | None,
        typer.Option(help="results.json of a run.", show_default="a run over the sample"),
    ] = None,
    kept: Annotated[
        Path, typer.Option("--baseline", help="File.", show_default="eval/reports/baseline.json")
    ] = BASELINE,
    update: Annotated[bool, typer.Option("--update", help="Keep these figures instead.")] = False,
) -> None:
    """Fail if a main figure fell below the baseline by more than its interval."""
    measured = figures.measure(_sample_run() if results is None else load(results))
    if update:
        baseline.write(kept, measured)
        tell(f"Baseline written to {kept}.")
        return
    falls = baseline.check(kept, measured)
    for fall in falls:
        now = "missing" if fall.after is None else number(fall.after)
        say(
            f"{fall.group} {fall.measure}: {now}, was {number(fall.before)} "
            f"(bound {number(fall.bound)})"
        )
    if falls:
        raise typer.Exit(1)
    say("No main figure fell below the baseline by more than its interval.")


@contextmanager
def opened(store: Path | None, added: list[Path] | None, encoder: str) -> Iterator[Searcher]:
    """The searcher of `store`, or of the sample and `added`, built aside and thrown away."""
    from index.encode import load_encoder
    from index.search import Searcher

    if store is None:
        with built(_collected([SAMPLE, *(added or [])]), encoder) as searcher:
            yield searcher
    elif added:
        raise typer.BadParameter("--add builds a store of its own; give no --store with it")
    else:
        chosen = load_encoder(encoder) if encoder else None
        with Searcher.open(store, encoder=chosen) as searcher:
            yield searcher


@contextmanager
def built(parsed: Iterable[Parsed], encoder: str) -> Iterator[Searcher]:
    """The searcher of a store of `parsed`, built aside and thrown away."""
    from index.build import build
    from index.encode import load_encoder
    from index.search import Searcher

    chosen = load_encoder(encoder)
    documents = list(parsed)
    tell(f"Building a store of {len(documents)} documents.")
    with TemporaryDirectory(prefix="kamervragen-eval-") as folder:
        build(Path(folder), documents, encoder=chosen)
        with Searcher.open(Path(folder), encoder=chosen) as searcher:
            yield searcher


def described(searcher: Searcher) -> dict[str, Any]:
    """What a results file says of the system that was measured."""
    return {key: value for key, value in asdict(searcher.status()).items() if key != "store"}


def _collected(paths: list[Path]) -> Iterator[Parsed]:
    """The documents under `paths`; what cannot be read is named and left out."""
    from qa.collect import Refused, collect

    for outcome in collect(paths):
        if isinstance(outcome, Refused):
            tell(f"left out: {outcome.path.name}: {outcome.error}")
        else:
            yield outcome


def _sample_run() -> Run:
    with opened(None, None, "") as searcher:
        asked = sets.read_set(SEEDS)
        return run(asked, searcher, system=described(searcher), progress=progress)


def main() -> None:
    """Runs the command line; a named error becomes one line on stderr and exit code 1."""
    try:
        app()
    except KamervragenError as error:
        tell(f"Error: {error}")
        sys.exit(1)


if __name__ == "__main__":
    main()
