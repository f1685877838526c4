"""Runs a retriever over a question set and keeps what happened, question by question.

A question on which the retriever fails becomes a row with the failure in it: the run goes on,
and the question counts as not found. Everything that is measured later is measured on these
rows, so that a run can be saved, read back and compared.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any, Final

from eval.errors import SetError
from eval.sets import Question, as_json, from_json
from qa.model import Hit, Label, Verdict
from qa.retrieval import Retriever
from qa.verify import prove

FORMAT: Final = 1
"""The version of the results file."""
DEPTH: Final = 10
"""Hits asked for each question: the measures look no deeper."""
Progress = Callable[[int, int], None]
"""Called with the questions done and the questions in all."""


@dataclass(frozen=True, slots=True)
class Found:
    """A pair that was found, with its scores; ranks follow from the order."""

    pair: str
    score: float
    dense: float | None = None
    lexical: float | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """What happened to one question.

    `proved` counts the hits whose text is proved against the source, `milliseconds` is the
    time of searching and judging. `failure` holds the error's class and message, or "";
    a failed row has no hits and the verdict "none".
    """

    question: Question
    hits: tuple[Found, ...] = ()
    label: Label = Label.NONE
    probability: float = 0.0
    calibrated: bool = False
    proved: int = 0
    milliseconds: float = 0.0
    failure: str = ""

    @property
    def rank(self) -> int | None:
        """The rank of the first hit that answers the question, from 1; None if there is none."""
        for rank, hit in enumerate(self.hits, start=1):
            if hit.pair in self.question.relevant:
                return rank
        return None


@dataclass(frozen=True, slots=True)
class Run:
    """One system's rows over a question set. `system` says what was measured (encoder, store).

    `judged` is False for a ranking alone, whose rows have no verdict.
    """

    name: str
    rows: tuple[Row, ...]
    system: dict[str, Any] = field(default_factory=dict)
    judged: bool = True


def run(
    questions: Sequence[Question],
    retriever: Retriever,
    *,
    k: int = DEPTH,
    name: str = "run",
    system: dict[str, Any] | None = None,
    progress: Progress | None = None,
) -> Run:
    """Asks `retriever` every question, one at a time, and keeps the rows in order.

    The first question is asked once before the clock runs, so that the latencies are those of
    a system in use and not of the loading of a model.
    """
    proofs = _Proofs(retriever)
    if questions:
        _ask(questions[0], retriever, k, proofs)
    rows = []
    for done, question in enumerate(questions, start=1):
        rows.append(_ask(question, retriever, k, proofs))
        if progress is not None:
            progress(done, len(questions))
    return Run(name, tuple(rows), system or {})


def save(path: Path, result: Run) -> None:
    """Writes `result` as JSON."""
    values = {
        "format": FORMAT,
        "name": result.name,
        "system": result.system,
        "judged": result.judged,
        "rows": [_row_json(row) for row in result.rows],
    }
    text = json.dumps(values, ensure_ascii=False, indent=1)
    path.write_text(f"{text}\n", encoding="utf-8")


def load(path: Path) -> Run:
    """The run that `save` wrote to `path`.

    Raises:
        SetError: the file is missing, damaged, or of another format.
    """
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        if values["format"] != FORMAT:
            raise SetError(
                f"{path} has results format {values['format']!r}, expected {FORMAT}; "
                "run the evaluation again."
            )
        rows = tuple(_row(row, str(path)) for row in values["rows"])
        return Run(values["name"], rows, values["system"], values["judged"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise SetError(
            f"{path} holds no results of `python -m eval run` ({type(error).__name__}: {error})."
        ) from error


class _Proofs:
    """Proves hits against their source, each source fetched once."""

    def __init__(self, retriever: Retriever) -> None:
        self._retriever = retriever
        self._texts: dict[str, str | None] = {}
        self._proved: dict[str, bool] = {}

    def count(self, hits: Iterable[Hit]) -> int:
        return sum(self._holds(hit) for hit in hits)

    def _holds(self, hit: Hit) -> bool:
        pair = hit.pair
        if pair.document not in self._texts:
            source = self._retriever.source(pair.document)
            self._texts[pair.document] = None if source is None else source.text
        text = self._texts[pair.document]
        if pair.id not in self._proved:
            self._proved[pair.id] = text is not None and prove(pair, text)
        return self._proved[pair.id]


def _ask(question: Question, retriever: Retriever, k: int, proofs: _Proofs) -> Row:
    start = perf_counter()
    try:
        hits = retriever.search(question.text, k=k)
        verdict = retriever.verdict(question.text, hits)
        elapsed = (perf_counter() - start) * 1000
        return _kept(question, hits, verdict, proofs.count(hits), elapsed)
    except Exception as error:  # whatever breaks is a finding about the system under test
        elapsed = (perf_counter() - start) * 1000
        failure = f"{type(error).__name__}: {error}"
        return Row(question, milliseconds=elapsed, failure=failure)


def _kept(
    question: Question, hits: Sequence[Hit], verdict: Verdict, proved: int, milliseconds: float
) -> Row:
    return Row(
        question=question,
        hits=tuple(Found(hit.pair.id, hit.score, hit.dense, hit.lexical) for hit in hits),
        label=verdict.label,
        probability=verdict.probability,
        calibrated=verdict.calibrated,
        proved=proved,
        milliseconds=milliseconds,
    )


def _row_json(row: Row) -> dict[str, Any]:
    return {
        "question": as_json(row.question),
        "rank": row.rank,
        "hits": [asdict(hit) for hit in row.hits],
        "verdict": {
            "label": row.label.value,
            "probability": row.probability,
            "calibrated": row.calibrated,
        },
        "proved": row.proved,
        "milliseconds": round(row.milliseconds, 3),
        "failure": row.failure,
    }


def _row(values: dict[str, Any], where: str) -> Row:
    verdict = values["verdict"]
    return Row(
        question=from_json(values["question"], where),
        hits=tuple(Found(**hit) for hit in values["hits"]),
        label=Label(verdict["label"]),
        probability=verdict["probability"],
        calibrated=verdict["calibrated"],
        proved=values["proved"],
        milliseconds=values["milliseconds"],
        failure=values["failure"],
    )
