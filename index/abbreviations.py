"""Abbreviations and their full forms, as the documents introduce them.

"NAVO-missie in Irak (NMI)" teaches that NMI is "NAVO-missie in Irak": a question with one is
then searched with the other as well. The full form is found by the algorithm of Schwartz &
Hearst ("A simple algorithm for identifying abbreviation definitions in biomedical text", PSB
2003): the letters of the short form are matched from right to left in the words before the
bracket, and the first letter must begin a word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from index.analysis import analyse, fold

_INTRODUCED = re.compile(r"\(\s*[‘'\"“]?([A-Z][A-Za-z&]{1,9})[’'\"”]?\s*[);,]")
_LONGEST: Final = 120
"""Characters before a bracket that can hold the full form."""
_SENTENCE = re.compile(r"[.?!:;()\[\]«»]")


def introduced(text: str) -> Iterator[tuple[str, str]]:
    """The abbreviations that `text` introduces, each with its full form as written."""
    for match in _INTRODUCED.finditer(text):
        short = match.group(1)
        if sum(map(str.isupper, short)) < 2:
            continue
        before = text[max(0, match.start() - _LONGEST) : match.start()]
        candidate = _SENTENCE.split(before)[-1].strip()
        words = candidate.split()
        window = " ".join(words[-min(len(short) + 5, len(short) * 2) :])
        full = _full_form(short, window)
        if full:
            yield short, full


def _full_form(short: str, window: str) -> str:
    """The shortest end of `window` whose letters hold those of `short` in order, or ""."""
    at = len(window)
    for position in range(len(short) - 1, -1, -1):
        letter = short[position].lower()
        if not letter.isalnum():
            continue
        at -= 1
        while at >= 0 and not (
            window[at].lower() == letter and (position > 0 or _begins_word(window, at))
        ):
            at -= 1
        if at < 0:
            return ""
    full = window[at:]
    return full if len(full) > len(short) + 2 and fold(short) not in fold(full).split() else ""


def _begins_word(text: str, at: int) -> bool:
    return at == 0 or not text[at - 1].isalnum()


def mine(texts: Iterable[str]) -> dict[str, str]:
    """The full form of each folded abbreviation: the one introduced most, first by alphabet."""
    found: dict[str, Counter[str]] = {}
    for text in texts:
        for short, full in introduced(text):
            found.setdefault(fold(short), Counter())[" ".join(full.split())] += 1
    return {
        short: min(forms, key=lambda form: (-forms[form], form))
        for short, forms in sorted(found.items())
    }


class Expander:
    """Adds full forms to the abbreviations of a question, and the other way round."""

    def __init__(self, full_forms: Mapping[str, str]) -> None:
        self._terms = {short: tuple(analyse(full)) for short, full in full_forms.items()}
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for short, terms in self._terms.items():
            if len(terms) > 1:
                self._by_first.setdefault(terms[0], []).append((terms, short))

    def added(self, words: list[str], terms: list[str]) -> list[str]:
        """The terms that `words` (folded) with stems `terms` bring along, without repeats."""
        extra: dict[str, None] = {}
        for word in words:
            extra.update(dict.fromkeys(self._terms.get(word, ())))
        for at, term in enumerate(terms):
            for full, short in self._by_first.get(term, ()):
                if tuple(terms[at : at + len(full)]) == full:
                    extra[short] = None
        present = set(terms)
        return [term for term in extra if term not in present]
