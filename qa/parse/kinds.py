"""What a document is: answers, questions without answer, a postponement, or a letter.

What a document announces of itself comes first; what could be read in it decides the rest.
"""

from __future__ import annotations

import re

from qa.model import Kind, SourceText

_HEAD = 6000
_FLAGS = re.IGNORECASE | re.MULTILINE
_BEARER = r"(?:de\s+)?(?:minister|staatssecretaris|minister-president)"
_POSTPONED = re.compile(
    rf"^[ \t]*mededeling(?:\s+van\s+{_BEARER}|(?=\s)\s*+:?[ \t]*$)"
    r"|kunnen\s+(?:\S+\s+){0,5}niet\s+binnen\s+de\s*gebruikelijke\s+termijn",
    _FLAGS,
)
_ANSWERED = re.compile(
    rf"^[ \t]*antwoord(?:en)?\s+van\s+{_BEARER}|daarop\s+door\s+de\s+regering\s+gegeven\s+antwoord"
    r"|antwoord(?:en)?\s+algemene\s+rekenkamer|^[ \t]*lijst\s+van\s+vragen\s+en\s+antwoorden"
    r"|(?:vragen\s+en\s+antwoorden\s+zijn\s+hierna)",
    _FLAGS,
)
_ASKED = re.compile(
    r"vragen\s+gesteld\s+door\s+de\s+leden\s+der\s+kamer(?!,?\s*met)|\bkv-tk-"
    r"|\(?ingezonden\s+\d{1,2}\s+\w+\s+\d{4}|lijst\s+van\s+vragen(?!\s+en)",
    _FLAGS,
)


def announced(source: SourceText) -> Kind | None:
    """The kind that official properties or the document's own words announce, if any."""
    if "kind" in source.metadata:
        return Kind(source.metadata["kind"])
    if source.metadata.get("id", "").startswith("kv-"):
        return Kind.QUESTIONS
    head = source.text[:_HEAD]
    if _POSTPONED.search(source.text) and not re.search(
        rf"^[ \t]*antwoord(?:en)?\s+van\s+{_BEARER}", head, _FLAGS
    ):
        return Kind.POSTPONEMENT
    if _ANSWERED.search(head):
        return Kind.ANSWERS
    if _ASKED.search(head):
        return Kind.QUESTIONS
    return None


def settle(hint: Kind | None, answered: int, asked: int) -> Kind:
    """The kind, from what is announced and how many questions were read with an answer or not.

    A document that announces answers but shows none to read is not called a letter: the
    reader of the screen must see that something is missing.
    """
    if hint in (Kind.POSTPONEMENT, Kind.LETTER):
        return hint
    if hint is Kind.QUESTIONS:
        return Kind.ANSWERS if answered > asked // 2 else Kind.QUESTIONS
    if answered:
        return Kind.ANSWERS
    return hint or (Kind.QUESTIONS if asked else Kind.LETTER)
