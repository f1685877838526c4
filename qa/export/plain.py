"""JSON, for scripts: everything that the sheet holds, hits in the shape of `search --json`."""

from __future__ import annotations

import json
from typing import Any

from qa.export.sheet import Sheet
from qa.model import Quote
from qa.shapes import hit_shape, verdict_shape


def write(sheet: Sheet) -> bytes:
    """The JSON file: UTF-8, one object."""
    shape = {
        "title": sheet.questions.title,
        "introduction": sheet.questions.introduction,
        "source": sheet.questions.source,
        "made": sheet.made.isoformat(),
        "questions": [_question(sheet, at) for at in range(len(sheet.checked))],
    }
    text = json.dumps(shape, ensure_ascii=False, indent=1)
    return f"{text}\n".encode("utf-8", "replace")


def _question(sheet: Sheet, at: int) -> dict[str, Any]:
    one = sheet.checked[at]
    return {
        "number": one.question.number,
        "question": one.question.text,
        "read_as": one.read_as,
        "verdict": verdict_shape(one.reply.verdict) if one.reply else None,
        "problem": one.problem,
        "note": sheet.notes.get(at, ""),
        "hits": [_hit(quote) for quote in sheet.quotes(at)],
    }


def _hit(quote: Quote) -> dict[str, Any]:
    return {
        **hit_shape(quote.hit),
        "siblings": [{"pair": p.id, "question": p.question} for p in quote.siblings],
        "followed": [_hit(followed) for followed in quote.followed],
    }
