"""Splitting Dutch compounds by the words that the corpus itself uses.

"helikopterdetachement" is found by "helikopters" when both halves occur as words, in whatever
form ("helikopters", "detachementen"): longer words count under their stems as well. A split is
scored by the geometric mean of how often its parts occur (Koehn & Knight, "Empirical Methods
for Compound Splitting", EACL 2003, formula 1); linking letters s, e and en between the parts
are dropped. A word is split into two parts, each of which may be split again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from index.analysis import stem

_SHORTEST: Final = 4
"""Letters in a part; shorter ones ("art", "den") are found in too many words by chance."""
_SHORTEST_STEM: Final = 6
"""Letters in a stem that counts as a word though the corpus has it in other forms only."""
_LINKS: Final = ("", "s", "e", "en")
_DEEPEST: Final = 2


def count_words(texts: Iterable[Iterable[str]]) -> dict[str, int]:
    """How often each folded word, or stem, that can be a part occurs, in alphabetical order."""
    words = Counter(
        word for text in texts for word in text if len(word) >= _SHORTEST and word.isalpha()
    )
    counts = Counter(words)
    for word, count in words.items():
        root = stem(word)
        if len(root) >= _SHORTEST_STEM and root != word:
            counts[root] += count
    return dict(sorted(counts.items()))


@dataclass
class Splitter:
    """Splits folded words into parts that occur in `counts`."""

    counts: Mapping[str, int]
    _seen: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def parts(self, word: str) -> tuple[str, ...]:
        """The stems of the parts of `word`, first to last; empty where it is no compound."""
        if word not in self._seen:
            self._seen[word] = tuple(map(stem, self._split(word, _DEEPEST)))
        return self._seen[word]

    def _split(self, word: str, depth: int) -> tuple[str, ...]:
        if depth == 0 or len(word) < 2 * _SHORTEST or not word.isalpha():
            return ()
        best: tuple[float, str, str] | None = None
        for at in range(_SHORTEST, len(word) - _SHORTEST + 1):
            tail = word[at:]
            if tail not in self.counts:
                continue
            for link in _LINKS:
                head = word[: at - len(link)]
                if word[:at].endswith(link) and len(head) >= _SHORTEST and head in self.counts:
                    score = (self.counts[head] * self.counts[tail]) ** 0.5
                    best = max(best or (0.0, "", ""), (score, head, tail))
        if best is None:
            return ()
        _, head, tail = best
        return (self._split(head, depth - 1) or (head,)) + (self._split(tail, depth - 1) or (tail,))
