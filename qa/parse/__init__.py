"""Reads questions and answers out of a source text: `parse(source) -> Parsed`.

The text is cleaned, its furniture and footnotes masked; every layout that finds a question in
it reads it; the reading that explains most wins. A reading that is not sure enough yields
gaps, not guesses.
"""

from __future__ import annotations

from qa.model import Kind, Parsed, SourceText
from qa.parse.build import build
from qa.parse.kinds import announced
from qa.parse.prepare import prepare
from qa.parse.readings import best_reading

__all__ = ["parse"]


def parse(source: SourceText) -> Parsed:
    """The document, its pairs and gaps. Deterministic; no text makes it raise."""
    prepared = prepare(source)
    hint = announced(source)
    asks_only = hint in (Kind.QUESTIONS, Kind.POSTPONEMENT)
    reading = None if hint is Kind.LETTER else best_reading(prepared.clean, asks_only=asks_only)
    return build(source, prepared, hint, reading)
