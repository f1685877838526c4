"""`kamervragen status`: what the store holds."""

from __future__ import annotations

from dataclasses import asdict

import typer

from qa.cli.output import DEFAULT_STORE, JsonOption, StoreOption, emit


def command(store: StoreOption = DEFAULT_STORE, json: JsonOption = False) -> None:
    """Toon wat de index bevat en waarmee hij is gemaakt."""
    from index.search import Searcher

    with Searcher.open(store) as searcher:
        shape = {"store": str(store), **asdict(searcher.status())}
    if json:
        emit(shape)
        return
    width = max(map(len, shape))
    for name, value in shape.items():
        typer.echo(f"{name:{width}}  {value}")
