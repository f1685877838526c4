"""The student: the teacher's body over the bilingual vocabulary, and how it is stepped."""

from __future__ import annotations

import logging
import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import numpy.typing as npt
import torch
from tokenizers import Tokenizer

from index.training.teacher import teacher_folder

if TYPE_CHECKING:
    import numpy as np
    from sentence_transformers import SentenceTransformer

log = logging.getLogger(__name__)

LENGTH: Final = 160
"""Pieces that the encoder reads of a text: a long question, or the beginning of an answer."""


def build_student(tokenizer: Tokenizer, start: npt.NDArray[np.float32]) -> SentenceTransformer:
    """The teacher with another vocabulary, whose input vectors begin at `start`."""
    from sentence_transformers import SentenceTransformer
    from transformers import PreTrainedTokenizerFast

    model = SentenceTransformer(str(teacher_folder()), device="cpu", local_files_only=True)
    reader = _reader(model)
    pieces = torch.nn.Embedding(start.shape[0], start.shape[1], padding_idx=0)
    pieces.weight.data.copy_(torch.from_numpy(start))
    reader.auto_model.set_input_embeddings(pieces)
    reader.auto_model.config.vocab_size = len(start)
    reader.processor = PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=tokenizer,
        model_max_length=512,
        pad_token="[PAD]",
        unk_token="[UNK]",
        cls_token="[CLS]",
        sep_token="[SEP]",
        mask_token="[MASK]",
    )
    model.max_seq_length = LENGTH
    return model


def load_student(folder: Path) -> SentenceTransformer:
    """A student that was saved, in full precision."""
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(str(folder), device="cpu", local_files_only=True).float()


def piece_numbers(model: SentenceTransformer, texts: Sequence[str]) -> list[list[int]]:
    """The pieces of each text as numbers, with the marks of beginning and end; not cut."""
    tokenizer = _reader(model).tokenizer._tokenizer
    # `model.encode` leaves both switched on, and padding would be read as text.
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return [each.ids for each in tokenizer.encode_batch(list(texts))]


def pad(texts: Sequence[Sequence[int]], length: int) -> dict[str, torch.Tensor]:
    """Piece numbers as one padded tensor with its mask; a text longer than `length` is cut."""
    cut = [list(ids) if len(ids) <= length else [*ids[: length - 1], ids[-1]] for ids in texts]
    widest = max(map(len, cut))
    numbers = torch.zeros(len(cut), widest, dtype=torch.long)
    mask = torch.zeros(len(cut), widest, dtype=torch.long)
    for row, ids in enumerate(cut):
        numbers[row, : len(ids)] = torch.tensor(ids)
        mask[row, : len(ids)] = 1
    return {"input_ids": numbers, "attention_mask": mask}


def unit_vectors(
    model: SentenceTransformer, texts: Sequence[Sequence[int]], length: int
) -> torch.Tensor:
    """Unit vectors of texts given as piece numbers, float32 [len(texts), dimension].

    The body runs in bfloat16 where gradients are on; sums over it stay in float32.
    """
    batch = pad(texts, length)
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=torch.is_grad_enabled()):
        hidden = _reader(model).auto_model(**batch).last_hidden_state
    weight = batch["attention_mask"].unsqueeze(-1).float()
    mean = (hidden.float() * weight).sum(1) / weight.sum(1)
    return torch.nn.functional.normalize(mean, dim=1)


class Stepper:
    """AdamW over a student with a warm-up and a cosine decline of the learning rate.

    Input vectors learn at `pieces_rate`, the body at `body_rate`: the pieces are new, the body
    is not.
    """

    def __init__(
        self, model: SentenceTransformer, *, body_rate: float, pieces_rate: float, steps: int
    ) -> None:
        pieces = _reader(model).auto_model.get_input_embeddings().weight
        body = [p for p in model.parameters() if p is not pieces and p.requires_grad]
        self._parameters = [pieces, *body]
        self._optimizer = torch.optim.AdamW(
            [
                {"params": [pieces], "lr": pieces_rate, "weight_decay": 0.0},
                {"params": body, "lr": body_rate, "weight_decay": 0.01},
            ],
            fused=True,
        )
        warm_up = max(1, min(steps // 10, 200))
        self._schedule = torch.optim.lr_scheduler.LambdaLR(
            self._optimizer,
            lambda step: (
                (step + 1) / warm_up
                if step < warm_up
                else 0.02 + 0.49 * (1 + math.cos(math.pi * min(1.0, step / steps)))
            ),
        )

    def step(self) -> None:
        """Apply and clear the gradients."""
        torch.nn.utils.clip_grad_norm_(self._parameters, 1.0)
        self._optimizer.step()
        self._schedule.step()
        self._optimizer.zero_grad(set_to_none=True)


def _reader(model: SentenceTransformer) -> Any:  # noqa: ANN401  modules are typed as plain tensors
    """The first module: tokenizer and body."""
    return model[0]
