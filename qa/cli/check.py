"""`kamervragen check FILE`: a whole question set, checked question by question."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from qa.check import Checked, QuestionSet, check_set, overview, read_set
from qa.cli.filters import filtered, unfound
from qa.cli.output import (
    DEFAULT_STORE,
    EncoderOption,
    JsonOption,
    RerankerOption,
    StoreOption,
    emit,
    opened,
    progress,
    tell,
)
from qa.errors import QueryError
from qa.export import FileKind, Sheet, write
from qa.export.sheet import verdict_text
from qa.model import Filters, Label
from qa.read import read
from qa.retrieval import NO_FILTERS, Retriever
from qa.shapes import checked_shape


@filtered
def command(
    file: Annotated[Path, typer.Argument(help="Bestand met vragen.", show_default=False)],
    store: StoreOption = DEFAULT_STORE,
    encoder: EncoderOption = "",
    reranker: RerankerOption = "",
    k: Annotated[int, typer.Option("-k", min=1, max=50, help="Antwoorden per vraag.")] = 3,
    out: Annotated[
        Path | None, typer.Option(help="Bestand om te schrijven: .docx, .xlsx, .csv of .json.")
    ] = None,
    json: JsonOption = False,
    filters: Filters = NO_FILTERS,
) -> None:
    """Toets een hele vragenset: welke vragen zijn eerder beantwoord?"""
    kind = _kind(out)
    questions = read_set(read(file))
    for text in questions.unread:
        tell(f"Niet gelezen: {text}")
    with opened(store, encoder, reranker) as retriever:
        checked = _check(questions, retriever, k, filters, as_json=json)
    if not any(one.reply and one.reply.hits for one in checked) and (message := unfound(filters)):
        tell(message)
    counts = overview(checked).labels
    tell(
        f"{len(checked)} vragen: {counts[Label.ANSWERED]} eerder beantwoord, "
        f"{counts[Label.RELATED]} verwant, {counts[Label.NONE]} nieuw."
    )
    if out is not None and kind is not None:
        made = datetime.now(UTC).astimezone().date()
        _save(out, write(Sheet(questions, tuple(checked), made), kind))


def _kind(out: Path | None) -> FileKind | None:
    if out is None:
        return None
    try:
        return FileKind(out.suffix.lower().removeprefix("."))
    except ValueError as error:
        known = ", ".join(f".{kind.value}" for kind in FileKind)
        raise typer.BadParameter(f"{out.name!r} moet eindigen op een van {known}") from error


def _check(
    questions: QuestionSet, retriever: Retriever, k: int, filters: Filters, *, as_json: bool
) -> list[Checked]:
    checked: list[Checked] = []
    for one in check_set(questions, retriever, k=k, filters=filters):
        progress(len(checked), len(questions.questions), f"vraag {one.question.number}")
        checked.append(one)
        if as_json:
            emit(checked_shape(one))
        else:
            _show(one)
    return checked


def _show(one: Checked) -> None:
    typer.echo(f"{one.question.number}. {one.question.text}\n   {verdict_text(one)}")
    for quote in one.reply.quotes if one.reply else ():
        typer.echo(f"   - {quote.citation}: {quote.hit.pair.answer}")
    typer.echo()


def _save(out: Path, content: bytes) -> None:
    try:
        out.write_bytes(content)
    except OSError as error:
        raise QueryError(f"{out} kan niet worden geschreven: {error.strerror}.") from error
    tell(f"Geschreven: {out}")
