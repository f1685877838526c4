"""`python -m index.training [STAGE …]`: rebuild the bundled encoder, or one stage of it.

Stages, in their order: `prepare` (vocabulary, input vectors, the teacher's vectors), `distil`,
`adapt`, `contrast`, `export`, `interact` (the network of `index.interaction`), `evaluate`. Without
a stage all are run. Every stage leaves its result in the work folder, where the next one finds it;
a stage that is named is run anew. `export` writes the model's folder, `interact` the network.
"""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer

from index.encode import load_encoder
from index.interaction import MODEL, save
from index.training import contrast, distil, interact, sources
from index.training.data import (
    Parallel,
    dutch_lines,
    parallel,
    read_translations,
    read_words,
)
from index.training.documents import (
    Item,
    Query,
    read_elsewhere,
    read_items,
    read_passages,
    read_queries,
)
from index.training.evaluate import Folders, as_markdown, evaluate, write_card
from index.training.examples import Examples, Mix
from index.training.export import export
from index.training.student import build_student, load_student
from index.training.teacher import teacher_folder, teacher_vectors
from index.training.vocabulary import build_tokenizer, start_vectors

log = logging.getLogger("index.training")

SENTENCES: Final = 200_000
"""Sentence pairs to distil from at most, drawn over all sources."""
_SEED: Final = 0
_ROUNDS: Final = ((3, 1.5), (4, 0.75))
"""Seed and epochs of each round of adaptation, which begins with a high learning rate again."""
_ROOT: Final = Path(__file__).resolve().parents[2]
_WRITTEN: Final = Path(__file__).parent / "written"
"""What was written by hand for this recipe: questions on pairs, on other training texts and on
wholly other things, translations, and words with their English."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where everything lies."""

    training: Path
    documents: Path
    work: Path
    model: Path
    network: Path

    @property
    def folders(self) -> Folders:
        """What the evaluation reads."""
        return Folders(
            self.training,
            self.documents,
            _ROOT / "qa" / "sample",
            _ROOT / "eval" / "data" / "seeds.jsonl",
        )


def prepare(place: Place) -> None:
    """Learn the vocabulary, align its input vectors, and ask the teacher for its vectors."""
    every = parallel(place.training, seed=_SEED)
    teacher = Tokenizer.from_file(str(teacher_folder() / "tokenizer.json"))
    teacher.no_padding()
    teacher.no_truncation()
    student = build_tokenizer(teacher, [pair.english for pair in every], _dutch(place, every))
    student.save(str(place.work / "tokenizer.json"))
    weights = load_file(teacher_folder() / "model.safetensors")
    (name,) = (name for name in weights if name.endswith("word_embeddings.weight"))
    start = start_vectors(teacher, weights[name].float().numpy(), student, every)
    np.save(place.work / "start.npy", start)
    vectors = teacher_vectors([pair.english for pair in every[:SENTENCES]])
    np.save(place.work / "teacher.npy", vectors)


def run_distil(place: Place) -> None:
    """Prepared → distilled."""
    model = build_student(
        Tokenizer.from_file(str(place.work / "tokenizer.json")),
        np.load(place.work / "start.npy"),
    )
    pairs = parallel(place.training, seed=_SEED)[:SENTENCES]
    teacher = np.load(place.work / "teacher.npy")
    distil.distil(model, pairs, teacher, distil.Plan(), place.work / "distilled")


def run_adapt(place: Place) -> None:
    """Distilled → adapted: the same with the parliament's own words, translated by hand."""
    pairs = _own(place)
    goals = teacher_vectors([pair.english for pair in pairs])
    np.save(place.work / "own.npy", goals)
    model = load_student(place.work / "distilled")
    for seed, epochs in _ROUNDS:
        plan = distil.Plan(epochs=epochs, body_rate=1e-4, pieces_rate=5e-4, seed=seed)
        distil.distil(model, pairs, goals, plan, place.work / "adapted")


