"""Finds where an unmarked answer begins: the best cut between question and answer sentences.

Every sentence gets a score: positive if it reads as part of a question, negative if it reads
as part of an answer. A cut after sentence i is worth the scores before it minus those behind
it, plus what the page and the opening words show at the cut itself. The best cut wins; how far
it stands above the next best says how sure it is.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from qa.clean import Clean
from qa.parse.sentences import Break, Sentence, sentences

_ASKS = re.compile(
    r"(?:(?:Zo|Indien|Als) (?:ja|nee|neen|niet|wel)\b|Kunt u|Kan |Kunnen |Bent u|Deelt u|Wilt u|"
    r"Heeft |Hebben |Hebt u|Is |Zijn |Was |Waren |Wordt |Worden |Werd |Gaat |Gaan |Klopt |Komt |"
    r"Hoe\b|Hoeveel|Hoelang|Welke?\b|Wat\b|Waar\w*\b|Wanneer|Wie\b|Wiens|Op (?:welke|basis van welke"
    r"|grond van welke|wat)\b|In (?:welke?|hoeverre|wat)\b|Aan welke|Voor welke?|Door (?:welke|wie)|"
    r"Met welke|Bij welke?|Uit welke?|Tot welke?|Over welke|Vanaf welk|Per wanneer|"
    r"Erkent|Herkent|Acht u|Ziet |Vindt |Vinden |Moet|Moeten|Mag |Mogen |Zou |Zouden |Zal |Zullen |"
    r"Betekent|Beschikt|Bestaat|Bestaan|Geldt|Gelden|Heerst|Onderschrijft|Verwacht|Waarom|Weet u|"
    r"Hanteert|Zorgt|Zet |Doet |Denkt|Blijft|Kent u|Herinnert|Realiseert|Begrijpt)"
)
_REQUESTS = re.compile(
    r"(?:Graag(?! verwij)|Gaarne(?! verwij)|S\.v\.p|Svp|Kunt u|Kan dit|Kan hierbij|Verzoek|Licht(?:en)? toe|Wilt u|"
    r"Kan de Algemene Rekenkamer|Kunt u uw antwoord|Toelichten)"
)
_ADDRESSES = re.compile(r"\b(?:[Uu]|[Uu]w)\b(?! [Kk]amer\b)")
_ANSWERS = re.compile(
    r"(?:Ja|Nee|Neen|Jazeker|Zeker|Klopt|Dat klopt|Dit klopt|Zie|Zoals|Wij|We|Ik|Mij|Onze|Ons|"
    r"Het kabinet|De regering|Volgens|Op dit moment|Op basis van|Uit |Voor zover|Vooralsnog|Hiervoor|"
    r"Deze|Dit|Dat|Daar|Hierbij|Hierover|Momenteel|Nederland|Mede|Gelet op|In (?:ons|onze|het|de)|"
    r"Er |Sinds|Naar aanleiding|Over|Tijdens|Conform|De minister|Bij |Na |Om |Door |Met |Middels|"
    r"Antwoord|Geen\b|Niet\b|Inderdaad|Zowel|Ook |Tot |Binnen|Vanuit|Vanwege|Wel |Het is|Het gaat|"
    r"Het betreft|Het antwoord|Voor (?:het|een|de) antwoord|Deels|Verwezen)\b"
)
_SHORT_ANSWER = re.compile(
    r"(?:Ja|Nee|Neen|Jazeker|Zeker|Klopt|Dat klopt|Dit klopt|Inderdaad|Zie (?:ook )?(?:het |ons |mijn )?"
    r"(?:antwoord|vraag|onder|de)|Voor (?:het|een) antwoord op|Idem)\b"
)
_ASIDE = re.compile(r"\([^()]{1,60}\)\.?")
"""Brackets behind a question ("(pagina 4)") belong to it."""
_FIRST_PERSON = re.compile(r"\b(?:[Ww]ij|[Ww]e|[Oo]ns|[Oo]nze|ik|mijn|het kabinet)\b")
_FRONT_QUESTION = 3.0
_LATE_QUESTION = 1.2
_LONG_INTERLUDE = 3
_CONTEXT = 0.3
_DISTANCE_DECAY = 0.93
_BREAK_BONUS = {Break.NONE: 0.0, Break.LINE: 0.8, Break.PARAGRAPH: 2.2}


@dataclass(frozen=True, slots=True)
class Cut:
    """Where an answer begins and how sure that is, in [0, 1]."""

    at: int
    confidence: float


def find_cut(clean: Clean, start: int, end: int) -> Cut | None:
    """The start of the answer between two offsets; None where there is only a question."""
    parts = sentences(clean, start, end)
    if not parts:
        return None
    texts = [" ".join(clean.text[part.start : part.end].split()) for part in parts]
    scores = _scores(texts)
    worth = [_worth(parts, texts, scores, cut) for cut in range(1, len(parts))]
    whole = sum(scores)
    if not worth or whole > max(worth):
        return None
    best = max(range(len(worth)), key=lambda index: worth[index])
    rivals = [value for index, value in enumerate(worth) if index != best] + [whole]
    margin = worth[best] - max(rivals)
    return Cut(parts[best + 1].start, 1.0 / (1.0 + math.exp(-margin)))


def _scores(texts: list[str]) -> list[float]:
    """How much each sentence reads as part of a question (positive) or of an answer.

    What is said before the first question is its context and weighs little. A question behind
    several plain sentences is more likely the answer's own (rhetorical, or quoted).
    """
    scores: list[float] = []
    asked, plain = False, 0
    for index, text in enumerate(texts):
        asks = text.rstrip("»”’\"')] ").endswith("?")
        score = _score(text, index, asks=asks)
        if asks and asked and plain >= _LONG_INTERLUDE:
            score = min(score, _LATE_QUESTION)
        if not asks and not asked and score < 0:
            score *= _CONTEXT
        asked, plain = asked or asks, 0 if asks else plain + 1
        scores.append(score)
    return scores


def _score(text: str, index: int, *, asks: bool) -> float:
    score = _FRONT_QUESTION if asks else -1.0
    if _ASKS.match(text):
        score += 0.8 if asks else 0.3
    if _ADDRESSES.search(text):
        score += 0.5
    if _FIRST_PERSON.search(text):
        score -= 0.7
    if asks:
        return score
    if _REQUESTS.match(text):
        score += 2.0
    if index and _ASIDE.fullmatch(text):
        return 0.4
    if _SHORT_ANSWER.match(text):
        return score - 3.0
    return score - 0.6 if _ANSWERS.match(text) else score


def _worth(parts: list[Sentence], texts: list[str], scores: list[float], cut: int) -> float:
    """What a cut before sentence `cut` is worth."""
    before = sum(scores[:cut])
    behind = sum(
        min(score, 1.5) * _DISTANCE_DECAY**distance
        for distance, score in enumerate(scores[cut : cut + 12])
    )
    worth = before - behind + _BREAK_BONUS[parts[cut].before]
    if texts[cut - 1].rstrip("»”’\"')] \n").endswith("?"):
        worth += 1.5
    return worth
