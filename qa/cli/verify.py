"""`kamervragen verify`: prove every stored pair against its source."""

from __future__ import annotations

import typer

from qa.cli.output import DEFAULT_STORE, JsonOption, StoreOption, complain, emit
from qa.model import Pair
from qa.retrieval import Retriever
from qa.verify import prove


def command(store: StoreOption = DEFAULT_STORE, json: JsonOption = False) -> None:
    """Bewijs van elke opgeslagen vraag en elk antwoord dat zij letterlijk in de bron staan."""
    from index.search import Searcher

    with Searcher.open(store) as searcher:
        proved, failed = _prove_all(searcher)
    total = proved + len(failed)
    if json:
        emit({"proved": proved, "total": total, "failed": [pair.id for pair in failed]})
    else:
        typer.echo(f"{proved} van {total} paren letterlijk bewezen.")
    for pair in failed:
        complain(f"{pair.id} staat niet letterlijk in de bron; neem het document opnieuw op.")
    if failed:
        raise typer.Exit(1)


def _prove_all(retriever: Retriever) -> tuple[int, list[Pair]]:
    proved = 0
    failed = []
    for document in retriever.documents():
        source = retriever.source(document.id)
        for pair in retriever.pairs(document.id):
            if source is not None and prove(pair, source.text):
                proved += 1
            else:
                failed.append(pair)
    return proved, failed
