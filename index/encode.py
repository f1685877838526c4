"""Text to vectors, by any sentence-transformers model.

An encoder is named by "" (the default: the bundled model), by a folder, or by a name on the
Hugging Face hub. Only a hub name may use the network. Nothing heavy is loaded until the first
text is encoded, so a store can be opened and described without torch.
"""

from __future__ import annotations

import hashlib
import json
import os
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol

import numpy as np
import numpy.typing as npt

from qa.errors import EncoderError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Matrix = npt.NDArray[np.float32]
Offsets = npt.NDArray[np.int64]

BUNDLED: Final = "kamervragen"
"""The name of the bundled encoder."""

_BUNDLED_FOLDER: Final = Path(__file__).resolve().parent / "model"
_WEIGHTS: Final = ("model.safetensors", "pytorch_model.bin")
_FINGERPRINTED: Final = frozenset({".safetensors", ".bin", ".json", ".txt", ".model", ".onnx"})
_BATCH: Final = 32
WORKERS: Final = 2
"""Batches of passages at a time, each on one thread of torch.

One thread for an operation keeps its sums the same to the bit, however busy the machine.
"""

_FAMILIES: Final[tuple[tuple[str, dict[str, str]], ...]] = (
    # What the model cards prescribe, for models whose own configuration holds no prompts.
    ("e5-", {"query": "query: ", "passage": "passage: "}),
    ("nomic-embed", {"query": "search_query: ", "passage": "search_document: "}),
    ("bge-m3", {}),
    ("bge-", {"query": "Represent this sentence for searching relevant passages: "}),
    ("mxbai-embed", {"query": "Represent this sentence for searching relevant passages: "}),
    ("arctic-embed", {"query": "Represent this sentence for searching relevant passages: "}),
)


class Encoder(Protocol):
    """Turns texts into unit vectors; texts that mean the same lie close together.

    `fingerprint` identifies weights, tokenizer and configuration: vectors of two encoders with
    the same fingerprint may be compared. `prompts` are put before a text: "query", "passage".
    """

    @property
    def name(self) -> str:
        """The name it was asked for by, fit to be shown."""
        ...

    @property
    def fingerprint(self) -> str:
        """Hexadecimal digest of everything that its vectors depend on."""
        ...

    @property
    def dimension(self) -> int:
        """Numbers per vector."""
        ...

    @property
    def prompts(self) -> dict[str, str]:
        """What is put before a "query" and before a "passage"."""
        ...

    def encode_queries(self, texts: Sequence[str]) -> Matrix:
        """Unit vectors of questions, float32 [len(texts), dimension].

        The vector of a text does not depend on the texts beside it, to the bit.
        """
        ...

    def encode_passages(self, texts: Sequence[str]) -> Matrix:
        """Unit vectors of texts to be found, float32 [len(texts), dimension].

        The vector of a text depends on the texts beside it by no more than 1e-5.
        """
        ...

    def encode_pieces(self, text: str) -> tuple[Offsets, Matrix]:
        """Where each word piece of `text` begins, and its vector in context, of any length.

        A text too long to be read at once is read in parts: every piece has its vector.
        """
        ...


def load_encoder(name: str = "") -> Encoder:
    """The encoder that `name` asks for; its weights are read at the first use.

    Raises:
        EncoderError: there is no such folder or model, or it cannot be fetched.
    """
    if name in ("", BUNDLED):
        return SentenceEncoder(_BUNDLED_FOLDER, BUNDLED)
    folder = Path(name)
    if folder.is_dir():
        return SentenceEncoder(folder.resolve(), name)
    if folder.is_absolute() or name.count("/") != 1 or name.startswith("."):
        raise EncoderError(
            f"Geen encoder gevonden onder {name!r}: verwacht werd een map met een "
            "sentence-transformers-model, of een naam als 'intfloat/multilingual-e5-small'."
        )
    return SentenceEncoder(hub_folder(name), name)


