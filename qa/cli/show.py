"""A reply as text on a terminal."""

from __future__ import annotations

from typing import Final

import typer

from qa.model import Label, Quote, Reply

VERDICTS: Final = {
    Label.ANSWERED: "Eerder gevraagd en beantwoord",
    Label.RELATED: "Verwant: eerder iets gevraagd dat hierop lijkt",
    Label.NONE: "Niet gevonden: hierop is geen eerder antwoord bekend",
}


def show_reply(reply: Reply) -> None:
    """Print the verdict, the notices and every quote in full."""
    verdict = reply.verdict
    measure = "" if verdict.calibrated else ", ongeijkte vuistregel"
    typer.echo(f"{VERDICTS[verdict.label]} (kans {verdict.probability:.0%}{measure})")
    for notice in reply.notices:
        typer.echo(notice)
    if verdict.label is Label.NONE and reply.quotes:
        typer.echo("Dichtstbij, maar geen antwoord:")
    for quote in reply.quotes:
        typer.echo("")
        _show_quote(quote, indent="")


def _show_quote(quote: Quote, indent: str) -> None:
    pair = quote.hit.pair
    head = f"{quote.hit.rank}. " if not indent else "→ "
    typer.echo(f"{indent}{head}{quote.citation}")
    if quote.url:
        typer.echo(f"{indent}   {quote.url}")
    typer.echo(f"{indent}   [{pair.id}, bron {quote.hit.document.source}]")
    if quote.hit.later:
        typer.echo(f"{indent}   Later opnieuw beantwoord: {quote.hit.later}")
    if quote.hit.earlier:
        typer.echo(f"{indent}   Eerder ook beantwoord: {', '.join(quote.hit.earlier)}")
    _show_text("Vraag", pair.question, indent)
    for sibling in quote.siblings:
        _show_text(f"Vraag {sibling.number}, samen beantwoord", sibling.question, indent)
    _show_text("Antwoord", pair.answer or pair.unanswered, indent)
    for followed in quote.followed:
        _show_quote(followed, indent + "      ")


def _show_text(label: str, text: str, indent: str) -> None:
    typer.echo(f"{indent}   {label}:")
    for line in text.splitlines():
        typer.echo(f"{indent}     {line}")
