"""One vocabulary for Dutch and English, and where its input vectors start.

English keeps the teacher's own pieces and their vectors, so that before any training the student
reads English as the teacher does. Dutch pieces are learnt from Dutch text and added. A Dutch
piece starts at the mean of the English pieces that it is translated by, weighted by their
translation probabilities: IBM Model 1 (Brown et al. 1993, The Mathematics of Statistical Machine
Translation), estimated on the parallel sentences.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer, models, trainers

from index.training.data import Parallel

Vectors = npt.NDArray[np.float32]
Integers = npt.NDArray[np.int64]

SIZE: Final = 48_000
"""Pieces in all: what fits beside the six layers in 64 MB at half precision."""
ENGLISH: Final = 20_000
"""Pieces at most of the teacher's 30 522: those that English text uses, in the teacher's order."""
SPECIAL: Final = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")

_SIGN = re.compile(r"(##)?[^\W_\u0250-\U0010ffff]|[!-/:-@\[-`{-~«»§°±€£–—‘’“”„…•]")
"""A single Latin letter, digit or mark: always kept, so that any Latin text can be spelt."""
_WORDPIECE = re.compile(r"(##)?[a-z0-9]+")
_LONGEST_ALIGNED: Final = 48
_EM_ROUNDS: Final = 5
_LEAST_PROBABILITY: Final = 0.05


class Cells(NamedTuple):
    """Every (Dutch, English) piece that stand in one sentence pair; one row per occurrence.

    `pair` numbers the distinct (Dutch, English) pieces, `slot` the English occurrence, and
    `dutch` and `english` are the pieces of each distinct pair.
    """

    pair: Integers
    slot: Integers
    dutch: Integers
    english: Integers


def build_tokenizer(
    teacher: Tokenizer, english: Iterable[str], dutch: Iterable[str], *, kept: int = ENGLISH
) -> Tokenizer:
    """The teacher's tokenizer with a vocabulary for both languages: `SIZE` pieces at most.

    `kept` of them at most are the teacher's.
    """
    old = english_pieces(teacher, english)[:kept]
    pieces = list(dict.fromkeys([*old, *dutch_pieces(teacher, dutch)]))[:SIZE]
    # Pieces that are worth as much come in another order each time they are learnt.
    return with_vocabulary(teacher, [*pieces[: len(old)], *sorted(pieces[len(old) :])])


def with_vocabulary(teacher: Tokenizer, pieces: Sequence[str]) -> Tokenizer:
    """The teacher's tokenizer (normalisation, word boundaries) over other pieces."""
    state = json.loads(teacher.to_str())
    state["model"]["vocab"] = {piece: number for number, piece in enumerate(pieces)}
    identity = state["model"]["vocab"]
    state["truncation"] = state["padding"] = None
    for token in state["added_tokens"]:
        token["id"] = identity[token["content"]]
    for special in state["post_processor"].get("special_tokens", {}).values():
        special["ids"] = [identity[token] for token in special["tokens"]]
    for end in ("sep", "cls"):
        if end in state["post_processor"]:
            token = state["post_processor"][end][0]
            state["post_processor"][end] = [token, identity[token]]
    return Tokenizer.from_str(json.dumps(state))


def english_pieces(teacher: Tokenizer, texts: Iterable[str]) -> list[str]:
    """The special pieces, every Latin sign, and the pieces that the texts use most."""
    counts = Counter(
        number for encoded in teacher.encode_batch(list(texts)) for number in encoded.ids
    )
    ordered = sorted(teacher.get_vocab().items(), key=lambda item: item[1])
    words = [(piece, number) for piece, number in ordered if _WORDPIECE.fullmatch(piece)]
    # Seen pieces first; then the teacher's order, in which common words come first.
    words.sort(key=lambda item: (-min(counts[item[1]], 3), item[1]))
    signs = [piece for piece, _ in ordered if _SIGN.fullmatch(piece)]
    return list(dict.fromkeys([*SPECIAL, *signs, *(piece for piece, _ in words)]))


