"""Figures as plain text tables for the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import isnan

from eval.bootstrap import Figure
from eval.figures import Figures, GroupFigures
from eval.measures import RANKING, VERDICT
from qa.model import Label


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table with the first column to the left, the others to the right; no trailing space."""
    lines = [list(head), *map(list, rows)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(head))]
    rule = ["-" * width for width in widths]
    return "\n".join(_line(line, widths) for line in [lines[0], rule, *lines[1:]])


def overview(figures: Figures) -> str:
    """Everything that `run` shows: ranking, verdict, labels, quotes, failures, latency."""
    parts = [_ranking(figures), _verdict(figures), _labels(figures), _closing(figures)]
    return "\n\n".join(part for part in parts if part)


def number(value: float, digits: int = 3) -> str:
    """A value with fixed digits, "–" where it is undefined."""
    return "–" if isnan(value) else f"{value:.{digits}f}"


def interval(figure: Figure) -> str:
    """The bounds of a figure: "[0.81, 0.93]"."""
    return f"[{number(figure.low)}, {number(figure.high)}]"


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    first = cells[0].ljust(widths[0])
    rest = [cell.rjust(width) for cell, width in zip(cells[1:], widths[1:], strict=True)]
    return "  ".join([first, *rest]).rstrip()


def _ranking(figures: Figures) -> str:
    rows = [_ranking_row(found) for found in figures.groups if found.ranking]
    if not rows:
        return ""
    return table(["ranking", "n", *RANKING, "MRR@10 95%"], rows)


def _ranking_row(found: GroupFigures) -> list[str]:
    values = [number(found.ranking[name].value) for name in RANKING]
    return [found.group.name, str(found.answerable), *values, interval(found.ranking["MRR@10"])]


def _verdict(figures: Figures) -> str:
    judged = [found for found in figures.groups if found.verdict]
    return "\n\n".join(_verdict_of(found) for found in judged)


def _verdict_of(found: GroupFigures) -> str:
    head = [f"verdict {found.group.name}", "value", "95%"]
    rows = [
        [name, number(found.verdict[name].value), interval(found.verdict[name])] for name in VERDICT
    ]
    rows += [[f"AUROC against {n}", number(value), ""] for n, value in found.against.items()]
    return table(head, rows)


def _labels(figures: Figures) -> str:
    rows = []
    for found in figures.groups:
        for kind, counts in found.labels.items():
            total = sum(counts.values())
            if total and not found.group.slice.startswith("length:"):
                shares = [
                    f"{counts[label.value]} ({counts[label.value] / total:.0%})" for label in Label
                ]
                misled = str(found.misled) if kind == "answerable" else ""
                rows.append([f"{found.group.name} {kind}", str(total), *shares, misled])
    return table(["verdict given", "n", *(label.value for label in Label), "misled"], rows)


def _closing(figures: Figures) -> str:
    times = ", ".join(f"{name} {value:.1f}" for name, value in figures.latency.items())
    return (
        f"quotes proved: {figures.proved} of {figures.shown}\n"
        f"failures: {figures.failures}\n"
        f"latency per question (ms): {times}"
    )
