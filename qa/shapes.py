"""The JSON shapes that scripts rely on (`--json`, REST): fixed names, plain values."""

from __future__ import annotations

from typing import Any

from qa.check import Checked
from qa.citation import cite, link
from qa.model import Hit, Pair, Parsed, Reply, Span, Verdict

Shape = dict[str, Any]


def parsed_shape(parsed: Parsed) -> Shape:
    """One parsed document, as `kamervragen parse --json` prints it."""
    document = parsed.document
    return {
        "source": document.source,
        "id": document.id,
        "kind": document.kind.value,
        "citation": cite(document),
        "title": document.title,
        "asker": document.asker,
        "minister": document.minister,
        "received": None if document.received is None else document.received.isoformat(),
        "introduction": document.introduction,
        "introduction_spans": _span_shapes(document.introduction_spans),
        "layout": parsed.layout,
        "confidence": round(parsed.confidence, 3),
        "pairs": [_pair_shape(pair) for pair in parsed.pairs],
        "gaps": [{"number": g.number, "reason": g.reason, "at": g.at} for g in parsed.gaps],
    }


def _pair_shape(pair: Pair) -> Shape:
    return {
        "id": pair.id,
        "number": pair.number,
        "numbers": list(pair.numbers),
        "introduction": pair.introduction,
        "introduction_spans": _span_shapes(pair.introduction_spans),
        "question": pair.question,
        "answer": pair.answer,
        "question_spans": _span_shapes(pair.question_spans),
        "answer_spans": _span_shapes(pair.answer_spans),
        "refers_to": list(pair.refers_to),
        "unanswered": pair.unanswered,
    }


def _span_shapes(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def reply_shape(reply: Reply) -> Shape:
    """One reply, as `kamervragen search --json` prints it."""
    return {
        "query": reply.query,
        "language": reply.language,
        "verdict": verdict_shape(reply.verdict),
        "hits": [hit_shape(hit) for hit in reply.hits],
        "notices": list(reply.notices),
        "withheld": reply.withheld,
    }


def checked_shape(one: Checked) -> Shape:
    """One question of a set, as `kamervragen check --json` prints it.

    `reply` is null where the question could not be searched; `problem` then says why.
    """
    return {
        "number": one.question.number,
        "question": one.question.text,
        "read_as": one.read_as,
        "reply": reply_shape(one.reply) if one.reply else None,
        "problem": one.problem,
    }


def verdict_shape(verdict: Verdict) -> Shape:
    """A verdict; `calibrated` is false where the plain rule gave the probability."""
    return {
        "label": verdict.label.value,
        "probability": round(verdict.probability, 6),
        "calibrated": verdict.calibrated,
    }


def hit_shape(hit: Hit) -> Shape:
    """One hit; scores are rounded to six decimals, null where an index did not return it.

    `later` is the pair that answers the same question anew, `earlier` are those that did before.
    """
    return {
        "rank": hit.rank,
        "pair": hit.pair.id,
        "document": hit.pair.document,
        "number": hit.pair.number,
        "numbers": list(hit.pair.numbers),
        "score": round(hit.score, 6),
        "dense": None if hit.dense is None else round(hit.dense, 6),
        "lexical": None if hit.lexical is None else round(hit.lexical, 6),
        "question": hit.pair.question,
        "answer": hit.pair.answer,
        "citation": cite(hit.document, hit.pair),
        "url": link(hit.document),
        "later": hit.later or None,
        "earlier": list(hit.earlier),
    }
