"""Which part of what is asked is in a pair: the question's words set against the pair's.

Each content word of the question has its nearest word in the pair's question and in its answer,
by the cosine of their vectors in context; a word counts by its rarity in the store.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
import numpy.typing as npt

from index.analysis import stem
from index.encode import Matrix
from index.reading import Reader, Reading

Numbers = npt.NDArray[np.float64]

_FAR: Final = 0.5
"""A cosine below which a word of the question has no like in the pair."""


def align(
    query: str, question: str, answer: str, reader: Reader, rarity: Callable[[str], float]
) -> dict[str, float]:
    """The numbers of `Evidence` that come from words in context, by name, for a pair's texts.

    A question without content words has no like anywhere.
    """
    asked = reader.read(query)
    if not asked.words:
        return {"unaligned": 1.0, "shortfall": 1.0, "total_shortfall": 1.0}
    own, reply = reader.read(question), reader.read(answer)
    weights = np.array([rarity(stem(word)) for word in asked.words]) / (rarity("") or 1.0)
    by_question, by_answer = _nearest(asked, own), _nearest(asked, reply)
    nearest = np.maximum(by_question, by_answer)
    held = np.maximum(nearest, _same_stem(asked, own, reply))
    lowest = np.sort(nearest)
    back = np.array([rarity(stem(word)) for word in own.words])
    return {
        "aligned": _mean(nearest, weights),
        "aligned_question": _mean(by_question, weights),
        "aligned_answer": _mean(by_answer, weights),
        "aligned_sentence": _best_sentence(asked, reply, by_question, weights),
        "held": _mean(held, weights),
        "weakest": float(lowest[0]),
        "second_weakest": float(lowest[min(1, len(lowest) - 1)]),
        "unaligned": _mean((nearest < _FAR).astype(float), weights),
        "shortfall": float((weights * (1 - nearest)).max()),
        "total_shortfall": float((weights * (1 - nearest)).sum()),
        "returned": _mean(_nearest(own, asked), back),
        "sentence": _alike(asked.whole, np.concatenate([own.sentences, reply.sentences])),
        "same_question": _alike(asked.whole, own.whole[None]),
        "answer_alike": _alike(asked.whole, reply.sentences),
    }


def cosines(left: Matrix, right: Matrix) -> Numbers:
    """All cosines of unit vectors; by einsum, whose sums do not depend on threads."""
    products: Numbers = np.einsum("id,jd->ij", left, right).astype(np.float64)
    return products


def _nearest(asked: Reading, text: Reading) -> Numbers:
    """For each word of `asked` the highest cosine with one of `text`, at least 0."""
    if not text.words or not asked.words:
        return np.zeros(len(asked.words))
    best: Numbers = np.maximum(cosines(asked.vectors, text.vectors).max(axis=1), 0.0)
    return best


def _same_stem(asked: Reading, *texts: Reading) -> Numbers:
    stems = {stem(word) for text in texts for word in text.words}
    return np.array([float(stem(word) in stems) for word in asked.words])


def _best_sentence(
    asked: Reading, answer: Reading, by_question: Numbers, weights: Numbers
) -> float:
    """What the pair's question holds together with the sentence of the answer that holds most."""
    if not answer.words:
        return _mean(by_question, weights)
    between = np.maximum(cosines(asked.vectors, answer.vectors), 0.0)
    sentences = sorted(set(answer.inside.tolist()))
    nearest = [between[:, answer.inside == at].max(axis=1) for at in sentences]
    best = max(nearest, key=lambda one: _mean(one, weights))
    return _mean(np.maximum(best, by_question), weights)


def _alike(whole: Matrix, others: Matrix) -> float:
    return float(cosines(whole[None], others).max()) if len(others) else 0.0


def _mean(values: Numbers, weights: Numbers) -> float:
    total = float(weights.sum()) if len(values) else 0.0
    return float((values * weights).sum()) / total if total else 0.0
