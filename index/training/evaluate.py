"""The one table of the model card: every figure of every system, from one run of this script."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from eval.bootstrap import Figure, mean, paired
from eval.sets import Question, read_set
from index.training import benchmark, sources
from index.training.data import rows
from index.training.documents import NEAR, Item, read_items, read_queries, relevant
from index.training.systems import (
    Bm25,
    CharacterGrams,
    Dense,
    Scores,
    System,
    fused,
    reciprocal_ranks,
)
from index.training.teacher import teacher_folder

log = logging.getLogger(__name__)

OURS: Final = "ours"
ENGLISH: Final = "all-MiniLM-L6-v2"
BM25: Final = "BM25"
GRAMS: Final = "character n-grams"
FUSIONS: Final[Mapping[str, Mapping[str, float]]] = {
    "ours + BM25": {OURS: 1.0, BM25: 0.3},
    "ours + BM25 + n-grams": {OURS: 1.0, BM25: 0.2, GRAMS: 0.3},
    "BM25 + n-grams": {BM25: 1.0, GRAMS: 1.0},
}
"""Weighted sums of scores that are scaled to 0–1 per query; chosen on written questions, dev."""
_MARK: Final = ("<!-- figures: begin -->", "<!-- figures: end -->")


@dataclass(frozen=True, slots=True)
class Folders:
    """Where the texts lie: training texts, documents, the sample and its question set."""

    training: Path
    documents: Path
    sample: Path
    questions: Path


@dataclass(frozen=True, slots=True)
class Asked:
    """A query of a search test: its text, the rows that answer it, and the lines it counts in."""

    text: str
    relevant: list[int]
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One measure: a figure per system, and the outcome per query where there is one."""

    name: str
    figures: dict[str, Figure] = field(default_factory=dict)
    outcomes: dict[str, list[float]] = field(default_factory=dict)


def evaluate(model: Path, folders: Folders) -> list[Line]:
    """All measures of the model in a folder and of what it is compared with."""
    encoders = {OURS: (Dense(model), model), ENGLISH: (Dense(teacher_folder()), teacher_folder())}
    systems: dict[str, System] = {name: encoder for name, (encoder, _) in encoders.items()}
    systems |= {BM25: Bm25(), GRAMS: CharacterGrams()}
    lines = [
        *_search(seed_questions(folders), systems),
        *_search(document_questions(folders), systems),
    ]
    lines += _public({name: encoder for name, (encoder, _) in encoders.items()}, folders.training)
    lines += _cost(encoders, folders.training)
    return lines


def seed_questions(folders: Folders) -> tuple[list[Item], list[Asked]]:
    """The project's own question set over the sample."""
    items = read_items(folders.sample)
    place = {item.id: row for row, item in enumerate(items)}
    asked = [
        Asked(question.text, [place[pair] for pair in question.relevant], _seed_lines(question))
        for question in read_set(folders.questions)
        if question.answerable
    ]
    return items, asked


def _seed_lines(question: Question) -> tuple[str, ...]:
    name = f"own questions, {question.split.value}, {question.language}"
    if question.language == "nl" and question.split == "test":
        return (name, f"— {question.slice}")
    return (
        (name,) if question.language in ("nl", "en") else (f"own questions, {question.language}",)
    )


def document_questions(folders: Folders) -> tuple[list[Item], list[Asked]]:
    """Held-out written questions, and titles of documents, over all documents."""
    items = read_items(folders.documents)
    written = read_queries(folders.training / sources.QUESTIONS.file, items)
    asked = []
    for query in written:
        if query.split == "dev" and query.kind != NEAR:
            dutch = ("written questions, dev, nl",) if query.language == "nl" else ()
            asked.append(
                Asked(query.text, relevant(items, query.item), (*dutch, f"— {query.kind}"))
            )
    of_title: dict[str, list[int]] = {}
    for row, item in enumerate(items):
        of_title.setdefault(item.title, []).append(row)
    asked += [Asked(title, found, ("title → its pairs",)) for title, found in of_title.items()]
    return items, asked