def run_contrast(place: Place) -> None:
    """Adapted → contrasted."""
    items = read_items(place.documents)
    queries = _questions(place, items)
    passages, asked = read_passages(_WRITTEN / "passages.tsv", place.training, len(items))
    items, queries = [*items, *passages], [*queries, *asked]
    english = {pair.dutch: pair.english for pair in _translations(place)}
    pairs, goals = _own(place), np.load(place.work / "own.npy")
    if len(pairs) != len(goals):
        raise ValueError("the translations have changed since: run the stage adapt again")
    contrast.contrast(
        load_student(place.work / "adapted"),
        Examples(items, queries, place.training, Mix(), english),
        pairs,
        goals,
        contrast.Plan(),
        place.work / "contrasted",
    )


def run_export(place: Place) -> None:
    """Contrasted → the folder that ships."""
    size = export(place.work / "contrasted", place.model)
    log.info("export: %.1f MB in %s", size / 1e6, place.model)


def run_interact(place: Place) -> None:
    """Exported → the network that reads a question and a pair together."""
    encoder = load_encoder(str(place.model))
    items = read_items(place.documents)
    queries = _questions(place, items) + read_queries(_WRITTEN / "judged.tsv", items)
    motions, asked = read_passages(_WRITTEN / "motions.tsv", place.training, len(items))
    elsewhere = read_elsewhere(_WRITTEN / "elsewhere.tsv")
    plan = interact.Plan()
    network = interact.interact(encoder, items + motions, queries + asked, elsewhere, plan)
    save(network, encoder.fingerprint, place.network)


def run_evaluate(place: Place) -> None:
    """Print the table, and put it into the model card if there is one."""
    table = as_markdown(evaluate(place.model, place.folders))
    sys.stdout.write(f"{table}\n")
    card = place.model / "README.md"
    if card.is_file():
        write_card(card, table)


STAGES: Final = {
    "prepare": prepare,
    "distil": run_distil,
    "adapt": run_adapt,
    "contrast": run_contrast,
    "export": run_export,
    "interact": run_interact,
    "evaluate": run_evaluate,
}


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the stages that the command line names."""
    shared = _ROOT.parent / "shared"
    parser = argparse.ArgumentParser(prog="python -m index.training", description=__doc__)
    parser.add_argument("stages", nargs="*", metavar="STAGE", help=", ".join(STAGES))
    parser.add_argument("--training", type=Path, default=shared / "training")
    parser.add_argument("--documents", type=Path, default=shared / "documents")
    parser.add_argument("--work", type=Path, default=_ROOT / "build" / "training")
    parser.add_argument("--model", type=Path, default=_ROOT / "index" / "model")
    parser.add_argument("--network", type=Path, default=MODEL)
    chosen = parser.parse_args(arguments)
    unknown = [stage for stage in chosen.stages if stage not in STAGES]
    if unknown:
        parser.error(f"unknown stage {unknown[0]!r}; choose from {', '.join(STAGES)}")
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    # Bounded, so that sums are split in the same way on every machine with two cores or more.
    torch.set_num_threads(2)
    folders = chosen.training, chosen.documents, chosen.work
    place = Place(*folders, chosen.model, chosen.network)
    place.work.mkdir(parents=True, exist_ok=True)
    for stage in chosen.stages or STAGES:
        log.info("stage %s", stage)
        STAGES[stage](place)


def _questions(place: Place, items: Sequence[Item]) -> list[Query]:
    """The questions that were written on pairs."""
    queries = read_queries(place.training / sources.QUESTIONS.file, items)
    return queries + read_queries(_WRITTEN / "questions.tsv", items)


def _translations(place: Place) -> list[Parallel]:
    return read_translations(_WRITTEN / "translations.tsv", place.training, _WRITTEN)


def _own(place: Place) -> list[Parallel]:
    """What was translated by hand, and a quarter as many other sentences, so that those stay."""
    own = _translations(place)
    others = parallel(place.training, seed=_SEED)[: len(own) // 4]
    return own + read_words(_WRITTEN / "words.tsv") + others


def _dutch(place: Place, pairs: Sequence[Parallel]) -> Iterator[str]:
    """The Dutch text that the vocabulary is learnt from."""
    yield from (pair.dutch for pair in pairs)
    yield from dutch_lines(place.training, sources.DUTCH + sources.PASSAGES)
    for path in sorted(place.documents.rglob("*.txt")):
        yield from path.read_text(encoding="utf-8", errors="replace").split(". ")


if __name__ == "__main__":
    main()
