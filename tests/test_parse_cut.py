"""Where an unmarked answer begins that asks something itself."""

from qa.parse import parse
from tests.parse_files import source

SAYS = "De brug is oud. Zij is van hout. Het wegdek is slecht."


def answer(text: str) -> str:
    """The answer to the first of two questions, of which the second is plain."""
    parsed = parse(source(f"{text}\n\nVraag 2\n\nHoe lang is de sluis?\n\nDe sluis is lang.\n"))
    return parsed.pairs[0].answer


def test_questions_that_an_answer_quotes_are_its_own():
    quoted = f"{SAYS} Daarbij hoort de vraag: Wat kost zij? In welk jaar? Waar blijkt dat uit?"
    more = "Daarna volgt een plan. Is het dan klaar?\n\nZie ook het antwoord op vraag 2."
    found = answer(f"Vraag 1\n\nWat kunt u aan de brug doen?\n\n{quoted}\n\n{more}")
    assert found.startswith("De brug is oud.")
    assert found.endswith("Zie ook het antwoord op vraag 2.")


def test_an_answer_that_only_points_elsewhere_also():
    text = "Vraag 1\n\nWat kost de brug?\n\nZie ook het antwoord op vraag 2.\n"
    assert answer(text) == "Zie ook het antwoord op vraag 2."
