"""Plots as inline SVG: no script, no library, nothing that a page would have to load."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

WIDTH: Final = 420
HEIGHT: Final = 300
_LEFT: Final = 52
_RIGHT: Final = 14
_TOP: Final = 14
_BOTTOM: Final = 44
_ROW: Final = 26
_LABELS: Final = 190


@dataclass(frozen=True, slots=True)
class Bar:
    """One horizontal bar in [0, 1] with the bounds of its interval."""

    label: str
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis: its title, its end (it begins at 0), and how a tick is written."""

    title: str
    end: float = 1.0
    format: Callable[[float], str] = "{:.1f}".format


Point = tuple[float, float]


def plot(title: str, x: Axis, y: Axis, *marks: str) -> str:
    """A plot with axes and grid around `marks`, which were drawn with the same axes."""
    parts = [_grid(x, y), *marks]
    return _svg(title, WIDTH, HEIGHT, parts)


def line(points: Iterable[Point], x: Axis, y: Axis, kind: str = "line") -> str:
    """A line through `points`; `kind` is its class in the page's style."""
    path = " ".join(f"{_x(a, x):.1f},{_y(b, y):.1f}" for a, b in points)
    return f'<polyline class="{kind}" points="{path}"/>'


def dots(points: Iterable[tuple[float, float, float, str]], x: Axis, y: Axis) -> str:
    """Discs at (x, y) with a radius and a tooltip."""
    return "".join(
        f'<circle class="dot" cx="{_x(a, x):.1f}" cy="{_y(b, y):.1f}" r="{radius:.1f}">'
        f"<title>{escape(tip)}</title></circle>"
        for a, b, radius, tip in points
    )


def bars(title: str, rows: Sequence[Bar]) -> str:
    """Horizontal bars on [0, 1], each with its interval as a whisker and its value as text."""
    span = WIDTH - 20
    parts = []
    for at, bar in enumerate(rows):
        top = _TOP + at * _ROW
        middle = top + _ROW / 2 - 3
        low, high = (_LABELS + bound * span for bound in (bar.low, bar.high))
        parts.append(
            f'<text class="name" x="{_LABELS - 8}" y="{middle + 4:.1f}">{escape(bar.label)}</text>'
            f'<rect class="bar" x="{_LABELS}" y="{top}" width="{bar.value * span:.1f}" '
            f'height="{_ROW - 6}"/>'
            f'<path class="whisker" d="M{low:.1f} {middle:.1f}H{high:.1f}"/>'
            f'<text class="value" x="{_LABELS + span + 8}" y="{middle + 4:.1f}">'
            f"{bar.value:.3f}</text>"
        )
    return _svg(title, _LABELS + span + 60, _TOP + len(rows) * _ROW + 8, parts)


def _svg(title: str, width: float, height: float, parts: Iterable[str]) -> str:
    return (
        f'<svg viewBox="0 0 {width} {height}" width="{width}" role="img" '
        f'aria-label="{escape(title)}"><title>{escape(title)}</title>{"".join(parts)}</svg>'
    )


def _grid(x: Axis, y: Axis) -> str:
    parts = []
    for step in range(6):
        share = step / 5
        across, up = _x(share * x.end, x), _y(share * y.end, y)
        parts.append(
            f'<path class="grid" d="M{across:.1f} {_TOP}V{HEIGHT - _BOTTOM}'
            f'M{_LEFT} {up:.1f}H{WIDTH - _RIGHT}"/>'
            f'<text class="tick" x="{across:.1f}" y="{HEIGHT - _BOTTOM + 16}">'
            f"{escape(x.format(share * x.end))}</text>"
            f'<text class="tick left" x="{_LEFT - 6}" y="{up + 4:.1f}">'
            f"{escape(y.format(share * y.end))}</text>"
        )
    middle = (_TOP + HEIGHT - _BOTTOM) / 2
    parts.append(
        f'<text class="title" x="{(_LEFT + WIDTH - _RIGHT) / 2}" y="{HEIGHT - 8}">'
        f"{escape(x.title)}</text>"
        f'<text class="title" transform="translate(14 {middle}) rotate(-90)">'
        f"{escape(y.title)}</text>"
    )
    return "".join(parts)


def _x(value: float, axis: Axis) -> float:
    return _LEFT + value / axis.end * (WIDTH - _LEFT - _RIGHT)


def _y(value: float, axis: Axis) -> float:
    return HEIGHT - _BOTTOM - value / axis.end * (HEIGHT - _TOP - _BOTTOM)
