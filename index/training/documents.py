"""Numbered questions with their answers, and the queries that ask for them."""

from __future__ import annotations

import csv
import json
import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from index.training.data import key
from qa.errors import ReadError
from qa.parse import parse
from qa.read import read

log = logging.getLogger(__name__)

_FORMATS: Final = (".txt", ".pdf", ".docx")
NEAR: Final = "near"
"""The kind of written question that is on a pair's subject, but that the pair does not answer."""

PASSAGE: Final = "passage"
"""The kind of written question that is on another text than a pair."""


@dataclass(frozen=True, slots=True)
class Item:
    """A pair as the encoder sees it. `group` is shared by questions that are answered jointly."""

    id: str
    document: str
    number: str
    group: str
    title: str
    question: str
    answer: str

    @property
    def whole(self) -> str:
        """Question and answer in one text."""
        return f"{self.question} {self.answer}".strip()


@dataclass(frozen=True, slots=True)
class Query:
    """A written question: the row of the item that it asks for, its kind and its split."""

    text: str
    kind: str
    item: int
    split: str

    @property
    def language(self) -> str:
        """ISO 639-1 code: the kind names it where it is not Dutch."""
        return self.kind if self.kind in ("en", "de", "fr") else "nl"


def read_items(folder: Path) -> list[Item]:
    """The pairs of all documents under a folder, in the order of their paths."""
    items: list[Item] = []
    for path in sorted(folder.rglob("*")):
        if path.suffix in _FORMATS:
            try:
                parsed = parse(read(path))
            except ReadError as error:
                log.info("left out %s: %s", path.name, type(error).__name__)
                continue
            title = _title(path, parsed.document.title)
            items += (
                Item(
                    pair.id,
                    path.name,
                    pair.number,
                    f"{path.name}#{pair.numbers[0]}",
                    title,
                    _line(pair.question),
                    _line(pair.answer),
                )
                for pair in parsed.pairs
            )
    return items


def read_queries(path: Path, items: Sequence[Item]) -> list[Query]:
    """The written questions whose item was found, in the order of the file.

    A file without the column `split` holds training questions only.
    """
    place = {(item.document, item.number): row for row, item in enumerate(items)}
    queries, missing = [], 0
    for row in _table(path):
        item = place.get((row["document"], row["number"]))
        if item is None:
            missing += 1
        else:
            queries.append(Query(row["query"], row["kind"], item, row.get("split") or "train"))
    log.info("%d written questions; %d whose number was not found", len(queries), missing)
    return queries


def read_passages(path: Path, folder: Path, start: int) -> tuple[list[Item], list[Query]]:
    """Lines of the training texts that a question was written on, and those questions.

    `path` lists file, line number (from 1) and query, and may name the query's kind; `folder` holds
    the files. A line is an item like a pair: its first field the question, its second, if any, the
    answer. The items count from row `start`.
    """
    lines: dict[str, list[list[str]]] = {}
    place: dict[tuple[str, str], int] = {}
    items: list[Item] = []
    queries = []
    for row in _table(path):
        name, number = row["file"], row["line"]
        if (name, number) not in place:
            if name not in lines:
                text = (folder / name).read_text(encoding="utf-8")
                lines[name] = [line.split("\t") for line in text.split("\n")]
            first, *more = lines[name][int(number) - 1]
            label = f"{name}:{number}"
            place[name, number] = start + len(items)
            items.append(Item(label, name, number, label, "", _line(first), _line(" ".join(more))))
        kind = row.get("kind") or PASSAGE
        queries.append(Query(row["query"], kind, place[name, number], "train"))
    return items, queries


def read_elsewhere(path: Path) -> list[str]:
    """Questions about wholly other things than any document, from the column `query`."""
    return [row["query"] for row in _table(path)]


def dev_documents(queries: Sequence[Query], items: Sequence[Item]) -> frozenset[str]:
    """The documents that no training may see."""
    return frozenset(items[q.item].document for q in queries if q.split != "train")


def relevant(items: Sequence[Item], row: int) -> list[int]:
    """The rows that answer what row `row` answers: its joint group, and the same question."""
    own = items[row]
    return [
        other
        for other, item in enumerate(items)
        if item.group == own.group or key(item.question) == key(own.question)
    ]


def _table(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def _line(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _title(path: Path, title: str) -> str:
    """The document's title: its own, that of the JSON beside it, or the name of the file."""
    beside = path.with_suffix(".json")
    if not title and beside.is_file():
        title = str(json.loads(beside.read_text(encoding="utf-8")).get("title", ""))
    return title or re.sub(r"[\W\d_]+", " ", path.stem).strip()