def _search(test: tuple[list[Item], list[Asked]], systems: Mapping[str, System]) -> list[Line]:
    items, asked = test
    scores: dict[str, Scores] = {}
    for name, system in systems.items():
        scores[name] = system.scores([query.text for query in asked], items)
        log.info("evaluate: %s over %d pairs", name, len(items))
    for name, weights in FUSIONS.items():
        scores[name] = fused([(scores[part], weight) for part, weight in weights.items()])
    ranks = {
        name: reciprocal_ranks(matrix, [query.relevant for query in asked])
        for name, matrix in scores.items()
    }
    lines = []
    for name in dict.fromkeys(line for query in asked for line in query.lines):
        line = Line(name)
        for label, values in ranks.items():
            own = [v for v, query in zip(values, asked, strict=True) if name in query.lines]
            line.outcomes[label] = own
            line.figures[label] = mean(own)
        lines.append(line)
    return lines


def _public(encoders: Mapping[str, Dense], training: Path) -> list[Line]:
    lines = []
    for name, file in (("STSb-nl test", sources.STSB), ("SICK-nl test", sources.SICK)):
        test, line = benchmark.rated(training / file), Line(f"{name}, Spearman")
        for system, encoder in encoders.items():
            line.figures[system] = Figure(*benchmark.spearman(encoder, test), len(test.scores))
        lines.append(line)
    laser = list(rows(training / sources.LASER))
    there, back = Line("LASER Tatoeba en → nl"), Line("LASER Tatoeba nl → en")
    for system, encoder in encoders.items():
        found = benchmark.translations_found(encoder, [r[0] for r in laser], [r[1] for r in laser])
        for line, values in zip((there, back), found, strict=True):
            line.outcomes[system], line.figures[system] = values, mean(values)
    return [*lines, there, back]


def _cost(encoders: Mapping[str, tuple[Dense, Path]], training: Path) -> list[Line]:
    sentences = [row[1] for row in rows(training / sources.LASER)]
    measures: tuple[tuple[str, Callable[[Dense, Path], float]], ...] = (
        ("ms for a question of 20 words", lambda encoder, _: benchmark.milliseconds(encoder)),
        (
            "sentences a second",
            lambda encoder, _: benchmark.sentences_a_second(encoder, sentences),
        ),
        ("megabytes", lambda _, folder: benchmark.megabytes(folder)),
    )
    lines = []
    for name, measure in measures:
        values = {system: measure(*encoder) for system, encoder in encoders.items()}
        lines.append(Line(name, {s: Figure(v, v, v, 1) for s, v in values.items()}))
    return lines


def as_markdown(lines: Sequence[Line]) -> str:
    """The table, and under it how much ours differs from each other system."""
    systems = [OURS, ENGLISH, BM25, GRAMS, *FUSIONS]
    head = ["measure", "n", *systems]
    body = [
        [line.name, _count(line), *(_cell(line.figures.get(system)) for system in systems)]
        for line in lines
    ]
    others = systems[1:]
    changes = [
        [line.name, *(_change(line, other) for other in others)] for line in lines if line.outcomes
    ]
    return "\n\n".join(
        (
            _table(head, body),
            "Ours minus the other, with the middle 95 % of paired bootstrap draws:",
            _table(["measure", *others], changes),
        )
    )


def write_card(card: Path, table: str) -> None:
    """Put the table between its marks in the model card."""
    text = card.read_text(encoding="utf-8")
    before, rest = text.split(_MARK[0])
    _, after = rest.split(_MARK[1])
    card.write_text(f"{before}{_MARK[0]}\n{table}\n{_MARK[1]}{after}", encoding="utf-8")


def _count(line: Line) -> str:
    count = next(iter(line.figures.values())).count
    return str(count) if count > 1 else ""


def _cell(figure: Figure | None) -> str:
    if figure is None:
        return ""
    if figure.count == 1:
        return f"{figure.value:.0f}" if figure.value >= 100 else f"{figure.value:.1f}"
    return f"{figure.value:.3f} ({figure.low:.2f}–{figure.high:.2f})"


def _change(line: Line, other: str) -> str:
    if other not in line.outcomes:
        return ""
    change = paired(line.outcomes[other], line.outcomes[OURS])
    return f"{change.value:+.3f} ({change.low:+.2f} to {change.high:+.2f})"


def _table(head: Sequence[str], body: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *body]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
