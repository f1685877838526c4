"""The network that reads a question and a pair together; see `index.interaction`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import torch
from torch import nn

from index.interaction import FEATURES, PARTS, WHOLES
from index.reading import WORD_DIMENSION

_HEADS: Final = 4
_LOUDER: Final = 8.0
"""Unit vectors of 128 numbers are small beside the other inputs."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Inputs of b pairs, of at most n words each.

    `vectors` [b, n, WORD_DIMENSION], `features` [b, n, FEATURES] and `parts` [b, n] are those of
    the words, a place without a word having part `PARTS`; `wholes` [b, WHOLES].
    """

    vectors: torch.Tensor
    features: torch.Tensor
    parts: torch.Tensor
    wholes: torch.Tensor


class Network(nn.Module):
    """A small transformer over the words of question, pair's question and answer.

    Args:
        width: of its layers.
        layers: how many there are.
        dropout: share of inputs that training leaves out.
    """

    def __init__(self, width: int, layers: int, dropout: float = 0.0) -> None:
        super().__init__()
        self.vectors = nn.Linear(WORD_DIMENSION, width)
        self.features = nn.Linear(FEATURES, width)
        self.parts = nn.Embedding(PARTS + 1, width)
        self.start = nn.Parameter(torch.randn(1, 1, width) * 0.1)
        layer = nn.TransformerEncoderLayer(
            width, _HEADS, width * 2, dropout, "gelu", batch_first=True, norm_first=True
        )
        self.layers = nn.TransformerEncoder(layer, layers, enable_nested_tensor=False)
        self.norm = nn.LayerNorm(width)
        self.dropout = nn.Dropout(dropout)
        self.head = nn.Sequential(
            nn.Linear(3 * width + WHOLES, width),
            nn.GELU(),
            nn.Dropout(dropout),
            nn.Linear(width, 1),
        )

    def forward(self, batch: Batch) -> torch.Tensor:
        """The log-odds that each pair answers its question [b]."""
        words = self.vectors(batch.vectors * _LOUDER) + self.features(batch.features)
        words = self.dropout(words + self.parts(batch.parts))
        count = len(words)
        inputs = torch.cat([self.start.expand(count, -1, -1), words], 1)
        empty = torch.cat([torch.zeros(count, 1, dtype=torch.bool), batch.parts == PARTS], 1)
        read = self.norm(self.layers(inputs, src_key_padding_mask=empty))
        asked = (batch.parts == 0).unsqueeze(-1)
        own, rarity = read[:, 1:], batch.features[..., :1] * asked
        mean = (own * rarity).sum(1) / rarity.sum(1).clamp(min=1e-3)
        most = own.masked_fill(~asked, -9.0).amax(1) * asked.any(1)
        found: torch.Tensor = self.head(torch.cat([read[:, 0], mean, most, batch.wholes], -1))
        return found.squeeze(-1)
