"""A BEIR corpus as documents, so that our retrieval can be run over anyone's passages.

A passage becomes a document with one pair: its title is the question, its text the answer. A
passage that we exported says which part of its text is the question, and comes back as the
pair that it was. Ids that do not fit a store are replaced; `pair_id` says by what.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from eval.errors import SetError
from eval.sets import Question, check_id, read_json_lines, refuse_duplicates
from qa.model import Document, Format, Kind, Pair, Parsed, SourceText, Span

_OURS: Final = re.compile(r"[A-Za-z0-9._-]+#[A-Za-z0-9._-]+")
_UNFIT: Final = re.compile(r"[^A-Za-z0-9._-]+")


def pair_id(passage: str) -> str:
    """The id of the pair that the passage with this id becomes.

    One of ours stays as it is. Another gets the number 1, and where it holds characters that
    an id may not hold, these are replaced and a part of its hash keeps it apart from others.
    """
    if _OURS.fullmatch(passage):
        return passage
    fit = _UNFIT.sub("_", passage)
    if fit != passage:
        fit = f"{fit}-{sha256(passage.encode()).hexdigest()[:8]}"
    return f"{fit}#1"


def read_corpus(folder: Path) -> Iterator[Parsed]:
    """The documents that the passages of a BEIR data set become.

    Raises:
        SetError: the corpus is missing or not in BEIR layout.
    """
    path = folder / "corpus.jsonl"
    passages = [_checked(values, where) for values, where in read_json_lines(path)]
    refuse_duplicates((values["_id"] for values in passages), path)
    documents: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for values in passages:
        documents[pair_id(values["_id"]).partition("#")[0]].append(values)
    for document, together in documents.items():
        yield _parsed(document, together)


def judged_pairs(question: Question) -> Question:
    """`question` with its judgements on the pairs that the passages become."""
    judged = {pair_id(passage): grade for passage, grade in question.relevant.items()}
    return replace(question, relevant=judged)


def _checked(values: dict[str, Any], where: str) -> dict[str, Any]:
    try:
        check_id(values["_id"], where)
        title, text = values.get("title") or "", values["text"]
        question = (values.get("metadata") or {}).get("question")
    except (KeyError, AttributeError) as error:
        raise SetError(f"{where}: no passage in BEIR layout ({error!r}).") from error
    if not isinstance(title, str) or not isinstance(text, str):
        raise SetError(f"{where}: title and text of a passage must be texts.")
    if isinstance(question, str) and text.startswith(f"{question}\n"):
        answer = text[len(question) + 1 :]
    else:
        question, answer = title, text
    return {"_id": values["_id"], "title": title, "question": question, "answer": answer}


def _parsed(document: str, passages: list[dict[str, Any]]) -> Parsed:
    text, pairs = "", []
    for values in passages:
        question, answer = values["question"], values["answer"]
        asked = Span(len(text), len(text) + len(question))
        answered = Span(asked.end + 1, asked.end + 1 + len(answer))
        text += f"{question}\n{answer}\n"
        number = pair_id(values["_id"]).partition("#")[2]
        pairs.append(
            Pair(
                id=f"{document}#{number}",
                document=document,
                number=number,
                numbers=(number,),
                question=question,
                answer=answer,
                question_spans=(asked,) if question else (),
                answer_spans=(answered,) if answer else (),
            )
        )
    digest = sha256(text.encode()).hexdigest()
    return Parsed(
        document=Document(
            document, Kind.ANSWERS, f"{document}.txt", digest, title=passages[0]["title"]
        ),
        source=SourceText(f"{document}.txt", Format.TXT, digest, text),
        pairs=tuple(pairs),
        layout="beir",
    )
