"""The proof that a quote is verbatim.

A text is verbatim when it has the characters of the source in the source's order and only
layout differs: white space, and the hyphen that typesetting puts at the end of a line. What
stands between two spans (page furniture, footnotes, footnote marks) was cut out by the parser
and is no part of the claim. The proof therefore walks the source characters under the spans
and the claimed text side by side; the only character that the source may have beyond the
text is a hyphen or soft hyphen directly before a line break.
"""

from __future__ import annotations

from collections.abc import Iterable

from qa.model import Pair, Span

_HYPHENS = "-\u00ad\u2010"


def prove(pair: Pair, text: str) -> bool:
    """Whether the spans of `pair` in the source `text` reproduce what it says.

    That is its question, its answer, and the introduction that the question was asked under.
    """
    return (
        reproduces(pair.question_spans, text, pair.question)
        and reproduces(pair.answer_spans, text, pair.answer)
        and reproduces(pair.introduction_spans, text, pair.introduction)
    )


def reproduces(spans: Iterable[Span], text: str, claimed: str) -> bool:
    """Whether the characters of `text` under `spans` are `claimed`, up to layout.

    Spans must lie within `text`, in rising order and without overlap; otherwise there is
    nothing that they prove, and the result is False. No spans prove the empty text only.
    """
    ordered = tuple(spans)
    if not _well_formed(ordered, len(text)):
        return False
    wanted = "".join(claimed.split())
    printed = "".join("".join(text[span.start : span.end].split()) for span in ordered)
    return printed == wanted or _matches(ordered, text, wanted)


def _well_formed(spans: tuple[Span, ...], length: int) -> bool:
    last = 0
    for span in spans:
        if not last <= span.start < span.end <= length:
            return False
        last = span.end
    return True


def _matches(spans: tuple[Span, ...], text: str, wanted: str) -> bool:
    """Whether what is printed under `spans` is `wanted` but for hyphens at a line's end.

    A greedy match is enough: where a kept hyphen is optional and the text has a hyphen at this
    place it is matched, and two hyphens never stand beside each other at one line's end.
    """
    at = 0
    for span in spans:
        for place in range(span.start, span.end):
            value = text[place]
            if value.isspace():
                continue
            if at < len(wanted) and value == wanted[at]:
                at += 1
            elif not (value in _HYPHENS and _ends_line(text, place + 1)):
                return False
    return at == len(wanted)


def _ends_line(text: str, at: int) -> bool:
    """Whether only white space with a line break in it, or the text's end, follows."""
    while at < len(text) and text[at].isspace():
        if text[at] in "\n\r\f":
            return True
        at += 1
    return at == len(text)
