"""An optional reranker: a cross-encoder that reads the question beside each of the first hits.

None is bundled and none is used unless it is named. A name on the Hugging Face hub is fetched
once, when somebody asks for it by that name; a folder never uses the network.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from index.encode import hub_folder
from qa.errors import EncoderError
from qa.model import Pair


class Reranker(Protocol):
    """Says how well each of some pairs answers a question."""

    def scores(self, query: str, pairs: Sequence[Pair]) -> list[float]:
        """A score for each pair, higher is better, on any scale."""
        ...


def load_reranker(name: str) -> Reranker:
    """The cross-encoder in the folder `name`, or with that name on the hub.

    Raises:
        EncoderError: it cannot be found, fetched or loaded.
    """
    folder = Path(name)
    if not folder.is_dir():
        if folder.is_absolute() or name.count("/") != 1 or name.startswith("."):
            raise EncoderError(
                f"Geen herschikker gevonden onder {name!r}: verwacht werd een map met een "
                "CrossEncoder, of een naam als 'cross-encoder/mmarco-mMiniLMv2-L12-H384-v1'."
            )
        folder = hub_folder(name)
    return CrossReranker(folder, name)


class CrossReranker:
    """A CrossEncoder of sentence-transformers, on the processor.

    Raises:
        EncoderError: the folder holds none.
    """

    def __init__(self, folder: Path, name: str) -> None:
        import torch
        from sentence_transformers import CrossEncoder

        torch.set_num_threads(1)
        try:
            self._model = CrossEncoder(str(folder), device="cpu", local_files_only=True)
        except Exception as error:  # the loaders raise whatever their file formats raise
            raise EncoderError(
                f"De herschikker {name!r} kan niet worden geladen "
                f"({type(error).__name__}: {error}). Kies een ander model, of laat hem weg."
            ) from error

    def scores(self, query: str, pairs: Sequence[Pair]) -> list[float]:
        """See `Reranker.scores`. One pair at a time: a score does not depend on the others."""
        texts = [(query, f"{pair.question}\n{pair.answer}") for pair in pairs]
        found = [self._model.predict([text], show_progress_bar=False)[0] for text in texts]
        return [float(score) for score in found]
