"""A question and a pair read together: how likely is it that the one answers the other?

Cosines say that two texts are on one subject. Whether the very point of a question is in a pair
shows only when both are read side by side: "Hoeveel F-35's gingen verloren?" is near to every
answer that counts F-35's. A small network (`index.network`: a transformer as in Vaswani et al.
2017, over the words of both as `index.reading` has them, after Nogueira and Cho 2019, Passage
Re-ranking with BERT) was trained on questions that are answered and on near misses
(`index.training.interact`). It belongs to one encoder, whose fingerprint it carries.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from index.alignment import cosines
from index.analysis import stem
from index.encode import Matrix
from index.reading import WORD_DIMENSION, Reader, Reading

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
_LOUDER: Final = 2.0
_DECIMALS: Final = 4
"""Of the log-odds: beyond these, sums of floats depend on the machine."""

Rarity = Callable[[str], float]
"""Of a stem: its inverse document frequency in the store; that of "" is the highest there is."""


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
class _Part:
    """Some words of a text: their unit vectors, stems, and rarities from 0 to 1."""

    vectors: Matrix
    stems: npt.NDArray[np.str_]
    rarities: Matrix


class Interaction:
    """Reads questions and pairs together, with the network of an encoder; see `interaction_for`."""

    def __init__(self, reader: Reader, rarity: Rarity, path: Path) -> None:
        self._reader, self._rarity, self._path = reader, rarity, path

    def score(self, query: str, question: str, answer: str) -> float:
        """The log-odds that a pair with these texts answers `query`.

        One pair at a time: a score does not depend on the others.
        """
        import torch

        read = self._reader.read
        inputs = inputs_of(read(query), read(question), read(answer), self._rarity)
        with torch.inference_mode():
            found = _network(self._path)(batch_of([inputs]))
        return round(float(found[0]), _DECIMALS)


def interaction_for(
    fingerprint: str, reader: Reader, rarity: Rarity, path: Path = MODEL
) -> Interaction | None:
    """What reads with the network that was trained for the encoder with this fingerprint, or None.

    The network itself is loaded when it is first asked.
    """
    from safetensors import safe_open

    if not path.is_file():
        return None
    with safe_open(path, "np") as stored:
        known = (stored.metadata() or {}).get("fingerprint") == fingerprint
    return Interaction(reader, rarity, path) if known else None


def inputs_of(asked: Reading, question: Reading, answer: Reading, rarity: Rarity) -> Inputs:
    """The inputs for a question that was asked and the texts of a pair."""
    readings = (asked, question, answer)
    kept = [
        np.arange(min(len(one.words), most)) for one, most in zip(readings, _LONGEST, strict=True)
    ]
    kept[2] = _nearest(asked, answer, _LONGEST[2])
    parts = [_part(one, at, rarity) for one, at in zip(readings, kept, strict=True)]
    first, second, third = parts
    features = [_features(first, second, third), _features(second, first), _features(third, first)]
    alike = cosines(asked.whole[None], np.stack([question.whole, answer.whole]))[0]
    nearest = cosines(asked.whole[None], answer.sentences).max(initial=-1.0)
    wholes = [alike[0], alike[1], nearest] if answer.words else [alike[0], 0.0, 0.0]
    return Inputs(
        np.concatenate([part.vectors for part in parts]),
        np.concatenate(features) * np.float32(_LOUDER),
        np.repeat(np.arange(PARTS), [len(at) for at in kept]),
        np.array(wholes, np.float32),
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


def _nearest(asked: Reading, text: Reading, most: int) -> npt.NDArray[np.int64]:
    """The places of the `most` words of `text` that are nearest to one that was asked, in order."""
    if len(text.words) <= most or not asked.words:
        return np.arange(min(len(text.words), most))
    best = cosines(text.vectors, asked.vectors).max(axis=1)
    return np.sort(np.argsort(-np.round(best, 5), kind="stable")[:most])


def _part(reading: Reading, kept: npt.NDArray[np.int64], rarity: Rarity) -> _Part:
    stems = [stem(reading.words[at]) for at in kept]
    rarities = np.array([rarity(one) for one in stems], np.float32) / (rarity("") or 1.0)
    return _Part(reading.vectors[kept], np.array(stems, np.str_), rarities.astype(np.float32))


def _features(words: _Part, *others: _Part) -> Matrix:
    """Numbers of each word, up to 1.

    Its rarity; for each of two other texts its likeness to the nearest word there, and whether
    its very stem is there (0 where there is no second text); its rarity where it is not.
    """
    rows = np.zeros((len(words.stems), FEATURES), np.float32)
    rows[:, 0] = words.rarities
    for at, other in enumerate(others):
        if len(other.stems) and len(words.stems):
            rows[:, 1 + 2 * at] = np.maximum(cosines(words.vectors, other.vectors).max(1), 0.0)
            rows[:, 2 + 2 * at] = np.isin(words.stems, other.stems)
    rows[:, 5] = rows[:, 0] * (1 - rows[:, 1])
    rows[:, 6] = rows[:, 0] * (1 - rows[:, 3])
    return rows
