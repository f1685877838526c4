"""Reads questions and answers out of a source text: `parse(source) -> Parsed`.

The text is cleaned, its furniture and footnotes masked; every layout that finds a question in
it reads it; the reading that explains most wins. A reading that is not sure enough yields
gaps, not guesses.
"""

from __future__ import annotations

from qa.model import Parsed, SourceText
from qa.parse.build import build
from qa.parse.readings import analyse

__all__ = ["parse"]


def parse(source: SourceText) -> Parsed:
    """The document, its pairs and gaps. Deterministic; no text makes it raise."""
    analysis = analyse(source)
    return build(source, analysis.prepared, analysis.hint, analysis.best)
