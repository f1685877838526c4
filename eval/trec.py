"""TREC runs and qrels, in and out: so that we can score any system, and any tool can score us.

A run's line is `qid Q0 pair rank score tag`, a judgement's `qid 0 pair grade`; fields are
split by white space, which ids therefore never hold. Tools order a run by its scores and
break ties in their own way, so the scores that we write fall strictly, rank by rank.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from eval.errors import SetError
from eval.run import Found, Row, Run
from eval.sets import Question


def write_run(path: Path, result: Run) -> None:
    """Writes the rankings of `result` to `path` as a TREC run, tagged with its name."""
    tag = "-".join(result.name.split()) or "run"
    lines = (
        f"{row.question.id} Q0 {hit.pair} {rank} {score!r} {tag}\n"
        for row in result.rows
        for rank, (hit, score) in enumerate(zip(row.hits, falling(row.hits), strict=True), 1)
    )
    path.write_text("".join(lines), encoding="utf-8")


def write_qrels(path: Path, questions: Iterable[Question]) -> None:
    """Writes the judgements of `questions` to `path`; unanswerable questions have none."""
    lines = (
        f"{question.id} 0 {pair} {grade}\n"
        for question in questions
        for pair, grade in question.relevant.items()
    )
    path.write_text("".join(lines), encoding="utf-8")


def read_run(path: Path, questions: Sequence[Question]) -> Run:
    """The ranking that another system made for `questions`, from a TREC run.

    Hits are ordered by score, equal scores by pair id. There is no verdict. A question without
    lines has found nothing.

    Raises:
        SetError: the file cannot be read, a line has not six fields, or it names a question
            that the set does not have.
    """
    hits: dict[str, dict[str, Found]] = defaultdict(dict)
    known = {question.id for question in questions}
    tag = path.stem
    for fields, where in _fields(path, 6):
        query, _, pair, _, score, tag = fields
        if query not in known:
            raise SetError(f"{where}: the question set has no question {query!r}.")
        if pair in hits[query]:
            raise SetError(f"{where}: {pair!r} comes twice for question {query!r}.")
        hits[query][pair] = Found(pair, _number(score, where))
    rows = (Row(question, _ordered(hits[question.id].values())) for question in questions)
    return Run(tag, tuple(rows), {"run": path.name}, judged=False)


def read_qrels(path: Path) -> dict[str, dict[str, int]]:
    """The judgements of a TREC file: question id → pair id → grade. Grades below 1 are left out.

    Raises:
        SetError: the file cannot be read, or a line is not four fields with a whole grade.
    """
    judged: dict[str, dict[str, int]] = defaultdict(dict)
    for (query, _, pair, grade), where in _fields(path, 4):
        judged[query]
        if _number(grade, where) >= 1:
            judged[query][pair] = int(_number(grade, where))
    return dict(judged)


def judged_by(
    questions: Iterable[Question], judgements: Mapping[str, Mapping[str, int]]
) -> list[Question]:
    """`questions` with other judgements; a question that these do not name has no answer."""
    return [replace(q, relevant=dict(judgements.get(q.id, {}))) for q in questions]


def falling(hits: Sequence[Found]) -> list[float]:
    """The scores of `hits`, each lowered as little as makes it smaller than the one before.

    In single precision, which some tools read scores with.
    """
    scores: list[float] = []
    ceiling = np.float32(np.inf)
    for hit in hits:
        score = np.float32(hit.score)
        ceiling = score if score < ceiling else np.nextafter(ceiling, np.float32(-np.inf))
        scores.append(float(ceiling))
    return scores


def _ordered(hits: Iterable[Found]) -> tuple[Found, ...]:
    return tuple(sorted(hits, key=lambda hit: (-hit.score, hit.pair)))


def _fields(path: Path, count: int) -> Iterable[tuple[list[str], str]]:
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise SetError(f"{path} cannot be read: {error}.") from error
    for number, line in enumerate(lines, start=1):
        fields = line.split()
        if fields and len(fields) != count:
            raise SetError(f"{path}:{number}: expected {count} fields, found {len(fields)}.")
        if fields:
            yield fields, f"{path}:{number}"


def _number(text: str, where: str) -> float:
    try:
        return float(text)
    except ValueError as error:
        raise SetError(f"{where}: {text!r} is no number.") from error
