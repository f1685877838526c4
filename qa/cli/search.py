"""`kamervragen search "vraag"`: the nearest official answers, or a TREC run of a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qa.answer import answer
from qa.cli.filters import filtered, unfound
from qa.cli.output import (
    DEFAULT_STORE,
    EncoderOption,
    JsonOption,
    RerankerOption,
    StoreOption,
    emit,
    opened,
    tell,
)
from qa.cli.show import show_reply
from qa.errors import QueryError, checked_query
from qa.model import Filters
from qa.retrieval import NO_FILTERS, Retriever
from qa.shapes import reply_shape

_ON_SCREEN = 3
_IN_JSON = 10


@filtered
def command(
    query: Annotated[str, typer.Argument(help="De vraag.", show_default=False)] = "",
    store: StoreOption = DEFAULT_STORE,
    encoder: EncoderOption = "",
    reranker: RerankerOption = "",
    k: Annotated[
        int, typer.Option("-k", min=0, max=1000, help="Aantal antwoorden; 0: 3, met --json 10.")
    ] = 0,
    queries: Annotated[
        Path | None, typer.Option(help="TSV-bestand met qid<TAB>vraag per regel.")
    ] = None,
    run: Annotated[Path | None, typer.Option(help="TREC-run die geschreven wordt.")] = None,
    json: JsonOption = False,
    filters: Filters = NO_FILTERS,
) -> None:
    """Zoek het officiële antwoord op een vraag."""
    if (queries is None) != (run is None) or (queries is not None and query):
        raise typer.BadParameter("geef een vraag, of --queries FILE.tsv met --run FILE.trec")
    if queries is None:
        checked_query(query)
    with opened(store, encoder, reranker) as retriever:
        if queries is not None and run is not None:
            _write_run(queries, run, retriever, k or 1000, filters)
        else:
            _answer(query, retriever, k or (_IN_JSON if json else _ON_SCREEN), filters, json)


def _answer(query: str, retriever: Retriever, k: int, filters: Filters, as_json: bool) -> None:
    reply = answer(query, retriever, k=k, filters=filters)
    if not reply.hits and (message := unfound(filters)):
        tell(message)
    if as_json:
        emit(reply_shape(reply))
    else:
        show_reply(reply)


def _write_run(queries: Path, run: Path, retriever: Retriever, k: int, filters: Filters) -> None:
    """Write `qid Q0 pair rank score tag` for every query, in the file's order.

    Tools order a run by its scores alone, so those that are written fall strictly.
    """
    from eval.run import Found
    from eval.trec import falling

    rows = _read_queries(queries)
    found = retriever.search_many([text for _, text in rows], k=k, filters=filters)
    with run.open("w", encoding="utf-8", newline="\n") as out:
        for (qid, _), hits in zip(rows, found, strict=True):
            scores = falling([Found(hit.pair.id, hit.score) for hit in hits])
            for hit, score in zip(hits, scores, strict=True):
                out.write(f"{qid} Q0 {hit.pair.id} {hit.rank} {score!r} kamervragen\n")
    tell(f"{len(rows)} vragen gezocht; run geschreven naar {run}.")


def _read_queries(path: Path) -> list[tuple[str, str]]:
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"{path} kan niet worden gelezen als UTF-8-tekst: {error}.") from error
    rows = []
    for number, line in enumerate(lines, start=1):
        qid, tab, text = line.partition("\t")
        if not line.strip():
            continue
        if not tab or not qid.strip() or any(map(str.isspace, qid.strip())):
            raise QueryError(
                f"{path}, regel {number}: verwacht werd qid<TAB>vraag, gevonden {line[:60]!r}."
            )
        try:
            rows.append((qid.strip(), checked_query(text)))
        except QueryError as error:
            raise QueryError(f"{path}, regel {number}: {error}") from error
    return rows
