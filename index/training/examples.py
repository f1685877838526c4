"""What the contrastive training shows in one epoch: queries, each with a text that answers it."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from index.training.data import rows
from index.training.documents import NEAR, PASSAGE, Item, Query, dev_documents
from index.training.noise import document_frequencies, keywords, typing_errors
from index.training.sources import PASSAGES

_SHORTEST_ANSWER: Final = 120
"""Characters: a shorter answer ("Ja.", "Zie het antwoord op vraag 3") says nothing by itself."""


@dataclass(frozen=True, slots=True)
class Example:
    """A query and a text that answers it.

    `item` is the row of the item that `passage` was taken from, -1 where it comes from another
    source. `near` is a query on the same subject that the item does not answer, or "".
    """

    query: str
    passage: str
    item: int = -1
    near: str = ""


@dataclass(frozen=True, slots=True)
class Mix:
    """How many examples of each kind an epoch holds.

    Questions that were written on pairs come whole, each time; of those on other texts as many as
    `passages` are drawn. `english` is the share of questions that are asked in English where a
    translation is at hand, `typing_errors` that of questions with errors.
    """

    passages: int = 7_000
    english: float = 0.25
    answers: int = 800
    keywords: int = 1000
    titles: int = 1500
    typing_errors: float = 0.15


class Examples:
    """Examples from the documents that are not held out, anew for each epoch.

    `english` gives the translation of a written question, where there is one.
    """

    def __init__(
        self,
        items: Sequence[Item],
        queries: Sequence[Query],
        folder: Path,
        mix: Mix,
        english: Mapping[str, str],
    ) -> None:
        hidden = dev_documents(queries, items)
        self.items = items
        self.rows = [row for row, item in enumerate(items) if item.document not in hidden]
        self._mix = mix
        self._english = english
        written = [q for q in queries if q.split == "train" and q.kind != NEAR]
        self._written = [q for q in written if q.kind != PASSAGE]
        self._passages = [q for q in written if q.kind == PASSAGE]
        self._near: dict[str, list[str]] = defaultdict(list)
        for query in queries:
            if query.split == "train" and query.kind == NEAR:
                self._near[items[query.item].group].append(query.text)
        self._titles = [
            (row[0], row[1])
            for source in PASSAGES
            for row in rows(folder / source.file)
            if len(row) == 2 and len(row[1]) > len(row[0])
        ]
        self._frequencies = document_frequencies(items[row].whole for row in self.rows)

    def epoch(self, seed: int) -> list[Example]:
        """The examples of one epoch, shuffled."""
        chance = random.Random(seed)
        drawn = chance.sample(self._passages, min(self._mix.passages, len(self._passages)))
        examples = [self._written_example(query, chance) for query in [*self._written, *drawn]]
        examples += self._answers(chance)
        examples += self._keywords(chance)
        titles = chance.sample(self._titles, min(self._mix.titles, len(self._titles)))
        examples += [Example(title, passage) for title, passage in titles]
        chance.shuffle(examples)
        return examples

    def _written_example(self, query: Query, chance: random.Random) -> Example:
        text = query.text
        if text in self._english and chance.random() < self._mix.english:
            text = self._english[text]
        elif query.kind != "typo" and chance.random() < self._mix.typing_errors:
            text = typing_errors(text, chance)
        item = self.items[query.item]
        near = self._near.get(item.group, [])
        return Example(text, _view(item, chance), query.item, chance.choice(near) if near else "")

    def _answers(self, chance: random.Random) -> list[Example]:
        long = [row for row in self.rows if len(self.items[row].answer) >= _SHORTEST_ANSWER]
        chosen = chance.sample(long, min(self._mix.answers, len(long)))
        return [Example(self.items[row].question, self.items[row].answer, row) for row in chosen]

    def _keywords(self, chance: random.Random) -> list[Example]:
        chosen = chance.sample(self.rows, min(self._mix.keywords, len(self.rows)))
        made = [
            (keywords(self.items[row].question, self._frequencies, chance), row) for row in chosen
        ]
        return [Example(text, _view(self.items[row], chance), row) for text, row in made if text]


def _view(item: Item, chance: random.Random) -> str:
    """The question, or question and answer: search compares with both and keeps the better."""
    return item.question if chance.random() < 0.5 else item.whole
