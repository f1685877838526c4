"""The texts of a pair that get a vector.

Its question alone lets a stub ("Zie het antwoord op vraag 13.") be found by what was asked;
question and answer together say what it is about; the answer alone, cut into windows where it
is long, is found by a fact in it, of which an encoder that reads a text's beginning only would
know nothing. A pair scores by the nearest of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from qa.model import Pair

WINDOW: Final = 100
"""Words in a window: about what the bundled encoder reads at once."""
_STEP: Final = 80
"""Words from one window to the next: what one cuts in two stands whole in the other."""
RULE: Final = f"vraag, vraag met antwoord, antwoord per {WINDOW} woorden; woorden in verband"
"""How texts are cut and read, as a store names it; what is cut otherwise has other vectors."""


def passages(pair: Pair) -> list[str]:
    """The texts of `pair` that get a vector, its question first."""
    if not pair.answer:
        return [pair.question]
    return [pair.question, f"{pair.question}\n{pair.answer}", *windows(pair.answer)]


def windows(text: str) -> Iterator[str]:
    """`text` in windows that overlap and together hold every word; whole if it is short."""
    words = text.split()
    for at in range(0, max(len(words) - WINDOW + _STEP, 1), _STEP):
        yield " ".join(words[at : at + WINDOW])
