"""Finds where an unmarked answer begins: the best cut between question and answer sentences.

Every sentence gets a score: positive if it reads as part of a question, negative if it reads
as part of an answer. A cut after sentence i is worth the scores before it minus those behind
it, plus what the page and the opening words show at the cut itself. The best cut wins; how far
it stands above the next best says how sure it is.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import accumulate

from qa.clean import Clean
from qa.parse import wording
from qa.parse.sentences import Break, Sentence, sentences

_LONGEST_SEARCH = 20_000
_FRONT_QUESTION = 3.0
_LATE_QUESTION = 1.2
_LATE_TO_NOBODY = 0.3
_LONG_INTERLUDE = 3
_CONTEXT = 0.3
_ASIDE = 0.4
_LOST_MARK = 0.7
_DISTANCE_DECAY = 0.93
_BREAK_BONUS = {Break.NONE: 0.0, Break.LINE: 0.8, Break.PARAGRAPH: 2.2}


@dataclass(frozen=True, slots=True)
class Cut:
    """Where an answer begins and how sure that is, in [0, 1]."""

    at: int
    confidence: float


def find_cut(clean: Clean, start: int, end: int) -> Cut | None:
    """The start of the answer between two offsets; None where there is only a question."""
    parts = sentences(clean, start, min(end, start + _LONGEST_SEARCH))
    if not parts:
        return None
    if (lost := _behind_lost_mark(clean.text, parts[0].start, parts[-1].end)) is not None:
        return lost
    texts = [" ".join(clean.text[part.start : part.end].split()) for part in parts]
    scores = _scores(parts, texts)
    before = list(accumulate(scores))
    worth = [_worth(parts, texts, scores, cut) + before[cut - 1] for cut in range(1, len(parts))]
    whole = before[-1]
    if not worth or whole > max(worth):
        return None
    best = max(range(len(worth)), key=lambda index: worth[index])
    rivals = [value for index, value in enumerate(worth) if index != best] + [whole]
    margin = worth[best] - max(rivals)
    return Cut(parts[best + 1].start, 1.0 / (1.0 + math.exp(-margin)))


def _behind_lost_mark(text: str, start: int, end: int) -> Cut | None:
    """The cut in a text that begins by asking and goes on to answer without a question mark."""
    found = wording.RESUMING.search(text, start, end)
    if not found or "?" in text[start : found.start()] or not wording.ASKING.match(text, start):
        return None
    return Cut(found.end(), _LOST_MARK)


def _scores(parts: list[Sentence], texts: list[str]) -> list[float]:
    """How much each sentence reads as part of a question (positive) or of an answer.

    What is said before the first question is its context and weighs little. A question behind
    several plain sentences is more likely the answer's own (rhetorical, or quoted), all the more
    if it does not speak to the person asked.
    """
    scores: list[float] = []
    asked, late, plain = False, False, 0
    for index, text in enumerate(texts):
        asks = text.rstrip("»”’\"')] ").endswith("?")
        score = _score(text, index, asks=asks)
        late = late or (asked and plain >= _LONG_INTERLUDE)
        if asks and late:
            spoken_to = wording.ADDRESSING.search(text)
            score = min(score, _LATE_QUESTION if spoken_to else _LATE_TO_NOBODY)
        if not asks and not asked and score < 0:
            score *= _CONTEXT
        if asked and _points_aside(parts, texts, index):
            score = _ASIDE
        asked, plain = asked or asks, 0 if asks else plain + 1
        scores.append(score)
    return scores


def _points_aside(parts: list[Sentence], texts: list[str], index: int) -> bool:
    """Whether a pointer ends the line of the question, and the answer stands below it."""
    if index + 1 >= len(parts) or not wording.POINTER.fullmatch(texts[index]):
        return False
    return parts[index].before is Break.NONE and parts[index + 1].before is not Break.NONE


def _score(text: str, index: int, *, asks: bool) -> float:
    score = _FRONT_QUESTION if asks else -1.0
    if wording.ASKING.match(text):
        score += 0.8 if asks else 0.3
    if wording.ADDRESSING.search(text):
        score += 0.5
    if wording.ANSWERER.search(text):
        score -= 0.7
    if asks:
        return score
    if index and wording.ASIDE.fullmatch(text):
        return _ASIDE
    if wording.SURELY_ANSWERING.match(text):
        return score - 3.0
    if wording.REQUESTING.match(text):
        score += 2.0
    return score - 0.6 if wording.ANSWERING.match(text) else score


def _worth(parts: list[Sentence], texts: list[str], scores: list[float], cut: int) -> float:
    """What a cut before sentence `cut` is worth, beside the scores of what stands before it."""
    behind = sum(
        min(score, 1.5) * _DISTANCE_DECAY**distance
        for distance, score in enumerate(scores[cut : cut + 12])
    )
    worth = _BREAK_BONUS[parts[cut].before] - behind
    above = texts[cut - 1]
    if cut > 1 and wording.ASIDE.fullmatch(above):
        above = texts[cut - 2]
    if above.rstrip("»”’\"')] \n").endswith("?"):
        worth += 1.5
    return worth
