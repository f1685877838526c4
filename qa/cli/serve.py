"""`kamervragen serve`: the web app."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qa.cli.output import DEFAULT_STORE, EncoderOption, StoreOption


def command(
    store: StoreOption = DEFAULT_STORE,
    encoder: EncoderOption = "",
    host: Annotated[str, typer.Option(help="Adres waarop geluisterd wordt.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Poort.")] = 7860,
    feedback: Annotated[
        Path | None,
        typer.Option(
            help="Bestand waarin lezers mogen bewaren of een antwoord hun vraag beantwoordt.",
            dir_okay=False,
            show_default="geen: er wordt niets bewaard",
        ),
    ] = None,
) -> None:
    """Start de webapp."""
    from index.encode import load_encoder
    from index.search import Searcher
    from qa.ui.server import serve

    retriever = Searcher.open(store, encoder=load_encoder(encoder) if encoder else None)
    serve(retriever, host=host, port=port, feedback=feedback)
