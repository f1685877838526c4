"""Thumbs: whether a quote answered a question. Kept only where a file was named to keep them in.

The file holds one JSON object a line, `{"day", "query", "pair", "answers"}`, the newest last;
`python -m eval import-feedback` turns it into a question set. It never leaves the machine.
"""

from __future__ import annotations

import json
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from fastapi import FastAPI, HTTPException
from pydantic import BaseModel, Field

from qa.errors import LONGEST_QUERY
from qa.retrieval import Retriever

_LONGEST_ID: Final = 300


class Judgement(BaseModel):
    """A reader's word on one quote."""

    query: str = Field(min_length=1, max_length=LONGEST_QUERY)
    pair: str = Field(min_length=1, max_length=_LONGEST_ID)
    answers: bool


def add_feedback(server: FastAPI, retriever: Retriever, file: Path) -> None:
    """Adds `POST /kamervragen/feedback` to the server, which adds a line to `file`.

    It takes JSON only, which a page of another site cannot send without being asked first.
    """
    turn = threading.Lock()

    @server.post("/kamervragen/feedback", status_code=204)
    def feedback(judged: Judgement) -> None:
        if retriever.pair(judged.pair) is None:
            raise HTTPException(404, "Dit antwoord staat niet in de verzameling.")
        day = datetime.now(UTC).astimezone().date().isoformat()
        line = json.dumps({"day": day, **judged.model_dump()}, ensure_ascii=False)
        with turn:
            file.parent.mkdir(parents=True, exist_ok=True)
            with file.open("a", encoding="utf-8") as kept:
                kept.write(f"{line}\n")
