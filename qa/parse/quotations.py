"""Whether a place in a line stands within a quotation, by the quote marks that occur."""

from __future__ import annotations

import re

_NEAR = 600
_SIGN = re.compile(r"[«»“”„‘’\"']")
_CLOSED_BY = {"«": "»", "“": "”", "„": "”“", "‘": "’", '"': '"', "'": "'"}
_APOSTROPHES = "'’"


def is_quoted(text: str, start: int, end: int) -> bool:
    """Whether a quotation opens before `start` on its line and closes behind `end`."""
    top = max(text.rfind("\n", 0, start) + 1, start - _NEAR)
    if not _SIGN.search(text, top, start):
        return False
    opened = ""
    for sign in _SIGN.finditer(text, top, start):
        if opened:
            opened = "" if _closes(text, sign, opened) else opened
        elif sign[0] in _CLOSED_BY and _may_open(text, sign):
            opened = sign[0]
    line_end = text.find("\n", end)
    stop = min(len(text) if line_end < 0 else line_end, end + _NEAR)
    return bool(opened) and any(
        _closes(text, sign, opened) for sign in _SIGN.finditer(text, end, stop)
    )


def _may_open(text: str, sign: re.Match[str]) -> bool:
    """Whether a sign stands before a word: "'" is an apostrophe in "foto's" and "Hans' brug"."""
    before = text[sign.start() - 1 : sign.start()] if sign.start() else ""
    behind = text[sign.end() : sign.end() + 1]
    return not before.isalnum() and bool(behind.strip())


def _closes(text: str, sign: re.Match[str], opened: str) -> bool:
    """Whether a sign ends the quotation that `opened` began."""
    if sign[0] not in _CLOSED_BY[opened]:
        return False
    return sign[0] not in _APOSTROPHES or not text[sign.end() : sign.end() + 1].isalnum()
