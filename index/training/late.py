"""Late interaction: a question scores a text by the nearest of its words to each word asked.

After Khattab and Zaharia 2020, ColBERT: Efficient and Effective Passage Search via Contextualized
Late Interaction; with a word counting by its rarity, as `index.alignment` has it. Trained beside
the vector of the whole text (Chen et al. 2024, BGE M3-Embedding), each helps the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import torch

from index.training.student import Read

_AT_ONCE: Final = 16


def rarities(texts: Sequence[Sequence[int]], count: int) -> torch.Tensor:
    """The inverse document frequency of each of `count` pieces in texts, at most 1, float32.

    Piece 0, which stands for no piece, has 0.
    """
    having = torch.zeros(count)
    for text in texts:
        having[torch.tensor(sorted(set(text)))] += 1
    rarity = torch.log((len(texts) + 1) / (having + 1)) / torch.log(torch.tensor(len(texts) + 1.0))
    rarity[0] = 0.0
    return rarity


def late_scores(asked: Read, texts: Read, rarity: torch.Tensor) -> torch.Tensor:
    """Scores [questions, texts] from 0 to 1: each asked piece's highest cosine, their mean."""
    weight = rarity[asked.pieces]
    weight = weight / weight.sum(1, keepdim=True).clamp(min=1e-6)
    held = texts.words.reshape(-1, texts.words.shape[2]).T
    width = (asked.pieces > 0).sum(1) + 1  # the mark of the beginning counts too
    order = torch.argsort(width)
    parts = []
    # Short and long questions apart: what is made of each text's every piece is large.
    for rows in order.split(_AT_ONCE):
        most = int(width[rows].max())
        words = asked.words[rows, :most]
        cosines = (words.reshape(-1, words.shape[2]) @ held).view(
            len(rows), most, len(texts.pieces), -1
        )
        nearest = cosines.max(dim=3).values
        parts.append((nearest * weight[rows, :most, None]).sum(1))
    return torch.cat(parts)[torch.argsort(order)]
