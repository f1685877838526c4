"""Dutch text analysis: from running text to the terms that the lexical index holds.

The steps: Unicode folding (case, accents, typographic quotes), numbers brought to one form
("27 925" and "27.925" are 27925), words split at hyphens and also kept joined ("A&A-teams",
"F-16"), function words dropped, stems by Snowball's `dutch`. A word in capitals ("IS", "EU") is
a name and never a function word. Questions come in English, German and French too: their
commonest function words are dropped as well, and folding is all that is done to the rest.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import Stemmer

ANALYSER: Final = 2
"""Version of the analysis: raised with every change that gives other terms."""
STEMMER: Final = "dutch"

_WORD = re.compile(r"[^\W_]+(?:[&'’][^\W_]+)*(?:[-‐‑][^\W_]+(?:[&'’][^\W_]+)*)*")
_NUMBER = re.compile(r"(?<![\w.,])\d{1,3}(?:[ .\u00a0]\d{3})+(?![\w]|[.,]\d)")
_PARTS = re.compile(r"[-‐‑&'’]")
_FUNCTION_WORDS: Final = Path(__file__).parent / "data" / "function_words.txt"


@cache
def _stemmer() -> Stemmer.Stemmer:
    import Stemmer

    return Stemmer.Stemmer(STEMMER)


@cache
def function_words() -> frozenset[str]:
    """Folded words of Dutch, English, German and French that say nothing of the subject."""
    lines = _FUNCTION_WORDS.read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if not line.startswith("#"))


def stemmer_version() -> str:
    """The release of the Snowball stemmers: other releases give other stems."""
    import Stemmer

    return str(Stemmer.version())


def fold(text: str) -> str:
    """`text` in lower case without accents and ligatures ("Coördinatie" → "coordinatie")."""
    if text.isascii():
        return text.lower()  # The same, at a fraction of the time: nearly all words are.
    decomposed = unicodedata.normalize("NFKD", text)
    for mark in filter(unicodedata.combining, set(decomposed)):
        decomposed = decomposed.replace(mark, "")
    return decomposed.lower()


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of one folded word; a word with a digit in it is kept as it is."""
    if any(map(str.isdigit, word)):
        return word
    return str(_stemmer().stemWord(word))


def words(text: str) -> Iterator[str]:
    """The folded content words and numbers of `text`, in order, before stemming.

    A hyphenated word gives its parts, and the whole without hyphens where a part is short or
    holds a digit: "F-16" and "F16" meet, "MH-17" and "MH17" too.
    """
    for match in _WORD.finditer(_NUMBER.sub(_joined_number, text)):
        token = match.group()
        parts = [part for part in _PARTS.split(token) if part]
        for part in parts:
            folded = fold(part)
            if _is_name(part) or folded not in function_words():
                yield folded
        if len(parts) > 1 and (len(token) <= 6 or any(map(str.isdigit, token))):
            yield "".join(map(fold, parts))


def _joined_number(match: re.Match[str]) -> str:
    return re.sub(r"\D", "", match.group())


def _is_name(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def analyse(text: str) -> list[str]:
    """The index terms of `text`, in order, repeats kept."""
    return [stem(word) for word in words(text)]


@lru_cache(maxsize=200_000)
def grams(word: str) -> tuple[str, ...]:
    """The character 3-, 4- and 5-grams of one folded word, its edges marked with "_".

    A word too short for 3-grams gives itself, marked.
    """
    marked = f"_{word}_"
    if len(marked) <= 3:
        return (marked,)
    return tuple(
        marked[at : at + size] for size in (3, 4, 5) for at in range(len(marked) - size + 1)
    )
