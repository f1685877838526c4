"""Reading the training texts, and keeping out of them whatever the encoder is measured on."""

from __future__ import annotations

import csv
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from index.training.sources import LASER, PARALLEL, SICK, STSB, Source

_LETTERS: Final = re.compile(r"[^\W_]+")
_LONGEST: Final = 500
"""Characters: a longer line is a paragraph, of which the students would see the start only."""


@dataclass(frozen=True, slots=True)
class Parallel:
    """One sentence in English and in Dutch."""

    english: str
    dutch: str


def rows(path: Path) -> Iterator[list[str]]:
    """The tab-separated fields of each line of a file that is not empty."""
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row:
                yield row


def key(text: str) -> str:
    """What two spellings of one sentence share: their letters and digits, in lower case."""
    return " ".join(_LETTERS.findall(text.casefold()))


def held_out(folder: Path) -> frozenset[str]:
    """Keys of every sentence, English or Dutch, of the public tests that we report."""
    keys = {key(text) for row in rows(folder / LASER) for text in row[:2]}
    for name in (STSB, SICK):
        for split, *texts in rows(folder / name):
            if split.lower() != "train":
                keys.update(key(text) for text in texts[:2])
    return frozenset(keys)


def parallel(folder: Path, *, seed: int, sources: tuple[Source, ...] = PARALLEL) -> list[Parallel]:
    """Sentence pairs of all sources, each once, shuffled; none that a test holds.

    Pairs whose sides differ in length by more than a factor of three are taken for misaligned.
    """
    random_order = random.Random(seed)
    seen = set(held_out(folder))
    pairs: list[Parallel] = []
    for source in sources:
        lines = [row for row in rows(folder / source.file) if len(row) >= 2 and _usable(*row[:2])]
        random_order.shuffle(lines)
        taken = 0
        for english, dutch, *_ in lines:
            keys = {key(english), key(dutch)}
            if taken == source.limit:
                break
            if key(dutch) in seen or key(english) in seen:
                continue
            seen |= keys
            pairs.append(Parallel(english, dutch))
            taken += 1
    random_order.shuffle(pairs)
    return pairs


def read_translations(path: Path, *folders: Path) -> list[Parallel]:
    """Dutch lines of the training texts that were put into English by hand, in the file's order.

    `path` lists file, line number (from 1) and English; the file lies in one of `folders`. In a
    file with the column `query` that column is the Dutch line, otherwise the first field.
    """
    lines: dict[str, list[list[str]]] = {}
    pairs = []
    for name, number, english in list(rows(path))[1:]:
        if name not in lines:
            (found,) = (folder / name for folder in folders if (folder / name).is_file())
            lines[name] = [line.split("\t") for line in found.read_text("utf-8").split("\n")]
        head, fields = lines[name][0], lines[name][int(number) - 1]
        column = head.index("query") if "query" in head else 0
        pairs.append(Parallel(english, fields[column].strip()))
    return pairs


def read_words(path: Path) -> list[Parallel]:
    """Single words and their English, from lines of English, a tab and Dutch."""
    return [Parallel(english, dutch) for english, dutch in rows(path)]


def dutch_lines(folder: Path, sources: tuple[Source, ...]) -> Iterator[str]:
    """The lines of plain Dutch sources, and both fields of title–text sources."""
    for source in sources:
        for row in rows(folder / source.file):
            yield " ".join(row)


def _usable(english: str, dutch: str) -> bool:
    if not key(english) or not key(dutch) or max(len(english), len(dutch)) > _LONGEST:
        return False
    shorter, longer = sorted((len(english) + 10, len(dutch) + 10))
    return longer <= 3 * shorter
