"""Figures as plain text tables for the terminal."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from math import isnan, nan
from typing import Final

from eval.bootstrap import Figure
from eval.figures import SHOWN, Figures, GroupFigures
from eval.measures import RANKING
from qa.model import Label

_SHORT: Final = {
    "AUROC": "AUROC",
    "average precision": "AP",
    "false answered at 85% recall": "false@85",
    "false answered at 90% recall": "false@90",
    "calibration error": "ECE",
    "Brier score": "Brier",
}
"""The verdict's measures, and how a column is headed."""
_VERDICT_HEAD: Final = ("n", *_SHORT.values(), "AUROC 95%")


def table(head: Sequence[str], rows: Iterable[Sequence[str]], texts: Collection[int] = (0,)) -> str:
    """A table with the columns `texts` to the left, the others to the right."""
    lines = [list(head), *map(list, rows)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(head))]
    rule = ["-" * width for width in widths]
    return "\n".join(_line(line, widths, texts) for line in [lines[0], rule, *lines[1:]])


def markdown_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """The same as a table of Markdown."""
    lines = [head, ["---", *["--:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def overview(figures: Figures) -> str:
    """Everything that `run` shows: ranking, verdict, labels, quotes, failures, latency."""
    parts = [_ranking(figures), _verdict(figures), _labels(figures), _closing(figures)]
    return "\n\n".join(part for part in parts if part)


def page(figures: Figures) -> str:
    """The same as a page of Markdown, with the system that was measured."""
    system = "\n".join(f"- {name}: {value}" for name, value in figures.system.items())
    return f"# {figures.name}\n\n{system}\n\n```\n{overview(figures)}\n```\n"


def number(value: float, digits: int = 3) -> str:
    """A value with fixed digits, "–" where it is undefined."""
    return "–" if isnan(value) else f"{value:.{digits}f}"


def interval(figure: Figure) -> str:
    """The bounds of a figure: "[0.81, 0.93]"."""
    return f"[{number(figure.low)}, {number(figure.high)}]"


def _line(cells: Sequence[str], widths: Sequence[int], texts: Collection[int]) -> str:
    placed = (
        cell.ljust(width) if at in texts else cell.rjust(width)
        for at, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return "  ".join(placed).rstrip()


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
    against = sorted({name for found in judged for name in found.against})
    more = [f"vs {name}" for name in against]
    right = [
        _verdict_row(found, found.verdict) + [number(found.against.get(n, nan)) for n in against]
        for found in judged
    ]
    shown = [_verdict_row(found, found.shown) for found in judged if found.shown]
    parts = []
    if right:
        parts.append(table(["verdict", *_VERDICT_HEAD, *more], right))
    if shown:
        parts.append(table([f"verdict, right in first {SHOWN}", *_VERDICT_HEAD], shown))
    return "\n\n".join(parts)


def _verdict_row(found: GroupFigures, figures: dict[str, Figure]) -> list[str]:
    values = [number(figures[name].value) for name in _SHORT]
    auroc = figures["AUROC"]
    return [found.group.name, str(auroc.count), *values, interval(auroc)]


def _labels(figures: Figures) -> str:
    rows = []
    for found in figures.groups:
        for kind, counts in found.labels.items():
            total = sum(counts.values())
            if total and (kind == "unanswerable" or not found.group.slice):
                shares = [
                    f"{counts[label.value]} ({counts[label.value] / total:.0%})" for label in Label
                ]
                misled = str(found.misled) if kind == "answerable" else ""
                rows.append([f"{found.group.name} {kind}", str(total), *shares, misled])
    if not rows:
        return ""
    return table(["verdict given", "n", *(label.value for label in Label), "misled"], rows)


def _closing(figures: Figures) -> str:
    times = ", ".join(f"{name} {value:.1f}" for name, value in figures.latency.items())
    lines = [
        f"quotes proved: {figures.proved} of {figures.shown}" if figures.shown else "",
        f"failures: {sum(figures.failures.values())}",
        *(f"  {count} × {error[:200]}" for error, count in figures.failures.items()),
        f"latency per question (ms): {times}" if times else "",
    ]
    return "\n".join(filter(None, lines))
