"""Questions that lean on what was asked before: "en België?", "Wanneer was dat?".

Such a question has too few words of its own to be searched. It is then read together with the
question (or the title) that it leans on, and the reader is shown what was read. Nothing is
rewritten: the words of both stay as they were typed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

_OPENINGS: Final = re.compile(
    r"^(?:en|maar|of|ook|dus|waarom(?: niet)?|hoezo|"
    r"and|but|or|what about|how about|why(?: not)?)\b",
    re.IGNORECASE,
)
_POINTERS: Final = re.compile(
    r"\b(?:dit|dat|deze|die|daar|hier|er|ervan|daarvan|daarover|daarmee|daarbij|daaraan|daarna|"
    r"hiervan|hierover|hiermee|hierbij|hieraan|hierop|daarop|zij|hij|hun|hen|zo'n|toen|"
    r"dergelijke|genoemde|bovengenoemde|this|that|these|those|it|they|them|there)\b",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"\w[\w'’\-]*")
_SHORT: Final = 4
"""A question of at most this many words that opens with a conjunction leans on another."""
_POINTING: Final = 12
"""A longer question says itself what its "dit" or "die" stands for."""


def leans(question: str) -> bool:
    """Whether `question` needs what came before it to be understood."""
    words = len(_WORD.findall(question))
    if _OPENINGS.match(question.strip()) and words <= _SHORT * 2:
        return True
    return words <= _POINTING and _POINTERS.search(question) is not None


def understood(question: str, before: Sequence[str]) -> str:
    """`question` as it is searched, given the questions asked `before` it, oldest first.

    A question that leans on another is put behind the last one that stands on its own; any
    other question is returned as it is.
    """
    question = question.strip()
    if not leans(question):
        return question
    anchor = next((text.strip() for text in reversed(before) if not leans(text)), "")
    return f"{anchor} {question}" if anchor else question
