"""Known-item sets: questions whose right answer is known from the store itself.

No judge is needed: the official question, word for word, must find its pair, and the title of
a document one of its pairs. Such sets do not tell whether a question in other words is found,
but a system that fails them is broken, and they can be built from any store. Where two pairs
ask the same ("Kunt u deze vragen één voor één beantwoorden?"), each of them is right.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from typing import Final, TypeVar

from eval.beir import every_pair
from eval.sets import Question
from qa.retrieval import Retriever

VERBATIM: Final = "verbatim"
TITLE: Final = "title"
_SEED: Final = 27_925
_T = TypeVar("_T")


def known_items(retriever: Retriever, *, limit: int = 0) -> list[Question]:
    """Both known-item sets of a store, at most `limit` questions of each (0: all).

    A limited set is drawn at random with a fixed seed, and keeps the store's order.
    """
    return [*_few(verbatim(retriever), limit), *_few(titles(retriever), limit)]


def verbatim(retriever: Retriever) -> list[Question]:
    """A question for each pair that has an answer: its own question, word for word."""
    pairs = [pair for pair in every_pair(retriever) if pair.question and pair.answer]
    same: dict[str, dict[str, int]] = defaultdict(dict)
    for pair in pairs:
        same[_key(pair.question)][pair.id] = 2
    return [
        Question(
            id=f"{VERBATIM}-{pair.id}",
            text=pair.question,
            slice=VERBATIM,
            relevant=same[_key(pair.question)],
        )
        for pair in pairs
    ]


def titles(retriever: Retriever) -> list[Question]:
    """A question for each document that has a title and pairs; any of its pairs is right."""
    documents = [d for d in retriever.documents() if d.title and retriever.pairs(d.id)]
    same: dict[str, dict[str, int]] = defaultdict(dict)
    for document in documents:
        for pair in retriever.pairs(document.id):
            same[_key(document.title)][pair.id] = 1
    return [
        Question(
            id=f"{TITLE}-{document.id}",
            text=document.title,
            slice=TITLE,
            relevant=same[_key(document.title)],
        )
        for document in documents
    ]


def _key(text: str) -> str:
    """What makes two texts the same question: their words, not their layout or capitals."""
    return " ".join(text.casefold().split())


def _few(items: Sequence[_T], limit: int) -> list[_T]:
    if not limit or limit >= len(items):
        return list(items)
    chosen = sorted(random.Random(_SEED).sample(range(len(items)), limit))
    return [items[at] for at in chosen]
