"""Text without numbers split into questions, by its question marks.

A question ends at a question mark; what asks on about it ("Zo ja, waarom?") stays with it, and
so do the statements that lead up to it. No word is dropped: what comes after the last question
belongs to it. A person looks the result over before it is used.
"""

from __future__ import annotations

import re
from typing import Final

from qa.clean import Clean, clean
from qa.enumerated import ASKING_ON
from qa.model import SourceText
from qa.parse.sentences import Break, Sentence, sentences

_LONGEST_TITLE: Final = 250
_FORMAL: Final = re.compile(
    # To the end of the line that names the subject, and the lines that run on in small letters.
    r"^[^\S\n]*((?i:(?:schriftelijke )?vragen van (?:het lid|de leden))\b"
    r"(?:(?!\n[^\S\n]*\n).)*?(?:\bover\b[^\n]*(?:\n[^\S\n]*[a-z][^\n]*)*|\n[^\S\n]*\n|\Z))",
    re.MULTILINE | re.DOTALL,
)
_LABEL: Final = re.compile(r"^(?:onderwerp|betreft|titel|subject)\s*:\s*", re.IGNORECASE)


def split_free(source: SourceText) -> tuple[str, list[str]]:
    """What stands above the questions of a free text, and the questions in order.

    Above are the whole paragraphs before the paragraph of the first question mark. Without any
    question mark the text is one question.
    """
    prepared = clean(source)
    found = sentences(prepared, 0, len(prepared.text))
    first = next((at for at, part in enumerate(found) if _asks(prepared, part)), 0)
    while first > 0 and found[first].before is not Break.PARAGRAPH:
        first -= 1
    above = prepared.passage(found[0].start, found[first - 1].end).text if first else ""
    return above, _grouped([_text(prepared, part) for part in found[first:]])


def split_heading(text: str) -> tuple[str, str]:
    """The title and the introduction of what stands above the questions.

    The title is the paragraph that names who asks, or else a first short line that is no
    sentence; all the rest is introduction.
    """
    formal = _FORMAL.search(text)
    if formal and len(formal[1]) <= _LONGEST_TITLE:
        rest = text[: formal.start()] + text[formal.end() :]
        return " ".join(formal[1].split()), "\n".join(_lines(rest))
    lines = _lines(text)
    if lines and len(lines[0]) <= _LONGEST_TITLE and not lines[0].endswith((".", "?", "!")):
        return _LABEL.sub("", lines[0]).rstrip(": "), "\n".join(lines[1:])
    return "", "\n".join(lines)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _grouped(parts: list[str]) -> list[str]:
    """Sentences put together to questions."""
    questions: list[str] = []
    lead: list[str] = []
    for part in parts:
        if "?" not in part:
            lead.append(part)
        elif questions and not lead and ASKING_ON.match(part):
            questions[-1] = f"{questions[-1]} {part}"
        else:
            questions.append(" ".join([*lead, part]))
            lead = []
    if lead:
        questions[-1:] = [" ".join([*questions[-1:], *lead])]
    return questions


def _asks(prepared: Clean, part: Sentence) -> bool:
    return "?" in prepared.text[part.start : part.end]


def _text(prepared: Clean, part: Sentence) -> str:
    return " ".join(prepared.passage(part.start, part.end).text.split())
