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
    r"^(?:en|maar|of|ook|dus|and|but|or|what about|how about)\b"
    r"|^(?:waarom|hoezo|why)(?: niet| wel| not)?\s*\?*$",
    re.IGNORECASE,
)
_POINTERS: Final = re.compile(
    r"\b(?:dit|deze|daar|daar(?:van|over|mee|bij|aan|na|op|voor|toe|in|uit)|ervan|erover|ermee|"
    r"hier|hier(?:van|over|mee|bij|aan|na|op|voor|toe|in|uit)|zij|hij|hen|zo'n|toen|"
    r"dergelijke|genoemde|bovengenoemde|this|these|those|they|them)\b"
    # "dat" and "die" mostly join clauses; they point behind a verb or preposition.
    r"|\b(?:is|was|zijn|waren|wordt|werd|over|van|op|voor|met|bij|na|in)\s+(?:dat|die|that)\b"
    r"|\b(?:dat|die|it|that)\s*\?",
    re.IGNORECASE,
)
_WORD: Final = re.compile(r"\w[\w'’\-]*")
_SHORT: Final = 4
"""A question of at most this many words that opens with a conjunction leans on another."""
_POINTING: Final = 9
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
