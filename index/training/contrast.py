"""Contrastive training: a question must lie nearer to the pair that answers it than to others.

Each query is set against the texts of its batch and against every pair of all training
documents, among them its neighbours in the same document: the hardest negatives there are. The
vectors of those pairs get no gradient and are computed anew now and then, so all of them together
cost less than one mined negative per query would. Questions on a pair's subject that the pair
does not answer are set against the pair. A few sentences of the distillation go along, so that
what was learnt there is kept.
"""

from __future__ import annotations

import logging
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import torch
from torch.nn.functional import cross_entropy

from index.training.data import Parallel
from index.training.examples import Example, Examples
from index.training.student import Stepper, piece_numbers, unit_vectors

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

log = logging.getLogger(__name__)

_NEVER = -1e4


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast to train; `length` is in pieces.

    The vectors of all pairs are computed anew every `refresh` steps.
    """

    epochs: int = 3
    refresh: int = 80
    batch: int = 64
    length: int = 96
    scale: float = 20.0
    replay: int = 32
    replay_weight: float = 5.0
    body_rate: float = 1e-4
    pieces_rate: float = 3e-4
    seed: int = 2


@dataclass(frozen=True, slots=True)
class Bank:
    """Vectors of every training pair: the questions, then question and answer in one.

    `groups` holds the number of the joint group that each vector belongs to.
    """

    vectors: torch.Tensor
    groups: torch.Tensor


def contrast(
    model: SentenceTransformer,
    examples: Examples,
    pairs: Sequence[Parallel],
    teacher: npt.NDArray[np.float16],
    plan: Plan,
    folder: Path,
) -> None:
    """Train `model` in place; each epoch's model goes to `folder`."""
    torch.manual_seed(plan.seed)
    epochs = [examples.epoch(plan.seed + number) for number in range(plan.epochs)]
    steps = sum(len(epoch) // plan.batch for epoch in epochs)
    stepper = Stepper(
        model,
        body_rate=plan.body_rate,
        pieces_rate=plan.pieces_rate,
        steps=steps,
    )
    replay = _Replay(model, pairs, teacher, plan)
    trainer = _Trainer(model, examples, plan)
    started, done = time.monotonic(), 0
    for epoch in epochs:
        total = 0.0
        for start in range(0, len(epoch) - plan.batch + 1, plan.batch):
            if done % plan.refresh == 0:
                trainer.refresh()
            model.train()
            loss = trainer.loss(epoch[start : start + plan.batch])
            both = loss + plan.replay_weight * replay.loss()
            both.backward()  # type: ignore[no-untyped-call]
            stepper.step()
            done += 1
            total += loss.item()
            if done % 10 == 0:
                log.info(
                    "contrast: step %d of %d, loss %.3f, %.0f s",
                    done,
                    steps,
                    total / (start // plan.batch + 1),
                    time.monotonic() - started,
                )
        model.eval()
        model.save(str(folder), create_model_card=False)


class _Trainer:
    """The contrastive loss of a batch, against the bank of the epoch."""

    def __init__(self, model: SentenceTransformer, examples: Examples, plan: Plan) -> None:
        self._model, self._examples, self._plan = model, examples, plan
        names = [item.group for item in examples.items]
        numbers = {name: number for number, name in enumerate(dict.fromkeys(names))}
        self._group = [numbers[name] for name in names]

    def refresh(self) -> None:
        """Compute the bank anew with the student as it is."""
        rows, items = self._examples.rows, self._examples.items
        answered = [row for row in rows if items[row].answer]
        texts = [items[row].question for row in rows] + [items[row].whole for row in answered]
        self._model.eval()
        with torch.autocast("cpu", dtype=torch.bfloat16):
            vectors = self._model.encode(
                texts, convert_to_tensor=True, normalize_embeddings=True, show_progress_bar=False
            )
        groups = torch.tensor([self._group[row] for row in [*rows, *answered]])
        self._bank = Bank(vectors.float().clone(), groups)

    def loss(self, batch: Sequence[Example]) -> torch.Tensor:
        """Cross-entropy in both directions, the mean over the batch."""
        plan, count = self._plan, len(batch)
        groups = torch.tensor([self._group[e.item] if e.item >= 0 else -1 for e in batch])
        queries = self._vectors([e.query for e in batch])
        passages = self._vectors([e.passage for e in batch])
        near = self._vectors([e.near for e in batch if e.near] or ["-"])
        rivals = torch.cat([passages, self._bank.vectors])
        owners = torch.cat([groups, self._bank.groups])
        own = torch.arange(count)
        same = (groups[:, None] == owners[None, :]) & (groups[:, None] >= 0)
        same[own, own] = False
        forward = (queries @ rivals.T * plan.scale).masked_fill(same, _NEVER)
        back = passages @ torch.cat([queries, near]).T * plan.scale
        back[:, :count] = back[:, :count].masked_fill(same[:, :count], _NEVER)
        return (cross_entropy(forward, own) + 0.5 * cross_entropy(back, own)) / 1.5

    def _vectors(self, texts: Sequence[str]) -> torch.Tensor:
        numbers = piece_numbers(self._model, texts)
        # Short and long texts apart, so that little is padded.
        order = sorted(range(len(numbers)), key=lambda row: len(numbers[row]))
        parts = [
            unit_vectors(
                self._model, [numbers[row] for row in order[at : at + 16]], self._plan.length
            )
            for at in range(0, len(order), 16)
        ]
        back = torch.empty(len(order), dtype=torch.long)
        back[torch.tensor(order)] = torch.arange(len(order))
        return torch.cat(parts)[back]


class _Replay:
    """The distillation loss of a few sentences."""

    def __init__(
        self,
        model: SentenceTransformer,
        pairs: Sequence[Parallel],
        teacher: npt.NDArray[np.float16],
        plan: Plan,
    ) -> None:
        self._model, self._pairs, self._plan = model, pairs, plan
        self._teacher = torch.from_numpy(teacher)
        self._chance = random.Random(plan.seed)

    def loss(self) -> torch.Tensor:
        """One minus the cosine to the teacher's vector, the mean over a draw of sentences."""
        drawn = self._chance.sample(range(len(self._pairs)), self._plan.replay)
        half = len(drawn) // 2
        texts = [self._pairs[row].dutch for row in drawn[:half]]
        texts += [self._pairs[row].english for row in drawn[half:]]
        vectors = unit_vectors(self._model, piece_numbers(self._model, texts), self._plan.length)
        goals = torch.nn.functional.normalize(self._teacher[drawn].float(), dim=1)
        return 1.0 - (vectors * goals).sum(1).mean()
