"""A question and a pair read together: how likely is it that the one answers the other?

Cosines say that two texts are on one subject. Whether the very point of a question is in a pair
shows only when both are read side by side: "Hoeveel F-35's gingen verloren?" is near to every
answer that counts F-35's. A small network (`index.network`: a transformer as in Vaswani et al.
2017, over the words of both as `index.reading` has them, after Nogueira and Cho 2019, Passage
Re-ranking with BERT) was trained on questions that are answered, on near misses and on questions
about other things (`index.training.interact`). It belongs to one encoder, whose fingerprint it
carries.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from index.alignment import Numbers, Rarity, cosines
from index.analysis import stem
from index.encode import Matrix
from index.reading import WORD_DIMENSION, Reader, Reading
from qa.errors import EncoderError

if TYPE_CHECKING:
    from index.network import Batch, Network

MODEL: Final = Path(__file__).parent / "data" / "interaction.safetensors"
PARTS: Final = 3
"""Where a word stands: in the question that was asked, in the pair's question, in the answer."""
FEATURES: Final = 7
"""Numbers of a word besides its vector; see `_features`."""
WHOLES: Final = 3
"""Cosines of the question with the pair's question, the answer, and its nearest sentence."""
_LONGEST: Final = (28, 44, 48)
"""Words of each part that are read: the first; of the answer those nearest to the question."""
_STRETCH: Final = 2.0
"""Of the features, which are small beside the vectors."""
_NEVER: Final = -10.0
"""The log-odds where nothing was asked: a question without content words is answered nowhere."""
_KEPT: Final = 2048
"""Texts whose words are kept in memory."""
_DECIMALS: Final = 4
"""Of the log-odds: beyond these, sums of floats depend on the machine."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the network reads of a question and a pair of n words together.

    `vectors` [n, WORD_DIMENSION], `features` [n, FEATURES], `parts` [n] and `wholes` [WHOLES].
    """

    vectors: Matrix
    features: Matrix
    parts: npt.NDArray[np.int64]
    wholes: Matrix


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a text: its reading, their stems, and their rarities from 0 to 1."""

    reading: Reading
    stems: tuple[str, ...]
    rarities: Matrix


class Interaction:
    """Reads questions and pairs together, with the network of an encoder; see `interaction_for`.

    `fingerprint` identifies encoder and network: what was fitted with both is of no use to others.
    """

    def __init__(self, fingerprint: str, reader: Reader, rarity: Rarity, path: Path) -> None:
        self.fingerprint, self._path = fingerprint, path
        self._words = lru_cache(maxsize=_KEPT)(lambda text: words_of(reader.read(text), rarity))

    def score(self, query: str, question: str, answer: str) -> float:
        """The log-odds that a pair with these texts answers `query`.

        One pair at a time: a score does not depend on the others.
        """
        import torch

        asked, *texts = map(self._words, (query, question, answer))
        if not asked.stems:
            return _NEVER
        inputs = inputs_of(asked, *texts)
        with torch.inference_mode():
            found = _network(self._path)(batch_of([inputs]))
        return round(float(found[0]), _DECIMALS)


def interaction_for(
    fingerprint: str, reader: Reader, rarity: Rarity, path: Path = MODEL
) -> Interaction | None:
    """What reads with the network that was trained for the encoder with this fingerprint, or None.

    The network itself is loaded when it is first asked.

    Raises:
        EncoderError: the file is damaged.
    """
    from safetensors import SafetensorError, safe_open

    if not path.is_file():
        return None
    try:
        with safe_open(path, "np") as stored:
            known = (stored.metadata() or {}).get("fingerprint")
    except (OSError, SafetensorError) as error:
        raise EncoderError(
            f"Het bestand {str(path)!r} is beschadigd ({type(error).__name__}). "
            "Zet het terug, of installeer Kamervragen opnieuw."
        ) from error
    if known != fingerprint:
        return None
    both = hashlib.sha256(fingerprint.encode() + path.read_bytes()).hexdigest()
    return Interaction(both, reader, rarity, path)


def words_of(reading: Reading, rarity: Rarity) -> Words:
    """The words of a text that was read."""
    stems = tuple(map(stem, reading.words))
    rarities = np.array([rarity(one) for one in stems], np.float32) / (rarity("") or 1.0)
    return Words(reading, stems, rarities.astype(np.float32))


def inputs_of(asked: Words, question: Words, answer: Words) -> Inputs:
    """The inputs for a question that was asked and the texts of a pair."""
    by_question, by_answer = _likeness(asked, question), _likeness(asked, answer)
    kept = [
        np.arange(min(len(one.stems), most))
        for one, most in zip((asked, question), _LONGEST, strict=False)
    ]
    kept.append(_nearest(by_answer, _LONGEST[-1]))
    features = [
        _features(asked, (by_question, question), (by_answer, answer)),
        _features(question, (by_question.T, asked)),
        _features(answer, (by_answer.T, asked)),
    ]
    readings = asked.reading, question.reading, answer.reading
    return Inputs(
        np.concatenate([one.vectors[at] for one, at in zip(readings, kept, strict=True)]),
        np.concatenate([one[at] for one, at in zip(features, kept, strict=True)]),
        np.repeat(np.arange(PARTS), [len(at) for at in kept]),
        _wholes(*readings),
    )


def batch_of(inputs: Sequence[Inputs]) -> Batch:
    """The inputs of several pairs, padded to the length of the longest."""
    import torch

    from index.network import Batch

    longest, count = max(1, *(len(one.parts) for one in inputs)), len(inputs)
    vectors = np.zeros((count, longest, WORD_DIMENSION), np.float32)
    features = np.zeros((count, longest, FEATURES), np.float32)
    parts = np.full((count, longest), PARTS, np.int64)
    for row, one in enumerate(inputs):
        size = len(one.parts)
        vectors[row, :size], features[row, :size] = one.vectors, one.features
        parts[row, :size] = one.parts
    wholes = np.stack([one.wholes for one in inputs])
    return Batch(*map(torch.from_numpy, (vectors, features, parts, wholes)))


def save(network: Network, fingerprint: str, path: Path = MODEL) -> None:
    """Keep a network, in half precision, for the encoder with this fingerprint."""
    import torch
    from safetensors.torch import save_file

    weights = {name: value.to(torch.float16) for name, value in network.state_dict().items()}
    save_file(weights, path, {"fingerprint": fingerprint})
    path.chmod(0o644)


@cache
def _network(path: Path) -> Network:
    """The network that `save` has kept."""
    from safetensors.torch import load_file

    from index.network import Network

    weights = {name: value.float() for name, value in load_file(path).items()}
    layers = len({name.split(".")[2] for name in weights if name.startswith("layers.layers.")})
    network = Network(weights["start"].shape[-1], layers)
    network.load_state_dict(weights)
    return network.eval()


def _likeness(left: Words, right: Words) -> Numbers:
    """The cosine of each word of `left` with each of `right`, at least 0."""
    return np.maximum(cosines(left.reading.vectors, right.reading.vectors), 0.0)


def _nearest(likeness: Numbers, most: int) -> npt.NDArray[np.int64]:
    """The places of the `most` words of the other text that are nearest to one asked, in order."""
    best = likeness.max(axis=0, initial=0.0)
    return np.sort(np.argsort(-np.round(best, 5), kind="stable")[:most])


def _features(words: Words, *others: tuple[Numbers, Words]) -> Matrix:
    """Seven numbers of each word, from 0 to `_STRETCH`.

    0: its rarity. 1 and 2: its likeness to the nearest word of the first other text, and whether
    its very stem is there. 3 and 4: the same of the second other text, 0 without one. 5 and 6: its
    rarity times its distance from the nearest word of either.
    """
    rows = np.zeros((len(words.stems), FEATURES), np.float32)
    rows[:, 0] = words.rarities
    for at, (likeness, other) in enumerate(others):
        there = frozenset(other.stems)
        rows[:, 1 + 2 * at] = likeness.max(axis=1, initial=0.0)
        rows[:, 2 + 2 * at] = [one in there for one in words.stems]
    rows[:, 5] = rows[:, 0] * (1 - rows[:, 1])
    rows[:, 6] = rows[:, 0] * (1 - rows[:, 3])
    return rows * np.float32(_STRETCH)


def _wholes(asked: Reading, question: Reading, answer: Reading) -> Matrix:
    """Cosines of the whole question; with an answer without words they are 0."""
    found = [cosines(asked.whole[None], question.whole[None])[0, 0], 0.0, 0.0]
    if answer.words:
        found[1] = cosines(asked.whole[None], answer.whole[None])[0, 0]
        found[2] = cosines(asked.whole[None], answer.sentences).max()
    return np.array(found, np.float32)
