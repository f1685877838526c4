"""A run as one HTML page that carries everything in itself: tables, plots, and each question."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Final

from eval import svg
from eval.compare import Comparison
from eval.compare import overview as comparison_text
from eval.figures import Figures, GroupFigures
from eval.measures import outcomes, precision_recall, reliability
from eval.run import Row, Run
from eval.sets import Split
from eval.svg import Axis, Bar
from eval.table import overview

_STYLE: Final = """
body{font:15px/1.5 system-ui,sans-serif;color:#1b1b1b;background:#fff;max-width:70rem;
margin:2rem auto;padding:0 1rem}
h1{font-size:1.5rem}h2{font-size:1.2rem;margin-top:2.2rem}
pre{overflow-x:auto;background:#f5f6f8;padding:.8rem;font-size:13px;line-height:1.4}
figure{display:inline-block;margin:0 1rem 1rem 0;vertical-align:top;max-width:100%}
figcaption{font-size:13px;color:#444;max-width:26rem}svg{max-width:100%;height:auto}
svg text{font-size:11px;fill:#333}.tick,.title{text-anchor:middle}.left,.name{text-anchor:end}
.grid{stroke:#e2e5ea;fill:none}.line{stroke:#154273;stroke-width:2;fill:none}
.ideal{stroke:#8a8f98;stroke-dasharray:4 4;fill:none}.dot{fill:#154273;fill-opacity:.75}
.bar{fill:#8fb4dd}.whisker{stroke:#154273;stroke-width:2;fill:none}
table{border-collapse:collapse;font-size:13px;width:100%}
th,td{text-align:left;padding:.25rem .5rem;border-bottom:1px solid #e2e5ea;vertical-align:top}
"""
_PROBABILITY: Final = Axis("probability that it was answered")
_QUESTIONS: Final = 10_000
"""Rows in the table of questions: beyond that a page serves nobody."""


def page(result: Run, figures: Figures, compared: Comparison | None = None) -> str:
    """The page about `result` and its `figures`; with what changed since `compared.before`."""
    sections = [
        ("Figures", f"<pre>{escape(overview(figures))}</pre>"),
        ("Ranking per group", _bars(figures)),
    ]
    if result.judged:
        sections.append(("Verdict", _verdicts(result.rows)))
    if figures.latency:
        sections.append(("Latency", _latency(result.rows)))
    if compared is not None:
        text = f"<pre>{escape(comparison_text(compared))}</pre>"
        sections.append((f"Against {compared.before}", text))
    sections.append(("Questions", _questions(result.rows)))
    body = "".join(f"<section><h2>{escape(t)}</h2>{html}</section>" for t, html in sections)
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>Evaluation: {escape(figures.name)}</title><style>{_STYLE}</style></head>"
        f"<body><h1>Evaluation: {escape(figures.name)}</h1>{_system(figures)}{body}</body></html>\n"
    )


def _system(figures: Figures) -> str:
    rows = [*figures.system.items(), ("questions", figures.questions)]
    return _table((), [(str(key), str(value)) for key, value in rows])


def _bars(figures: Figures) -> str:
    named = ("MRR@10", "hit@3")
    ranked = [group for group in figures.groups if group.ranking]
    tested = [group for group in ranked if group.group.split is Split.TEST]
    found = tested or ranked
    return "".join(
        _figure(svg.bars(name, [_bar(group, name) for group in found]), f"{name}, 95% interval.")
        for name in named
        if found
    )


def _bar(group: GroupFigures, name: str) -> Bar:
    figure = group.ranking[name]
    label = f"{group.group.name} ({figure.count})"
    return Bar(label, figure.value, figure.low, figure.high)


def _verdicts(rows: Sequence[Row]) -> str:
    return "".join(
        _verdict(split.value, [row for row in rows if row.question.split == split])
        for split in (Split.DEV, Split.TEST)
    )


def _verdict(split: str, rows: Sequence[Row]) -> str:
    answerable, probability = outcomes(rows)
    if not answerable.any() or answerable.all():
        return ""
    y = Axis("share that the corpus answers")
    bins = reliability(answerable, probability)
    points = [(b.probability, b.frequency, 3 + b.count**0.5, f"{b.count} questions") for b in bins]
    ideal = svg.line([(0, 0), (1, 1)], _PROBABILITY, y, "ideal")
    marks = svg.dots(points, _PROBABILITY, y)
    recall, precision = Axis("recall"), Axis("precision")
    curve = zip(*precision_recall(answerable, probability), strict=True)
    return _figure(
        svg.plot(f"Reliability, {split}", _PROBABILITY, y, ideal, marks),
        f"Reliability on {split}: on the dashed line the probability is what it says. "
        "A larger disc stands for more questions.",
    ) + _figure(
        svg.plot(
            f"Precision and recall, {split}",
            recall,
            precision,
            svg.line(curve, recall, precision),
        ),
        f"Precision and recall of the verdict on {split}, over all thresholds.",
    )


def _latency(rows: Sequence[Row]) -> str:
    times = sorted(row.milliseconds for row in rows)
    x = Axis("milliseconds per question", max(times[-1], 1.0), "{:.0f}".format)
    y = Axis("share of questions")
    points = [(0.0, 0.0), *((t, (at + 1) / len(times)) for at, t in enumerate(times))]
    drawn = svg.plot("Latency", x, y, svg.line(points, x, y))
    return _figure(drawn, "Share of questions that were searched and judged within a time.")


def _questions(rows: Sequence[Row]) -> str:
    head = ("question", "text", "rank", "verdict", "probability", "first hit", "failure")
    return _table(head, [_cells(row) for row in rows[:_QUESTIONS]])


def _cells(row: Row) -> tuple[str, ...]:
    place = "/".join((row.question.split.value, row.question.language, row.question.slice))
    rank = str(row.rank or "–") if row.question.answerable else "no answer"
    first = row.hits[0].pair if row.hits else ""
    return (
        f"{row.question.id} ({place})",
        row.question.text,
        rank,
        row.label.value,
        f"{row.probability:.3f}",
        first,
        row.failure,
    )


def _figure(drawn: str, caption: str) -> str:
    return f"<figure>{drawn}<figcaption>{escape(caption)}</figcaption></figure>"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [_each("th", head)] if head else []
    lines += [_each("td", row) for row in rows]
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def _each(tag: str, cells: Iterable[str]) -> str:
    return "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in cells)
