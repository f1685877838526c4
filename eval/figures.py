"""From rows to figures: every group's measures with their intervals, as data and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from eval import bootstrap
from eval.bootstrap import Figure
from eval.measures import RANKING, latency, outcomes, ranking, verdict
from eval.run import Row, Run
from eval.sets import fingerprint
from eval.slices import Group, groups
from qa.model import Label

SHOWN: Final = 3
"""Hits that a reader sees at first."""


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """The figures of one group.

    `ranking` is over its answerable questions, `verdict` over all of them (empty for a slice,
    and where the group has only one of the two kinds); `shown` is the same with a stricter
    truth: "answered" is right only where one of the first three hits answers. `against` holds
    the AUROC of the group's answerable questions against each slice of unanswerable ones.
    `labels` counts verdicts: of the answerable, and of the other questions. `misled` counts
    answerable ones called "answered" though none of the first three hits answers them.
    """

    group: Group
    answerable: int
    unanswerable: int
    failures: int
    ranking: dict[str, Figure]
    verdict: dict[str, Figure]
    shown: dict[str, Figure]
    against: dict[str, float]
    labels: dict[str, dict[str, int]]
    misled: int


@dataclass(frozen=True, slots=True)
class Figures:
    """The figures of a run.

    `proved` and `shown` count quotes. `failures` counts questions per error, the most frequent
    first. Latencies are in milliseconds.
    """

    name: str
    system: dict[str, Any]
    questions: str
    """The fingerprint of the question set."""
    groups: tuple[GroupFigures, ...]
    proved: int
    shown: int
    failures: dict[str, int]
    latency: dict[str, float]

    def find(self, name: str) -> GroupFigures | None:
        """The figures of the group with this name, or None."""
        return next((found for found in self.groups if found.group.name == name), None)


def measure(result: Run) -> Figures:
    """Takes every figure of `result`."""
    values = ranking(result.rows)
    found = (_group(group, rows, values, result.judged) for group, rows in groups(result.rows))
    return Figures(
        name=result.name,
        system=result.system,
        questions=fingerprint(row.question for row in result.rows),
        groups=tuple(found),
        proved=sum(row.proved for row in result.rows),
        shown=sum(len(row.hits) for row in result.rows) if result.judged else 0,
        failures=dict(Counter(row.failure for row in result.rows if row.failure).most_common()),
        latency=latency(result.rows),
    )


def as_json(figures: Figures) -> dict[str, Any]:
    """The JSON object of `figures`."""
    return {
        "name": figures.name,
        "system": figures.system,
        "questions": figures.questions,
        "proved": figures.proved,
        "shown": figures.shown,
        "failures": figures.failures,
        "latency_ms": {name: round(value, 3) for name, value in figures.latency.items()},
        "groups": {found.group.name: _group_json(found) for found in figures.groups},
    }


def figure_json(figure: Figure) -> dict[str, float | int]:
    """The JSON object of one figure: value and bounds, rounded, and the questions behind it."""
    return {
        "value": _rounded(figure.value),
        "low": _rounded(figure.low),
        "high": _rounded(figure.high),
        "count": figure.count,
    }


def _group(
    group: Group, rows: Sequence[Row], per_question: dict[str, dict[str, float]], verdicts: bool
) -> GroupFigures:
    answerable = [row for row in rows if row.question.answerable]
    others = [row for row in rows if not row.question.answerable]
    values = [per_question[row.question.id] for row in answerable]
    judged = bool(verdicts and answerable and others and not group.slice)
    return GroupFigures(
        group=group,
        answerable=len(answerable),
        unanswerable=len(others),
        failures=sum(bool(row.failure) for row in rows),
        ranking={m: bootstrap.mean([v[m] for v in values]) for m in RANKING} if values else {},
        verdict=bootstrap.of_verdict(verdict, *outcomes(rows)) if judged else {},
        shown=_shown(rows) if judged else {},
        against=_against(answerable, others) if judged else {},
        labels={"answerable": _labels(answerable), "unanswerable": _labels(others)}
        if verdicts
        else {},
        misled=sum(map(_misled, answerable)),
    )


def _shown(rows: Sequence[Row]) -> dict[str, Figure]:
    right, probability = outcomes(rows, within=SHOWN)
    if right.all() or not right.any():
        return {}
    return bootstrap.of_verdict(verdict, right, probability)


def _against(answerable: list[Row], others: list[Row]) -> dict[str, float]:
    values = {}
    for name in sorted({row.question.slice for row in others}):
        chosen = [row for row in others if row.question.slice == name]
        values[name or "all"] = verdict(*outcomes([*answerable, *chosen]))["AUROC"]
    return values


def _labels(rows: Sequence[Row]) -> dict[str, int]:
    counts = Counter(row.label for row in rows)
    return {label.value: counts[label] for label in Label}


def _misled(row: Row) -> bool:
    return row.label is Label.ANSWERED and (row.rank is None or row.rank > SHOWN)


def _group_json(found: GroupFigures) -> dict[str, Any]:
    return {
        "answerable": found.answerable,
        "unanswerable": found.unanswerable,
        "failures": found.failures,
        "misled": found.misled,
        "ranking": {name: figure_json(figure) for name, figure in found.ranking.items()},
        "verdict": {name: figure_json(figure) for name, figure in found.verdict.items()},
        "verdict shown": {name: figure_json(figure) for name, figure in found.shown.items()},
        "AUROC against": {name: _rounded(value) for name, value in found.against.items()},
        "labels": found.labels,
    }


def _rounded(value: float) -> float:
    return round(value, 6)
