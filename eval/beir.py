"""Data sets in BEIR layout, in and out (Thakur et al. 2021).

`corpus.jsonl` holds `{"_id", "title", "text"}`, `queries.jsonl` `{"_id", "text"}`, and
`qrels/<split>.tsv` lines `query-id<TAB>corpus-id<TAB>score` under a header. What a question
set knows beyond that (language, slice, split of unanswerable questions) goes into a query's
`metadata`, so that a set goes out and comes back unchanged.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from eval.errors import SetError
from eval.sets import (
    Question,
    Split,
    check_id,
    read_json_lines,
    refuse_duplicates,
)
from qa.model import Pair
from qa.retrieval import Retriever

_HEADER: Final = "query-id\tcorpus-id\tscore"
_SPLITS: Final = {"dev": Split.DEV, "train": Split.DEV, "test": Split.TEST}
"""Where BEIR's splits go: what was made to train on may be tuned on, not tested on."""


def every_pair(retriever: Retriever) -> Iterator[Pair]:
    """All pairs of a store, document by document."""
    for document in retriever.documents():
        yield from retriever.pairs(document.id)


def export(folder: Path, questions: Sequence[Question], retriever: Retriever) -> None:
    """Writes the pairs of a store as corpus, and `questions` with their judgements, to `folder`.

    A passage is the question and the answer; its title is that of the document.
    """
    (folder / "qrels").mkdir(parents=True, exist_ok=True)
    titles = {document.id: document.title for document in retriever.documents()}
    passages = (_passage(pair, titles[pair.document]) for pair in every_pair(retriever))
    _write(folder / "corpus.jsonl", passages)
    _write(folder / "queries.jsonl", map(_query, questions))
    for split in (Split.DEV, Split.TEST):
        lines = [_HEADER, *_judgements(q for q in questions if q.split == split)]
        text = "".join(f"{line}\n" for line in lines)
        (folder / "qrels" / f"{split.value}.tsv").write_text(text, encoding="utf-8")


def read(folder: Path) -> list[Question]:
    """The questions of a BEIR data set, in the order of its queries.

    Grades below 1 are no answers and are left out. A query that no split judges has no answer
    and goes to the split that its metadata name, else to "test".

    Raises:
        SetError: a file is missing or not in BEIR layout, or a judgement names no query.
    """
    queries = list(read_json_lines(folder / "queries.jsonl"))
    judged = _read_judgements(folder)
    questions = [_question(values, judged, where) for values, where in queries]
    refuse_duplicates((question.id for question in questions), folder / "queries.jsonl")
    unknown = judged.keys() - {question.id for question in questions}
    if unknown:
        raise SetError(f"{folder}: qrels judge queries that do not exist: {sorted(unknown)[:5]}.")
    return questions


def _passage(pair: Pair, title: str) -> dict[str, Any]:
    text = f"{pair.question}\n{pair.answer}"
    # Which part of the text is the question, so that our own corpus can be read back as pairs.
    return {"_id": pair.id, "title": title, "text": text, "metadata": {"question": pair.question}}


def _query(question: Question) -> dict[str, Any]:
    metadata = {"language": question.language, "slice": question.slice, "split": question.split}
    return {"_id": question.id, "text": question.text, "metadata": metadata}


def _judgements(questions: Iterable[Question]) -> Iterator[str]:
    for question in questions:
        for pair, grade in question.relevant.items():
            yield f"{question.id}\t{pair}\t{grade}"


def _write(path: Path, values: Iterable[dict[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for value in values:
            file.write(f"{json.dumps(value, ensure_ascii=False)}\n")


def _question(
    values: dict[str, Any], judged: dict[str, tuple[Split, dict[str, int]]], where: str
) -> Question:
    metadata = values.get("metadata") or {}
    try:
        identifier, text = check_id(values["_id"], where), str(values["text"])
        split, relevant = judged.get(identifier, (Split(metadata.get("split", "test")), {}))
        language, kind = str(metadata.get("language", "nl")), str(metadata.get("slice", ""))
    except (KeyError, ValueError, AttributeError) as error:
        raise SetError(f"{where}: no query in BEIR layout ({error}).") from error
    return Question(identifier, text, language, kind, split, relevant)


def _read_judgements(folder: Path) -> dict[str, tuple[Split, dict[str, int]]]:
    grades: dict[str, dict[str, int]] = defaultdict(dict)
    splits: dict[str, Split] = {}
    for name, split in _SPLITS.items():
        path = folder / "qrels" / f"{name}.tsv"
        for query, pair, grade in _read_tsv(path) if path.exists() else ():
            splits.setdefault(query, split)
            if grade >= 1:
                grades[query][pair] = grade
    if not splits:
        raise SetError(f"{folder}/qrels holds no judgement in dev.tsv, train.tsv or test.tsv.")
    return {query: (split, grades[query]) for query, split in splits.items()}


def _read_tsv(path: Path) -> Iterator[tuple[str, str, int]]:
    lines = path.read_text(encoding="utf-8").split("\n")
    for number, line in enumerate(lines, start=1):
        if not line.strip() or (number == 1 and line.startswith("query-id")):
            continue
        fields = line.rstrip("\r").split("\t")
        try:
            query, pair, grade = fields
            yield query, pair, int(grade)
        except ValueError as error:
            raise SetError(f"{path}:{number}: expected {_HEADER!r}, found {line!r}.") from error
