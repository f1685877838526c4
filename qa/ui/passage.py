"""The passage that a pair stands in, as published, with the pair marked by its spans."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from qa.model import Pair, SourceText, Span
from qa.ui.markup import element, escape

_CONTEXT: Final = 400
"""Characters shown before and after the pair."""


def excerpt(pair: Pair, source: SourceText) -> str:
    """The pair's part of the source with some text around it, as HTML."""
    spans = _spans([pair])
    if not spans:
        return ""
    start = _line_start(source.text, spans[0].start - _CONTEXT)
    end = _line_end(source.text, spans[-1].end + _CONTEXT)
    before = "… " if start > 0 else ""
    after = " …" if end < len(source.text) else ""
    return before + _marked(source.text, start, end, spans, anchor="") + after


def full_text(source: SourceText, pairs: Sequence[Pair], *, anchored: bool) -> str:
    """The whole source as HTML, `pairs` marked.

    Where `anchored`, the first mark carries the id "kv-here", to which the page scrolls.
    """
    anchor = "kv-here" if anchored else ""
    return _marked(source.text, 0, len(source.text), _spans(pairs), anchor=anchor)


def _spans(pairs: Sequence[Pair]) -> list[Span]:
    """The spans of `pairs`, in order, overlaps merged (a joint answer has one span)."""
    merged: list[Span] = []
    for span in sorted({s for pair in pairs for s in (*pair.question_spans, *pair.answer_spans)}):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _marked(text: str, start: int, end: int, spans: Sequence[Span], *, anchor: str) -> str:
    pieces = []
    at = start
    for span in spans:
        pieces.append(escape(text[at : span.start]))
        here = anchor if anchor and span is spans[0] else False
        pieces.append(element("mark", escape(span.of(text)), id=here))
        at = span.end
    pieces.append(escape(text[at:end]))
    return "".join(pieces)


def _line_start(text: str, at: int) -> int:
    return 0 if at <= 0 else text.rfind("\n", 0, at) + 1


def _line_end(text: str, at: int) -> int:
    found = text.find("\n", at)
    return len(text) if at >= len(text) or found < 0 else found
