"""`kamervragen parse FILE…`: documents to numbered question–answer pairs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qa.cli.output import JsonOption, complain, emit, progress, tell
from qa.collect import Refused, collect
from qa.model import Parsed
from qa.shapes import parsed_shape


def command(
    files: Annotated[list[Path], typer.Argument(help="Bestanden of mappen.", metavar="FILE…")],
    json: JsonOption = False,
    explain_reading: Annotated[
        bool, typer.Option("--explain", help="Toon naast de bron wat waarvoor is aangezien.")
    ] = False,
) -> None:
    """Lees documenten en toon de genummerde vragen en antwoorden."""
    outcomes: list[Parsed | Refused] = []
    for outcome in collect(files, progress=progress if len(files) > 1 else None):
        outcomes.append(outcome)
        if isinstance(outcome, Refused):
            complain(str(outcome.error))
        elif json:
            emit(parsed_shape(outcome))
        elif explain_reading:
            from qa.explain import explain

            typer.echo(explain(outcome))
        else:
            _show(outcome)
    _summarise(outcomes)
    if not outcomes or any(isinstance(outcome, Refused) for outcome in outcomes):
        raise typer.Exit(1)


def _show(parsed: Parsed) -> None:
    document = parsed.document
    typer.echo(f"{document.source}  [{document.kind}]  {document.id}")
    for pair in parsed.pairs:
        typer.echo(f"\nVraag {pair.number}\n{pair.question}")
        typer.echo(f"\nAntwoord {', '.join(pair.numbers)}\n{pair.answer or pair.unanswered}")
    for gap in parsed.gaps:
        typer.echo(f"\nNiet gelezen: vraag {gap.number} op teken {gap.at}: {gap.reason}")
    typer.echo("")


def _summarise(outcomes: list[Parsed | Refused]) -> None:
    """A table of the batch on stderr: what was parsed, what has gaps, what was refused."""
    if not outcomes:
        complain(
            "Geen bestanden gevonden: verwacht werden bestanden met de extensie pdf, docx, html, "
            "xml of txt."
        )
        return
    parsed = [outcome for outcome in outcomes if isinstance(outcome, Parsed)]
    pairs = sum(len(outcome.pairs) for outcome in parsed)
    gaps = sum(len(outcome.gaps) for outcome in parsed)
    refused = len(outcomes) - len(parsed)
    tell(f"documenten {len(parsed)}  paren {pairs}  niet gelezen {gaps}  geweigerd {refused}")
    for document in parsed:
        if document.gaps:
            tell(f"  met gaten: {document.document.source} ({len(document.gaps)})")
    for outcome in outcomes:
        if isinstance(outcome, Refused):
            tell(f"  geweigerd: {outcome.path}")
