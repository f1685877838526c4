"""Distillation: the Dutch sentence must meet the teacher's vector of the English one.

After Reimers and Gurevych 2020, Making Monolingual Sentence Embeddings Multilingual using
Knowledge Distillation; with cross-entropy over many other sentences beside their squared
distance, so that a sentence is not just near its translation but nearer than to any other. The
teacher's vectors are computed once, so other sentences to tell apart cost next to nothing.
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import torch
from torch.nn.functional import cross_entropy

from index.training.data import Parallel
from index.training.student import Stepper, piece_numbers, unit_vectors

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast to distil.

    `english` is the share of sentences that are read in English besides Dutch, so that what the
    student knew is kept. `others` teacher vectors of other sentences join each batch.
    """

    epochs: float = 1.0
    batch: int = 96
    length: int = 64
    english: float = 0.15
    others: int = 4096
    scale: float = 30.0
    cosine_weight: float = 10.0
    body_rate: float = 2e-4
    pieces_rate: float = 1e-3
    checkpoint: int = 400
    seed: int = 1


def distil(
    model: SentenceTransformer,
    pairs: Sequence[Parallel],
    teacher: npt.NDArray[np.float16],
    plan: Plan,
    folder: Path,
) -> None:
    """Train `model` in place; checkpoints and the result go to `folder`."""
    torch.manual_seed(plan.seed)
    texts = [
        piece_numbers(model, [pair.dutch for pair in pairs]),
        piece_numbers(model, [pair.english for pair in pairs]),
    ]
    batches = list(_batches(texts, plan))
    stepper = Stepper(
        model, body_rate=plan.body_rate, pieces_rate=plan.pieces_rate, steps=len(batches)
    )
    targets = torch.from_numpy(teacher)
    chance = np.random.default_rng(plan.seed)
    model.eval()  # without dropout: the targets are exact, and the student is small
    started, mean = time.monotonic(), 0.0
    for number, batch in enumerate(batches, 1):
        vectors = unit_vectors(model, [texts[side][row] for side, row in batch], plan.length)
        rows = [row for _, row in batch]
        others = chance.integers(0, len(pairs), plan.others)
        loss = _loss(vectors, targets, rows, others, plan)
        loss.backward()  # type: ignore[no-untyped-call]
        stepper.step()
        mean += (loss.item() - mean) / min(number, 50)
        if number % 50 == 0:
            rate = number * plan.batch / (time.monotonic() - started)
            log.info("distil: step %d of %d, loss %.3f, %.0f/s", number, len(batches), mean, rate)
        if number % plan.checkpoint == 0:
            model.save(str(folder), create_model_card=False)
    model.save(str(folder), create_model_card=False)


def _loss(
    vectors: torch.Tensor,
    targets: torch.Tensor,
    rows: Sequence[int],
    others: npt.NDArray[np.int64],
    plan: Plan,
) -> torch.Tensor:
    own = torch.tensor(rows)
    rivals = torch.from_numpy(others)
    goals = torch.nn.functional.normalize(targets[own].float(), dim=1)
    scores = vectors @ torch.cat([goals, targets[rivals].float()]).T * plan.scale
    # The sentence itself may have been drawn as another; it may also stand twice in the batch.
    same = own[:, None] == torch.cat([own, rivals])[None, :]
    same[torch.arange(len(own)), torch.arange(len(own))] = False
    scores = scores.masked_fill(same, -1e4)
    distance = 1.0 - (vectors * goals).sum(1).mean()
    return cross_entropy(scores, torch.arange(len(own))) + plan.cosine_weight * distance


def _batches(texts: list[list[list[int]]], plan: Plan) -> Iterator[list[tuple[int, int]]]:
    """Batches of (language, row): shuffled, texts of like length together."""
    shuffle = random.Random(plan.seed)
    count = len(texts[0])
    wanted = [(0, row) for row in range(count)]
    left = plan.epochs
    while left > 0:
        english = shuffle.sample(range(count), int(plan.english * count))
        epoch = [*wanted, *((1, row) for row in english)]
        shuffle.shuffle(epoch)
        epoch = epoch[: int(len(epoch) * min(left, 1.0))]
        pool = plan.batch * 50
        batches: list[list[tuple[int, int]]] = []
        for start in range(0, len(epoch), pool):
            part = sorted(
                epoch[start : start + pool], key=lambda item: len(texts[item[0]][item[1]])
            )
            batches += [part[i : i + plan.batch] for i in range(0, len(part), plan.batch)]
        shuffle.shuffle(batches)
        yield from batches
        left -= 1.0
