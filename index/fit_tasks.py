"""What the fusion and the order of the first hits are fitted on.

A task is a store and a set of questions that may be tuned on: the `dev` split of our own set, or
that of a table of written questions (`document`, `number`, `kind`, `query`, `split`). A question
is its text, its slice, the group that is held out with it, and the ids of the pairs that answer it.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Callable, Iterator, Sequence
from itertools import product
from pathlib import Path
from typing import TypeVar

from index.search import Searcher

Question = tuple[str, str, str, set[str]]
T = TypeVar("T")


def arguments_of(module: str, out: Path) -> argparse.ArgumentParser:
    """The command line of `python -m MODULE`, which writes to `out` where it is told to."""
    parser = argparse.ArgumentParser(prog=f"python -m {module}")
    parser.add_argument("stores", type=Path, nargs="+")
    parser.add_argument("--seeds", type=Path, required=True)
    parser.add_argument("--written", type=Path)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--out", type=Path, default=out)
    return parser


def tasks(
    options: argparse.Namespace, look: Callable[[Searcher, Sequence[Question]], list[T]]
) -> Iterator[tuple[str, list[T]]]:
    """The name of each task, and what `look` sees of its questions in its store."""
    for store, kind in product(options.stores, ("seeds", "written")):
        with Searcher.open(store) as searcher:
            if kind == "seeds":
                questions = list(read_seeds(options.seeds))
            else:
                questions = list(read_written(options.written, searcher)) if options.written else []
            if questions:
                yield f"{kind}, {store.name}", look(searcher, questions)


def read_seeds(path: Path) -> Iterator[Question]:
    """Text, slice, group and answering pairs of the `dev` questions of our own set."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["split"] == "dev" and row["relevant"]:
            kind = f"seeds/{row['language']}/{row['slice']}"
            yield row["text"], kind, min(row["relevant"]), set(row["relevant"])


def read_written(path: Path, searcher: Searcher) -> Iterator[Question]:
    """The same of the `dev` questions of the table whose document is in the store."""
    by_source = {document.source: document.id for document in searcher.documents()}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            document = by_source.get(row["document"])
            if document and row["split"] == "dev" and row["kind"] != "near":
                pairs = searcher.pairs(document)
                relevant = {pair.id for pair in pairs if row["number"] in pair.numbers}
                if relevant:
                    yield row["query"], f"written/{row['kind']}", document, relevant
