"""The introduction of a document: what is said above the first question to lead up to it.

Above the first question also stand the title, who asked and who answered, a letterhead, a letter
that accompanies the answers, signatures. Those are known by their words and are no
introduction. Read upwards from the first question, the introduction is the run of whole
sentences until one of them is met; a text whose opening has no paragraphs has none.
"""

from __future__ import annotations

import re

from qa.clean import Clean
from qa.model import Span
from qa.parse.sentences import paragraphs

_LONGEST = 4000
_FEWEST_WORDS = 5
_MOST_NAMES = 5
_SENTENCE_END = re.compile(r"[.?!:…][»”’\"')\]]*$")
_BEARER = r"(?:minister|staatssecretaris|president|secretaris)"
_HEADING = re.compile(
    r"ingezonden\s+\d|\(ontvangen\b|\bGeachte\b|\bHierbij\s+(?:bied|zend|stuur|doe)"
    r"|\bIn\s+antwoord\s+op\s+uw\b|\bUw\s+kenmerk\b|\bOns\s+kenmerk\b"
    r"|^(?:Mondelinge\s+|Schriftelijke\s+)?Vra(?:ag|gen)\s+(?:van|gesteld)\b|^Antwoord(?:en)?\b"
    rf"|^Beantwoording\b|^Mededeling\b|^Zie\s+ook\b|^Lijst\s+van\b|^Vergaderjaar\b|^De\s+{_BEARER}\b"
    r"|^Vastgesteld\b|^(?:Datum|Onderwerp|Betreft)\b|^Nr\.|^Tweede\s+Kamer\b|^(?:AH|Aanhangsel)\b"
    r"|^\d{4}\s?Z\s?\d{5}\b|^Mede\s+namens\b|^Hoogachtend\b",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"^De\s+(?:fungerend\s+)?(?:voorzitter|(?:adjunct-)?griffier)\b", re.I)
_LABEL = re.compile(r"^(?:(?:De\s+)?vragen(?:\s+en\s+antwoorden)?|inleiding)\s*:?$", re.IGNORECASE)


def introduction(clean: Clean, end: int) -> tuple[Span, ...]:
    """The paragraphs that introduce the questions, of which the first begins at `end`."""
    found = paragraphs(clean, max(0, end - _LONGEST), end)
    texts = [" ".join(clean.text[start:stop].split()) for start, stop in found]
    kept: list[Span] = []
    for at in range(len(found) - 1, -1, -1):
        if _SIGNED.match(texts[at]) or _names_signer(texts, at) or _LABEL.match(texts[at]):
            continue
        if is_opening(texts[at]) or not _is_prose(texts[at]):
            break
        kept.append(Span(*found[at]))
    return tuple(reversed(kept))


def opening_end(clean: Clean) -> int:
    """Where the fixed parts end with which a document opens: titles, names, a letterhead.

    For a text without numbered questions: its first line and what follows up to the last of
    these parts that stands near the top.
    """
    end = 0
    for start, stop in paragraphs(clean, 0, min(len(clean.text), _LONGEST)):
        if is_opening(" ".join(clean.text[start:stop].split())):
            end = stop
    return end


def is_opening(text: str) -> bool:
    """Whether a paragraph is a title, a letterhead or another fixed part of an opening."""
    return bool(_HEADING.search(text))


def _names_signer(texts: list[str], at: int) -> bool:
    """Whether a line holds the name under "De voorzitter van de commissie,"."""
    above = texts[at - 1] if at else ""
    return bool(_SIGNED.match(above)) and len(texts[at].split()) <= _MOST_NAMES


def _is_prose(text: str) -> bool:
    whole = not text[:1].islower() and bool(_SENTENCE_END.search(text))
    return whole and len(text.split()) >= _FEWEST_WORDS