def dutch_pieces(teacher: Tokenizer, texts: Iterable[str]) -> list[str]:
    """Pieces learnt from Dutch text, in the order in which they were found worth having."""
    learner = Tokenizer(models.WordPiece(unk_token="[UNK]"))
    learner.normalizer = teacher.normalizer
    learner.pre_tokenizer = teacher.pre_tokenizer
    trainer = trainers.WordPieceTrainer(
        vocab_size=SIZE, min_frequency=3, limit_alphabet=120, show_progress=False
    )
    learner.train_from_iterator(texts, trainer)
    ordered = sorted(learner.get_vocab().items(), key=lambda item: item[1])
    return [piece for piece, _ in ordered if _WORDPIECE.fullmatch(piece)]


def start_vectors(
    teacher: Tokenizer, vectors: Vectors, student: Tokenizer, pairs: Sequence[Parallel]
) -> Vectors:
    """Input vectors of the student's pieces, float32 [pieces, dimension].

    `vectors` are those of the teacher's pieces. A Dutch piece that no sentence pair holds
    starts at the mean of the pieces that it would be split into.
    """
    known = teacher.get_vocab()
    pieces = sorted(student.get_vocab().items(), key=lambda item: item[1])
    start = np.zeros((len(pieces), vectors.shape[1]), np.float32)
    done = np.zeros(len(pieces), bool)
    for piece, number in pieces:
        if piece in known:
            start[number], done[number] = vectors[known[piece]], True
    dutch, english, probability = translations(student, pairs)
    usable = (probability >= _LEAST_PROBABILITY) & done[english] & ~done[dutch]
    weight = np.zeros(len(pieces), np.float32)
    np.add.at(start, dutch[usable], probability[usable, None] * start[english[usable]])
    np.add.at(weight, dutch[usable], probability[usable])
    found = weight > 0
    start[found] /= weight[found, None]
    done |= found
    for piece, number in pieces:
        if not done[number]:
            parts = teacher.encode(piece.removeprefix("##"), add_special_tokens=False).ids
            start[number] = vectors[parts].mean(axis=0)
    return start


def translations(
    tokenizer: Tokenizer, pairs: Sequence[Parallel]
) -> tuple[Integers, Integers, npt.NDArray[np.float32]]:
    """IBM Model 1: (dutch, english, p(english | dutch)) for each pair of pieces seen together."""
    cells = _cells(tokenizer, pairs)
    pieces = int(max(cells.dutch.max(), cells.english.max())) + 1
    probability = np.ones(len(cells.dutch), np.float32)
    for _ in range(_EM_ROUNDS):
        share = probability[cells.pair]
        share /= np.bincount(cells.slot, weights=share).astype(np.float32)[cells.slot]
        counts = np.bincount(cells.pair, weights=share, minlength=len(probability))
        totals = np.bincount(cells.dutch, weights=counts, minlength=pieces)
        probability = (counts / totals[cells.dutch]).astype(np.float32)
    return cells.dutch, cells.english, probability


def _cells(tokenizer: Tokenizer, pairs: Sequence[Parallel]) -> Cells:
    # Piece 0, the padding, stands in every Dutch sentence for "no Dutch word": what is only
    # grammar in English aligns there.
    size = tokenizer.get_vocab_size()
    english = tokenizer.encode_batch([p.english for p in pairs], add_special_tokens=False)
    dutch = tokenizer.encode_batch([p.dutch for p in pairs], add_special_tokens=False)
    codes, slots, slot = [], [], 0
    for left, right in zip(dutch, english, strict=True):
        if 0 < len(left.ids) <= _LONGEST_ALIGNED and 0 < len(right.ids) <= _LONGEST_ALIGNED:
            sources = np.array([0, *left.ids], np.int64)
            targets = np.array(right.ids, np.int64)
            codes.append((sources[None, :] * size + targets[:, None]).ravel())
            slots.append(np.repeat(np.arange(slot, slot + len(targets)), len(sources)))
            slot += len(targets)
    distinct, pair = np.unique(np.concatenate(codes), return_inverse=True)
    return Cells(pair, np.concatenate(slots), distinct // size, distinct % size)
