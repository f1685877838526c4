"""What the commands share: options, JSON lines, messages and progress."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from index.search import Searcher

StoreOption = Annotated[
    Path,
    typer.Option(
        "--store", envvar="KAMERVRAGEN_STORE", help="Map van de index.", show_default="store"
    ),
]
JsonOption = Annotated[bool, typer.Option("--json", help="Een JSON-object per regel op stdout.")]
EncoderOption = Annotated[
    str,
    typer.Option(
        "--encoder",
        help="Map of naam van een sentence-transformers-model; standaard het meegeleverde.",
    ),
]
RerankerOption = Annotated[
    str,
    typer.Option(
        "--reranker",
        help="Map of naam van een CrossEncoder die de eerste antwoorden herschikt; standaard geen.",
    ),
]
DEFAULT_STORE = Path("store")


def opened(store: Path, encoder: str, reranker: str = "") -> Searcher:
    """The searcher of a store, with the encoder and the reranker of these names ("": default)."""
    from index.encode import load_encoder
    from index.rerank import load_reranker
    from index.search import Searcher

    return Searcher.open(
        store,
        encoder=load_encoder(encoder) if encoder else None,
        reranker=load_reranker(reranker) if reranker else None,
    )


def emit(shape: dict[str, Any]) -> None:
    """Print one JSON object on one line of stdout."""
    typer.echo(json.dumps(shape, ensure_ascii=False, sort_keys=False))


def complain(message: str) -> None:
    """Print an error message on stderr."""
    typer.echo(f"Fout: {message}", err=True)


def tell(message: str) -> None:
    """Print a message for the person at the keyboard on stderr."""
    typer.echo(message, err=True)


def progress(index: int, total: int, name: str) -> None:
    """Show on stderr which of how many is being worked on; one line, kept if not a terminal."""
    line = f"[{index + 1}/{total}] {name}"
    if sys.stderr.isatty():
        typer.echo(f"\r\033[K{line[:120]}", err=True, nl=index + 1 == total)
    else:
        typer.echo(line, err=True)


def plural(count: int, singular: str, plural_form: str) -> str:
    """`1 vraag`, `2 vragen`."""
    return f"{count} {singular if count == 1 else plural_form}"
