"""Contrastive training: a question must lie nearer to the pair that answers it than to others.

Each query is set against the texts of its batch, and a batch is made of neighbourhoods: examples
whose texts the student itself finds alike when the epoch begins (topic-aware sampling; Hofstätter
et al. 2021, Efficiently Teaching an Effective Dense Retriever). So the negatives are hard, and
all of them are computed anew with the student as it is: against stored vectors of an older
student, it learns to move every text away from where that student put it, and unlearns the rest.
Questions on a pair's subject that the pair does not answer are set against the pair. A few
sentences of the distillation go along, so that what was learnt there is kept.
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

    A batch holds `batch` examples: neighbourhoods of `alike` examples each. Texts that are nearer
    to each other than a cosine of `same` are not set against each other: they may well say the
    same.
    """

    epochs: int = 2
    batch: int = 64
    alike: int = 8
    same: float = 0.95
    length: int = 96
    scale: float = 20.0
    replay: int = 32
    replay_weight: float = 5.0
    body_rate: float = 1e-4
    pieces_rate: float = 3e-4
    seed: int = 2


def contrast(
    model: SentenceTransformer,
    examples: Examples,
    pairs: Sequence[Parallel],
    teacher: npt.NDArray[np.float16],
    plan: Plan,
    folder: Path,
) -> None:
    """Train `model` in place; the result, which goes to `folder`, is the mean over the epochs.

    The mean of weights along the way generalises better than the last ones do (Izmailov et al.
    2018, Averaging Weights Leads to Wider Optima and Better Generalization).
    """
    torch.manual_seed(plan.seed)
    epochs = [examples.epoch(plan.seed + number) for number in range(plan.epochs)]
    steps = sum(len(epoch) // plan.batch for epoch in epochs)
    stepper = Stepper(model, body_rate=plan.body_rate, pieces_rate=plan.pieces_rate, steps=steps)
    replay = _Replay(model, pairs, teacher, plan)
    trainer = _Trainer(model, examples, plan)
    chance = random.Random(plan.seed)
    model.eval()  # without dropout, like the distillation
    started, done = time.monotonic(), 0
    mean = {name: torch.zeros_like(weight) for name, weight in model.state_dict().items()}
    for epoch in epochs:
        total = 0.0
        for number, batch in enumerate(trainer.batches(epoch, chance), 1):
            loss = trainer.loss(batch)
            both = loss + plan.replay_weight * replay.loss()
            both.backward()  # type: ignore[no-untyped-call]
            stepper.step()
            done += 1
            total += loss.item()
            if done % 10 == 0:
                seconds = time.monotonic() - started
                log.info(
                    "contrast: step %d of %d, loss %.3f, %.0f s",
                    done,
                    steps,
                    total / number,
                    seconds,
                )
        for name, weight in model.state_dict().items():
            mean[name] += (weight / plan.epochs).to(weight.dtype)
    model.load_state_dict(mean)
    model.save(str(folder), create_model_card=False)


class _Trainer:
    """Batches of an epoch, and the contrastive loss of a batch."""

    def __init__(self, model: SentenceTransformer, examples: Examples, plan: Plan) -> None:
        self._model, self._items, self._plan = model, examples.items, plan

    def batches(self, epoch: Sequence[Example], chance: random.Random) -> list[list[Example]]:
        """The examples of an epoch as full batches of neighbourhoods, in random order."""
        plan = self._plan
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            vectors = self._model.encode(
                [example.passage for example in epoch],
                normalize_embeddings=True,
                show_progress_bar=False,
            )
        groups = neighbourhoods(
            np.asarray(vectors, np.float32), [self._group(e) for e in epoch], plan
        )
        chance.shuffle(groups)
        rows = [row for group in groups for row in group]
        full = range(0, len(rows) - plan.batch + 1, plan.batch)
        batches = [[epoch[row] for row in rows[at : at + plan.batch]] for at in full]
        chance.shuffle(batches)
        return batches

    def loss(self, batch: Sequence[Example]) -> torch.Tensor:
        """Cross-entropy in both directions, the mean over the batch."""
        plan, count = self._plan, len(batch)
        names = [self._group(example) for example in batch]
        queries = self._vectors([e.query for e in batch])
        passages = self._vectors([e.passage for e in batch])
        near = self._vectors([e.near for e in batch if e.near] or ["-"])
        own = torch.arange(count)
        same = torch.tensor([[one == other for other in names] for one in names])
        same[own, own] = False
        forward = (queries @ passages.T * plan.scale).masked_fill(same, _NEVER)
        back = passages @ torch.cat([queries, near]).T * plan.scale
        back[:, :count] = back[:, :count].masked_fill(same, _NEVER)
        return (cross_entropy(forward, own) + 0.5 * cross_entropy(back, own)) / 1.5

    def _group(self, example: Example) -> str:
        """What an example's text shares with those that answer the same."""
        return self._items[example.item].group if example.item >= 0 else example.passage

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


def neighbourhoods(
    vectors: npt.NDArray[np.float32], groups: Sequence[str], plan: Plan
) -> list[list[int]]:
    """Rows in neighbourhoods of `plan.alike`: each with the nearest that are not yet placed.

    No two rows of a neighbourhood are of one group, or nearer to the first than `plan.same`. The
    last neighbourhoods may be smaller.
    """
    free = np.ones(len(groups), bool)
    found = []
    for row in range(len(groups)):
        if not free[row]:
            continue
        free[row] = False
        likeness = vectors @ vectors[row]
        likeness[~free | (likeness > plan.same)] = -2.0
        members, taken = [row], {groups[row]}
        nearest = np.argpartition(-likeness, min(plan.alike * 8, len(groups) - 1))
        for other in sorted(nearest[: plan.alike * 8].tolist(), key=lambda n: -likeness[n]):
            if len(members) == plan.alike or likeness[other] < -1.0:
                break
            if groups[other] not in taken:
                members.append(other)
                taken.add(groups[other])
                free[other] = False
        found.append(members)
    return found
