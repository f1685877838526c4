"""What scripts may call over the API: the shapes of the command line, nothing of the screen."""

from __future__ import annotations

from typing import Any

import gradio as gr
from gradio.events import api

from qa.answer import answer
from qa.check import check_set
from qa.errors import KamervragenError
from qa.retrieval import Retriever
from qa.shapes import checked_shape, reply_shape


def add_api(retriever: Retriever) -> None:
    """Adds the calls `/ask` and `/check`. Call it inside the Blocks."""

    def ask(question: str, k: int = 5) -> dict[str, Any]:
        """The reply to one question, in the shape of `kamervragen search --json`."""
        try:
            return reply_shape(answer(question, retriever, k=max(1, min(k, 50))))
        except KamervragenError as error:
            raise gr.Error(str(error)) from error

    def check(text: str, k: int = 3) -> list[dict[str, Any]]:
        """Every question of a set with its reply; `reply` is null where `problem` says why."""
        try:
            return [checked_shape(one) for one in check_set(text, retriever, k=max(1, min(k, 50)))]
        except KamervragenError as error:
            raise gr.Error(str(error)) from error

    api(ask, api_name="ask")
    api(check, api_name="check")
