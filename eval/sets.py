"""Question sets: questions, and which pairs answer them.

A set is a file of JSON objects, one a line:
`{"id", "language", "slice", "text", "relevant": {"<pair id>": grade}, "split"}`. A grade of 2
is the pair that answers the question, 1 a pair that answers it too; an empty `relevant` says
that the corpus holds no answer. Every line is checked before anything runs, because a
misspelt key would otherwise turn into a figure.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from eval.errors import SetError


class Split(StrEnum):
    """Which part of a set: what is tuned on, what is only measured on, or both."""

    DEV = "dev"
    TEST = "test"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Question:
    """One question with its judgements.

    `relevant` maps pair ids to grades >= 1; empty means that the corpus does not answer the
    question. `language` is an ISO 639-1 code, `slice` the kind of question ("keyword").
    """

    id: str
    text: str
    language: str = "nl"
    slice: str = ""
    split: Split = Split.TEST
    relevant: Mapping[str, int] = field(default_factory=dict)

    @property
    def answerable(self) -> bool:
        """Whether the corpus holds an answer."""
        return bool(self.relevant)


_KEYS: Final = {"id", "language", "slice", "text", "relevant", "split"}


def read_set(path: Path) -> list[Question]:
    """The questions in the JSONL file at `path`, in its order.

    Raises:
        SetError: the file cannot be read, is empty, or a line is not as described above.
    """
    questions = [from_json(values, where) for values, where in read_json_lines(path)]
    if not questions:
        raise SetError(f"{path} holds no question.")
    refuse_duplicates((question.id for question in questions), path)
    return questions


def write_set(path: Path, questions: Iterable[Question]) -> None:
    """Writes `questions` to `path` as `read_set` reads them."""
    lines = (json.dumps(as_json(question), ensure_ascii=False) for question in questions)
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def select(questions: Iterable[Question], split: Split) -> list[Question]:
    """The questions of `split`, in their order."""
    return [q for q in questions if split in (Split.ALL, q.split)]


def fingerprint(questions: Iterable[Question]) -> str:
    """The SHA-256 of the questions and judgements: equal for equal sets in any order."""
    lines = sorted(json.dumps(as_json(q), sort_keys=True) for q in questions)
    return sha256("\n".join(lines).encode()).hexdigest()


def as_json(question: Question) -> dict[str, Any]:
    """The JSON object of `question`."""
    return {
        "id": question.id,
        "language": question.language,
        "slice": question.slice,
        "text": question.text,
        "relevant": dict(question.relevant),
        "split": question.split.value,
    }


def from_json(values: dict[str, Any], where: str) -> Question:
    """The question in a JSON object; `where` names its place in messages.

    Raises:
        SetError: a key is missing, unknown, or holds no value of its kind.
    """
    if set(values) != _KEYS:
        wrong = ", ".join(sorted(set(values) ^ _KEYS))
        raise SetError(f"{where}: missing or unknown keys: {wrong}.")
    return Question(
        id=check_id(values["id"], where),
        text=_text(values, "text", where),
        language=_text(values, "language", where),
        slice=_text(values, "slice", where, empty=True),
        split=_split(values["split"], where),
        relevant=_relevant(values["relevant"], where),
    )


def read_json_lines(path: Path) -> Iterable[tuple[dict[str, Any], str]]:
    """The JSON objects of a file, one a line, each with its place ("file:line").

    Raises:
        SetError: the file cannot be read as UTF-8, or a line holds no JSON object.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SetError(f"{path} cannot be read: {error}.") from error
    # Not splitlines(): that also breaks on separators that JSON allows inside a string.
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield _object(line, f"{path}:{number}"), f"{path}:{number}"


def refuse_duplicates(ids: Iterable[str], path: Path) -> None:
    """Checks that no id comes twice.

    Raises:
        SetError: one does; it is named.
    """
    seen: set[str] = set()
    for identifier in ids:
        if identifier in seen:
            raise SetError(f"{path} holds the id {identifier!r} twice; ids must be unique.")
        seen.add(identifier)


def check_id(identifier: object, where: str) -> str:
    """`identifier` as an id that fits a TREC file.

    Raises:
        SetError: it is no text, empty, or holds white space.
    """
    if not isinstance(identifier, str) or identifier.split() != [identifier]:
        raise SetError(f"{where}: the id {identifier!r} must be a text without white space.")
    return identifier


def _object(line: str, where: str) -> dict[str, Any]:
    try:
        values = json.loads(line)
    except json.JSONDecodeError as error:
        raise SetError(f"{where}: not JSON ({error}).") from error
    if not isinstance(values, dict):
        raise SetError(f"{where}: expected a JSON object, found {line[:40]!r}.")
    return values


def _text(values: dict[str, Any], key: str, where: str, *, empty: bool = False) -> str:
    value = values[key]
    if not isinstance(value, str) or not (value.strip() or empty):
        raise SetError(f"{where}: {key!r} must be a text, found {value!r}.")
    return value


def _split(value: object, where: str) -> Split:
    if value not in (Split.DEV.value, Split.TEST.value):
        raise SetError(f"{where}: 'split' must be 'dev' or 'test', found {value!r}.")
    return Split(str(value))


def _relevant(value: object, where: str) -> dict[str, int]:
    if not isinstance(value, dict):
        raise SetError(f"{where}: 'relevant' must map pair ids to grades, found {value!r}.")
    for pair, grade in value.items():
        check_id(pair, where)
        if isinstance(grade, bool) or not isinstance(grade, int) or grade < 1:
            raise SetError(f"{where}: the grade of {pair!r} must be 1 or more, found {grade!r}.")
    return dict(value)
