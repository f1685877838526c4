"""How long a whole question set takes: `python -m eval.speed`.

Builds a store of made-up pairs, as long as official ones, and checks a set of made-up questions
in it, as the desk does. The vectors of the store are drawn by chance, since a search takes as
long whatever they say; questions and answers are read by the encoder itself. Prints one JSON
object: seconds for the whole set and until its first result, with the cores and the load of the
machine, without which a time says nothing.
"""

from __future__ import annotations

import json
import os
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Final

import numpy as np
import typer

from index.encode import Encoder, Matrix
from qa.check import QuestionSet, SetQuestion, check_set
from qa.model import Document, Kind, Pair, Parsed, SourceText, Span
from qa.model import Format as FileFormat

_SUBJECTS: Final = (
    "de wachttijden in de jeugdzorg", "het lerarentekort", "de woningbouw", "de gasopslag",
    "de sluiting van postkantoren", "de dijkversterking", "het stroomnet", "de aanrijtijden",
    "de toeslagen", "het openbaar vervoer", "de visserij", "de drinkwaterkwaliteit",
    "de asielopvang", "het gevangeniswezen", "de kinderopvang", "het mestbeleid",
)  # fmt: skip
_PLACES: Final = (
    "Groningen", "Friesland", "Drenthe", "Overijssel", "Gelderland", "Utrecht", "Flevoland",
    "Noord-Holland", "Zuid-Holland", "Zeeland", "Noord-Brabant", "Limburg",
)  # fmt: skip
_ASKED: Final = (
    "Hoeveel is er in {year} uitgegeven aan {subject} in {place}?",
    "Klopt het dat {subject} in {place} sinds {year} is verslechterd? Zo ja, waardoor?",
    "Welke maatregelen neemt u in {year} voor {subject} in {place}, en wanneer gaan die in?",
    "Wie houdt toezicht op {subject} in {place}, en wat bleek daaruit in {year}?",
    "Wat is uw reactie op het onderzoek uit {year} naar {subject} in {place}?",
)
_ANSWERED: Final = (
    "In {year} ging het in {place} om {amount} miljoen euro. De provincie en de gemeenten "
    "besteden dit zelf; over {subject} wordt jaarlijks verantwoording afgelegd.",
    "Nee. De cijfers over {year} laten voor {place} een lichte verbetering zien van {amount} "
    "procent. Over {subject} is overleg met de betrokken gemeenten.",
    "Voor {subject} is {amount} miljoen euro beschikbaar. {place} ontvangt daarvan een deel vanaf "
    "{year}. De Kamer wordt voor de zomer geïnformeerd.",
)
_IN_ONE: Final = 100
"""Pairs in one document."""
_QUESTION: Final = (1, 2, 3, 5)
_ANSWER: Final = (1, 2, 3, 5, 9)
"""Sentences in a question and in an answer: some 200 and 680 characters, as in official ones."""


class Drawn:
    """An encoder that reads questions and words, and draws the vectors of passages by chance."""

    def __init__(self, encoder: Encoder, seed: int = 3) -> None:
        self.name = encoder.name
        self.fingerprint = encoder.fingerprint
        self.dimension = encoder.dimension
        self.prompts = encoder.prompts
        self.encode_queries = encoder.encode_queries
        self.encode_pieces = encoder.encode_pieces
        self._chance = np.random.default_rng(seed)

    def encode_passages(self, texts: Sequence[str]) -> Matrix:
        """A unit vector for each text."""
        drawn = self._chance.standard_normal((len(texts), self.dimension), np.float32)
        unit: Matrix = drawn / np.linalg.norm(drawn, axis=1, keepdims=True)
        return unit


def documents(pairs: int, seed: int = 1) -> Iterator[Parsed]:
    """Documents that hold `pairs` made-up pairs together; the same for the same seed."""
    chance = random.Random(seed)
    for at in range(0, pairs, _IN_ONE):
        yield _document(f"gemaakt-{at // _IN_ONE}", min(_IN_ONE, pairs - at), chance)


def questions(count: int, seed: int = 2) -> QuestionSet:
    """A set of `count` made-up questions."""
    chance = random.Random(seed)
    texts = (_sentences(_ASKED, _QUESTION, chance) for _ in range(count))
    asked = (SetQuestion(str(at), text) for at, text in enumerate(texts, 1))
    return QuestionSet(tuple(asked), title="Lijst van vragen")


def _sentences(templates: tuple[str, ...], counts: tuple[int, ...], chance: random.Random) -> str:
    return " ".join(_filled(templates, chance) for _ in range(chance.choice(counts)))


def _filled(templates: tuple[str, ...], chance: random.Random) -> str:
    return chance.choice(templates).format(
        subject=chance.choice(_SUBJECTS),
        place=chance.choice(_PLACES),
        year=chance.randint(1995, 2030),
        amount=chance.randint(2, 900),
    )


def _document(name: str, pairs: int, chance: random.Random) -> Parsed:
    text, made = "", []
    for number in range(1, pairs + 1):
        spans = []
        parts = [(_ASKED, _QUESTION), (_ANSWERED, _ANSWER)]
        for part in [_sentences(templates, counts, chance) for templates, counts in parts]:
            spans.append(Span(len(text), len(text) + len(part)))
            text += f"{part}\n"
        question, answer = spans
        made.append(
            Pair(
                id=f"{name}#{number}",
                document=name,
                number=str(number),
                numbers=(str(number),),
                question=question.of(text),
                answer=answer.of(text),
                question_spans=(question,),
                answer_spans=(answer,),
            )
        )
    source = SourceText(f"{name}.txt", FileFormat.TXT, name, text)
    document = Document(name, Kind.ANSWERS, source.name, source.sha256)
    return Parsed(document, source, tuple(made))


def main(
    pairs: Annotated[int, typer.Option(min=1, help="Pairs in the store.")] = 10_000,
    count: Annotated[int, typer.Option("--questions", min=1, help="Questions in the set.")] = 80,
) -> None:
    """Time the check of a made-up set over a made-up store."""
    from index.build import build
    from index.encode import load_encoder
    from index.search import Searcher

    encoder = Drawn(load_encoder())
    with TemporaryDirectory(prefix="kamervragen-speed-") as folder:
        build(Path(folder), documents(pairs), encoder=encoder)
        with Searcher.open(Path(folder), encoder=encoder) as searcher:
            searcher.search("warm")
            started, first, found = time.perf_counter(), 0.0, 0
            for one in check_set(questions(count), searcher):
                first = first or time.perf_counter() - started
                found += bool(one.reply and one.reply.quotes)
            seconds = time.perf_counter() - started
    measured = {
        "pairs": pairs,
        "questions": count,
        "with_quotes": found,
        "seconds": round(seconds, 2),
        "first_result": round(first, 2),
        "cores": len(os.sched_getaffinity(0)),
        "load": round(os.getloadavg()[0], 1),
    }
    typer.echo(json.dumps(measured))


if __name__ == "__main__":
    typer.run(main)
