"""The address that turns the desk's form into a file. Nothing is written to disk."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Final
from urllib.parse import parse_qsl

from fastapi import FastAPI, Request
from fastapi.responses import HTMLResponse, Response

from qa.errors import KamervragenError, LimitExceeded, QueryError
from qa.export import MEDIA_TYPES, FileKind, Sheet, write
from qa.export.sheet import citations
from qa.retrieval import Retriever
from qa.ui.kept import restored
from qa.ui.markup import element, escape

_LARGEST: Final = 20_000_000
"""Bytes of a form: a thousand long questions with notes stay far below it."""
_MOST_FIELDS: Final = 50_000
_LONGEST_NOTE: Final = 20_000


def add_downloads(server: FastAPI, retriever: Retriever) -> None:
    """Adds `POST /kamervragen/export` to the server."""

    @server.post("/kamervragen/export")
    async def export(request: Request) -> Response:
        from fastapi.concurrency import run_in_threadpool

        try:
            fields = await _fields(request)
            return await run_in_threadpool(_file, fields, retriever)
        except KamervragenError as error:
            page = element("p", escape(str(error))) + element("a", "Kamervragen", href="/")
            return HTMLResponse(f"<!doctype html><html lang='nl'><body>{page}", status_code=400)


async def _fields(request: Request) -> list[tuple[str, str]]:
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > _LARGEST:
            raise LimitExceeded(
                f"De set is te groot om op te slaan: meer dan {_LARGEST // 1_000_000} MB. "
                "Verdeel hem over meer sets."
            )
    try:
        return parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError as error:
        raise QueryError("Het formulier is beschadigd. Toets de set opnieuw.") from error


def _file(fields: list[tuple[str, str]], retriever: Retriever) -> Response:
    values = dict(fields)
    try:
        kind = FileKind(values.get("kind", ""))
        state = json.loads(values.get("state", ""))
    except ValueError as error:
        raise QueryError("Het formulier is beschadigd. Toets de set opnieuw.") from error
    questions, checked = restored(state, retriever)
    sheet = Sheet(
        questions,
        tuple(checked),
        datetime.now(UTC).astimezone().date(),
        picked=frozenset(
            (int(found[1]), found[2])
            for name, value in fields
            if name == "pick" and (found := re.fullmatch(r"(\d{1,4}):(.+)", value))
        ),
        notes={
            int(found[1]): value.replace("\r\n", "\n").strip()[:_LONGEST_NOTE]
            for name, value in fields
            if (found := re.fullmatch(r"note-(\d{1,4})", name)) and value.strip()
        },
        cited=citations(checked, retriever),
    )
    return Response(
        write(sheet, kind),
        media_type=MEDIA_TYPES[kind],
        headers={
            "Content-Disposition": f'attachment; filename="kamervragen-vragenset.{kind.value}"',
            "Cache-Control": "no-store",
        },
    )
