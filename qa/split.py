"""Pasted text split into questions, by its own numbers or else by its question marks.

Lines that count up from 1 part a numbered text. In free text a question ends at a question
mark; what asks on about it ("Zo ja, waarom?") stays with it, and so do the statements that lead
up to it. No word is dropped: what comes after the last question belongs to it. A person looks
the result over before it is used.
"""

from __future__ import annotations

import re
from typing import Final

from qa.clean import Clean, clean
from qa.model import SourceText
from qa.parse.sentences import Break, Sentence, sentences

_ASKING_ON: Final = re.compile(
    r"(?:en\s+)?(?:zo (?:ja|nee|niet)|indien (?:ja|nee|niet|wel|zo)|if (?:so|not)|"
    r"(?:waarom(?: wel| niet)?|hoezo|welke|wanneer|hoe|why(?: not)?)\s*\?)",
    re.IGNORECASE,
)
_NUMBER: Final = re.compile(
    r"^[^\S\n]*(?:vraag[^\S\n]*)?(\d{1,3})(?:[.):]+(?=\s)|(?=[^\S\n]*$))",
    re.IGNORECASE | re.MULTILINE,
)
_LONGEST_TITLE: Final = 250


def split_numbered(text: str) -> tuple[str, list[tuple[str, str]]]:
    """What stands above a numbered list, and its questions as (number, text).

    Numbers stand at the start of a line and count up from 1; any other number is a part of the
    text. The list is empty where fewer than two are found.
    """
    marks: list[re.Match[str]] = []
    for match in _NUMBER.finditer(text):
        if int(match[1]) == len(marks) + 1:
            marks.append(match)
    if len(marks) < 2:
        return "", []
    ends = [match.start() for match in marks[1:]] + [len(text)]
    bodies = (text[match.end() : end] for match, end in zip(marks, ends, strict=True))
    questions = [(m[1], " ".join(body.split())) for m, body in zip(marks, bodies, strict=True)]
    return text[: marks[0].start()], [(n, question) for n, question in questions if question]


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
    """The title (a first short line) and the introduction of what stands above the questions."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if lines and len(lines[0]) <= _LONGEST_TITLE and not lines[0].endswith((".", "?", "!")):
        return lines[0], "\n".join(lines[1:])
    return "", "\n".join(lines)


def _grouped(parts: list[str]) -> list[str]:
    """Sentences put together to questions."""
    questions: list[str] = []
    lead: list[str] = []
    for part in parts:
        if "?" not in part:
            lead.append(part)
        elif questions and not lead and _ASKING_ON.match(part):
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