class SentenceEncoder:
    """An encoder over a folder with a sentence-transformers model; threads may share it.

    Queries are encoded one by one, so that their vectors do not depend on the batch. Passages
    go in batches of similar length.
    """

    def __init__(self, folder: Path, name: str) -> None:
        if not _has_weights(folder):
            raise EncoderError(
                f"De map {str(folder)!r} bevat geen model: verwacht werd {_WEIGHTS[0]} met de "
                "configuratie van sentence-transformers ernaast."
            )
        self.name = name
        self._folder = folder
        self._lock = threading.Lock()
        self._model: SentenceTransformer | None = None
        self.prompts = _prompts(folder, name)
        self.fingerprint = _fingerprint(folder)

    @property
    def dimension(self) -> int:
        """Numbers per vector."""
        size = self._loaded().get_embedding_dimension()
        if size is None:
            raise EncoderError(f"Het model {self.name!r} zegt niet hoe lang zijn vectoren zijn.")
        return int(size)

    def encode_queries(self, texts: Sequence[str]) -> Matrix:
        """See `Encoder.encode_queries`."""
        prompt = self.prompts["query"]
        return self._stacked([self._batch([prompt + text]) for text in texts])

    def encode_passages(self, texts: Sequence[str]) -> Matrix:
        """See `Encoder.encode_passages`."""
        prompt = self.prompts["passage"]
        order = sorted(range(len(texts)), key=lambda at: -len(texts[at]))
        batches = [order[at : at + _BATCH] for at in range(0, len(order), _BATCH)]
        with ThreadPoolExecutor(WORKERS) as workers:
            done = workers.map(
                lambda batch: self._batch([prompt + texts[at] for at in batch]), batches
            )
            vectors = self._stacked(list(done))
        result = np.empty_like(vectors)
        result[order] = vectors
        return result

    def encode_pieces(self, text: str) -> tuple[Offsets, Matrix]:
        """See `Encoder.encode_pieces`."""
        import torch

        model = self._loaded()
        with self._lock:
            parts = model.tokenizer(
                text,
                truncation=True,
                max_length=model.max_seq_length,
                return_overflowing_tokens=True,
                return_offsets_mapping=True,
                return_special_tokens_mask=True,
            )
        starts: list[int] = []
        rows = [np.zeros((0, self.dimension), np.float32)]
        rest = ("offset_mapping", "special_tokens_mask")
        for pieces, offsets, special in zip(parts["input_ids"], *map(parts.get, rest), strict=True):
            ids = torch.tensor([pieces])
            features = {"input_ids": ids, "attention_mask": torch.ones_like(ids)}
            with torch.inference_mode():
                vectors = model[0](features)["token_embeddings"][0].float().numpy()
            own = [at for at, mark in enumerate(special) if not mark]
            starts += [offsets[at][0] for at in own]
            rows.append(vectors[own])
        return np.array(starts, np.int64), np.concatenate(rows)

    def _stacked(self, rows: list[Matrix]) -> Matrix:
        return np.concatenate(rows) if rows else np.zeros((0, self.dimension), np.float32)

    def _batch(self, texts: list[str]) -> Matrix:
        """Unit vectors of texts that are padded to one length."""
        import torch

        model = self._loaded()
        # A tokenizer sets its padding on itself: two threads may not use it at once.
        with self._lock:
            features = model.preprocess(texts)
        with torch.inference_mode():
            vectors = model(features)["sentence_embedding"]
            unit = torch.nn.functional.normalize(vectors.float(), dim=1)
        return np.ascontiguousarray(unit.numpy(), dtype=np.float32)

    def _loaded(self) -> SentenceTransformer:
        with self._lock:
            if self._model is None:
                self._model = _load_model(self._folder, self.name)
            return self._model


def _load_model(folder: Path, name: str) -> SentenceTransformer:
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]  # transformers
    torch.set_num_threads(1)
    try:
        model = SentenceTransformer(str(folder), device="cpu", local_files_only=True)
    except Exception as error:  # the loaders raise whatever their file formats raise
        raise EncoderError(
            f"Het model {name!r} kan niet worden geladen uit {str(folder)!r} "
            f"({type(error).__name__}: {error}). Haal het opnieuw op, of kies een ander model."
        ) from error
    return model.float().eval()


def _has_weights(folder: Path) -> bool:
    return any((folder / file).is_file() for file in _WEIGHTS) or bool(
        (folder / "modules.json").is_file() and list(folder.glob("*/*.safetensors"))
    )


def hub_folder(name: str) -> Path:
    """The local folder of a hub model: from the cache, or else downloaded."""
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError

    wanted = ["*.json", "*.txt", "*.model", "*.safetensors", "*.md", "pytorch_model.bin"]
    try:
        return Path(snapshot_download(name, allow_patterns=wanted, local_files_only=True))
    except (LocalEntryNotFoundError, ValueError):
        pass
    try:
        return Path(snapshot_download(name, allow_patterns=wanted))
    except (HfHubHTTPError, LocalEntryNotFoundError, OSError, ValueError) as error:
        raise EncoderError(
            f"Het model {name!r} staat niet op deze computer en kan niet worden opgehaald "
            f"({type(error).__name__}). Controleer de naam en de verbinding, of geef een map."
        ) from error


def _prompts(folder: Path, name: str) -> dict[str, str]:
    """The model's own prompts; else those of its family; else none."""
    own: dict[str, Any] = _read_json(folder / "config_sentence_transformers.json").get(
        "prompts", {}
    )
    passage = own.get("passage") or own.get("document") or ""
    if own.get("query") or passage:
        return {"query": own.get("query") or "", "passage": passage}
    label = f"{name} {folder.name}".lower()
    for family, prompts in _FAMILIES:
        if family in label:
            return {"query": "", "passage": "", **prompts}
    return {"query": "", "passage": ""}


def _read_json(path: Path) -> dict[str, Any]:
    try:
        content = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    except (OSError, ValueError) as error:
        raise EncoderError(f"{str(path)!r} is geen leesbare JSON: {error}.") from error
    return content if isinstance(content, dict) else {}


def _fingerprint(folder: Path) -> str:
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix in _FINGERPRINTED:
            state = path.stat()
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(_file_digest(path, state.st_size, state.st_mtime_ns).encode())
    return digest.hexdigest()


@lru_cache(maxsize=1024)
def _file_digest(path: Path, _size: int, _mtime: int) -> str:
    """SHA-256 of a file; size and time are in the key, so that a changed file is read again."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
