"""`kamervragen index PATH…`: documents into the store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

from qa.cli.output import (
    DEFAULT_STORE,
    EncoderOption,
    JsonOption,
    StoreOption,
    complain,
    emit,
    progress,
    tell,
)
from qa.collect import Refused, collect
from qa.errors import StoreEmpty
from qa.model import Parsed


def command(
    paths: Annotated[list[Path], typer.Argument(help="Bestanden of mappen.", metavar="PATH…")],
    store: StoreOption = DEFAULT_STORE,
    encoder: EncoderOption = "",
    json: JsonOption = False,
) -> None:
    """Neem documenten op in de index; wat er al in staat en gelijk bleef, kost niets."""
    from index.build import build
    from index.encode import load_encoder

    refused: list[Refused] = []
    report = build(
        store,
        list(_accepted(paths, refused)),
        encoder=load_encoder(encoder),
        progress=progress,
    )
    counts = {
        "store": str(store),
        "documents": report.documents,
        "pairs": report.pairs,
        "added": report.added,
        "unchanged": report.unchanged,
        "refused": [{"source": str(r.path), "reason": str(r.error)} for r in refused],
    }
    if json:
        emit(counts)
    tell(
        f"Index {store}: {report.documents} documenten, {report.pairs} vragen "
        f"({report.added} opgenomen, {report.unchanged} ongewijzigd, {len(refused)} geweigerd)."
    )
    if refused:
        raise typer.Exit(1)


def _accepted(paths: list[Path], refused: list[Refused]) -> Iterator[Parsed]:
    """The documents that could be read; the others are named and kept in `refused`."""
    found = False
    for outcome in collect(paths, progress=progress):
        found = True
        if isinstance(outcome, Refused):
            complain(str(outcome.error))
            refused.append(outcome)
        else:
            yield outcome
    if not found:
        raise StoreEmpty(
            f"Geen documenten gevonden in {', '.join(map(str, paths))}: verwacht werden bestanden "
            "met de extensie pdf, docx, html, xml of txt."
        )
