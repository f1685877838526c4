"""The filters beside the question: choices from the collection, and what was chosen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

import gradio as gr

from qa.errors import QueryError
from qa.model import Document, Filters
from qa.ui.words import Words

Chosen = Sequence[str | None]
"""Values of the filter fields in the order of `FIELDS`."""
FIELDS: Final = ("ministry", "vergaderjaar", "dossier", "member", "party", "after", "before")


def filter_fields(documents: Sequence[Document], words: Words) -> list[gr.Textbox | gr.Dropdown]:
    """The fields, in the order of `FIELDS`. Call it inside the Blocks that are built."""
    return [
        _choice(words.filter_ministry, _split(d.ministry for d in documents), words),
        _choice(words.filter_year, (d.vergaderjaar for d in documents), words),
        _choice(words.filter_dossier, (d.dossier for d in documents), words),
        gr.Textbox(label=words.filter_member),
        gr.Textbox(label=words.filter_party),
        gr.Textbox(label=words.filter_after, placeholder="2020-01-01", max_length=10),
        gr.Textbox(label=words.filter_before, placeholder="2024-12-31", max_length=10),
    ]


def chosen_filters(chosen: Chosen, words: Words) -> Filters:
    """What was chosen, as filters.

    Raises:
        QueryError: a date is none.
    """
    values = {name: (value or "").strip() for name, value in zip(FIELDS, chosen, strict=False)}
    return Filters(
        ministry=values.get("ministry", ""),
        vergaderjaar=values.get("vergaderjaar", ""),
        dossier=values.get("dossier", ""),
        member=values.get("member", ""),
        party=values.get("party", ""),
        after=_date(values.get("after", ""), words),
        before=_date(values.get("before", ""), words),
    )


def describe(chosen: Chosen, words: Words) -> str:
    """The chosen filters in one line; "" without any."""
    names = (
        words.filter_ministry,
        words.filter_year,
        words.filter_dossier,
        words.filter_member,
        words.filter_party,
        words.filter_after,
        words.filter_before,
    )
    used = [
        f"{name.split(' (')[0]} {value}"
        for name, value in zip(names, chosen, strict=False)
        if value
    ]
    return words.filters_used.format(filters=", ".join(used)) if used else ""


def _choice(label: str, values: Iterable[str], words: Words) -> gr.Dropdown:
    choices = [(words.any_value, ""), *((v, v) for v in sorted({v for v in values if v}))]
    return gr.Dropdown(choices, value="", label=label)


def _split(values: Iterable[str]) -> Iterable[str]:
    return (part.strip() for value in values for part in value.split(";"))


def _date(value: str, words: Words) -> date | None:
    if not value:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise QueryError(words.bad_date.format(value=repr(value))) from error
