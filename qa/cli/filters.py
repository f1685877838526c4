"""The filters of `search` and `check`: an option for each field of `Filters`."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from datetime import date
from typing import Annotated

import typer

from qa.model import Filters, Kind
from qa.retrieval import NO_FILTERS


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is geen datum; schrijf jjjj-mm-dd") from error


def _filters(
    ministry: Annotated[str, typer.Option(help="Alleen waar het ministerie dit bevat.")] = "",
    member: Annotated[str, typer.Option(help="Alleen waar de vragensteller dit bevat.")] = "",
    party: Annotated[str, typer.Option(help="Alleen waar een fractie dit bevat.")] = "",
    after: Annotated[
        date | None,
        typer.Option(
            parser=_day, metavar="JJJJ-MM-DD", help="Alleen beantwoord op of na deze dag."
        ),
    ] = None,
    before: Annotated[
        date | None,
        typer.Option(
            parser=_day, metavar="JJJJ-MM-DD", help="Alleen beantwoord op of voor deze dag."
        ),
    ] = None,
    vergaderjaar: Annotated[
        str, typer.Option(help="Alleen dit vergaderjaar, zoals 2023-2024 of 2023/24.")
    ] = "",
    dossier: Annotated[
        str, typer.Option(help="Alleen waar het dossiernummer dit bevat, zoals 27925.")
    ] = "",
    kind: Annotated[
        Kind | None,
        typer.Option(
            help="Alleen antwoorden (answers), vragen zonder antwoord (questions), uitstel "
            "(postponement) of brieven (letter)."
        ),
    ] = None,
    document: Annotated[str, typer.Option(help="Alleen het document met deze id.")] = "",
) -> Filters:
    """What was asked for, as filters."""
    return Filters(ministry, member, party, after, before, vergaderjaar, dossier, kind, document)


def filtered(command: Callable[..., None]) -> Callable[..., None]:
    """`command`, its parameter `filters` replaced by an option for each of the filters."""
    options = inspect.signature(_filters, eval_str=True).parameters
    own = inspect.signature(command, eval_str=True).parameters.values()

    chosen: Callable[..., Filters] = _filters

    def wrapped(**given: object) -> None:
        command(filters=chosen(**{name: given.pop(name) for name in options}), **given)

    parameters = [one for one in own if one.name != "filters"] + list(options.values())
    wrapped.__doc__ = command.__doc__
    # The command line reads its options off the signature.
    wrapped.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    return wrapped


def unfound(filters: Filters) -> str:
    """What to say where nothing was found; "" where nothing was filtered."""
    if filters == NO_FILTERS:
        return ""
    return "Geen document met vragen voldoet aan de filters. Laat er een weg of maak het ruimer."
