"""What a mail program, a table or a list puts around questions, taken off before they are read.

People paste whole mails: quoting signs before the lines, a block of headers, a greeting below.
And they paste tables, of which a row is a number, a question and who asks it. None of that is
text of a question. What is left is an ordinary text, one line for each row.
"""

from __future__ import annotations

import re
from typing import Final

_QUOTED: Final = re.compile(r"^[^\S\n]*(?:>[^\S\n]?)+", re.MULTILINE)
_HEADERS: Final = re.compile(
    r"(?:^[^\S\n]*(?:van|verzonden|datum|aan|cc|bcc|onderwerp|bijlagen?|prioriteit|"
    r"from|sent|date|to|subject|attachments?)[^\S\n]*:[^\n]*\n?){2,}",
    re.IGNORECASE | re.MULTILINE,
)
_SUBJECT: Final = re.compile(
    r"^[^\S\n]*(?:onderwerp|subject)[^\S\n]*:[^\S\n]*(?:(?:fw|fwd|re|antw|doorst)\s*:\s*)*([^\n]+)",
    re.IGNORECASE | re.MULTILINE,
)
_CLOSING: Final = re.compile(
    r"^[^\S\n]*(?:(?:met\s+)?(?:vriendelijke|hartelijke)\s+groet(?:en)?|hoogachtend|mvg|groet(?:en|jes)?|"
    r"kind regards|best regards|--)[^\S\n]*[,.!]?[^\S\n]*$",
    re.IGNORECASE | re.MULTILINE,
)
_ROW: Final = re.compile(r"^[^\S\n]*(\d{1,3}[a-z]?)[.)]?[^\S\n]*(?:\t|\|)(.+)$", re.MULTILINE)
_CELLS: Final = re.compile(r"[^\S\n]*(?:\t|\|)[^\S\n]*")
_RULE: Final = re.compile(r"^[\s|:+-]*\|[\s|:+-]*$\n?", re.MULTILINE)


def plain(text: str) -> str:
    """`text` without the marks of mail and tables, its lines ended by a line feed."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _HEADERS.sub(_subject, _QUOTED.sub("", text))
    text = _without_closing(text)
    return _rows(text) if len(_ROW.findall(text)) > 1 else text


def _subject(headers: re.Match[str]) -> str:
    """Of a mail's headers only the subject, in a paragraph of its own."""
    found = _SUBJECT.search(headers[0])
    return f"{found[1].strip()}\n\n" if found else ""


def _without_closing(text: str) -> str:
    """The text up to the greeting below which nothing is asked any more."""
    for closing in _CLOSING.finditer(text):
        if "?" not in text[closing.end() :] and "?" in text[: closing.start()]:
            return text[: closing.start()].rstrip() + "\n"
    return text


def _rows(text: str) -> str:
    """Rows as numbered lines; the row above the first, which names the columns, is left out."""
    first = _ROW.search(text)
    above, below = (text[: first.start()], text[first.start() :]) if first else ("", text)
    lines = above.rstrip("\n").split("\n")
    if _CELLS.search(lines[-1].strip()):
        lines.pop()
    return "\n".join(lines) + "\n" + _ROW.sub(_row, _RULE.sub("", below))


def _row(row: re.Match[str]) -> str:
    """The longest cell is the question; what else the row holds stands before it in brackets."""
    cells = [cell for cell in _CELLS.split(row[2].strip(" \t|")) if cell]
    if not cells:
        return row[0]
    question = max(cells, key=len)
    others = [cell for cell in cells if cell != question]
    return f"{row[1]}. " + (f"({', '.join(others)}) " if others else "") + question
