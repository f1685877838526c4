"""Footnotes with a star, and the stars that are none."""

import pytest

from qa.model import Pair
from qa.parse import parse
from tests.parse_files import source

SECOND = "Vraag 2\nWat kost de tol?\nAntwoord 2\nVeel.\n"


def first(question: str, answer: str, end: str = "") -> Pair:
    """The first of two pairs."""
    return parse(source(f"Vraag 1\n{question}\nAntwoord 1\n{answer}\n\n{SECOND}{end}")).pairs[0]


@pytest.mark.parametrize(
    ("question", "answer", "end"),
    [
        ("Kent u «De brug»?*\n* Zie bijlage 2", "Ja.", ""),
        ("Kent u «De brug»?*", "Ja.\n\n* Zie bijlage 2", ""),
        ("Kent u «De brug»?*", "Ja.", "\n*Zie\nbijlage 2\n"),
    ],
)
def test_a_star_and_the_line_below_it_are_a_note(question: str, answer: str, end: str) -> None:
    pair = first(question, answer, end)
    assert (pair.question, pair.answer) == ("Kent u «De brug»?", "Ja.")
    assert [(note.mark, note.text) for note in pair.notes] == [("*", "Zie bijlage 2")]


def test_two_stars_are_another_note() -> None:
    pair = first("Kent u de brug* en de sluis**?", "Ja.\n* Zie bijlage 2\n** Zie bijlage 3")
    assert pair.question == "Kent u de brug en de sluis?"
    assert [note.text for note in pair.notes] == ["Zie bijlage 2", "Zie bijlage 3"]


def test_a_list_with_stars_is_text() -> None:
    pair = first("Kent u de bruggen?*", "Ja:\n* De Maas\n* De Waal")
    assert pair.answer == "Ja:\n* De Maas\n* De Waal"
    assert pair.notes == ()


def test_a_list_of_one_item_is_text() -> None:
    pair = first("Kent u de bruggen?*", "Ja:\n\n* De Maas", end="* Zie bijlage 2")
    assert pair.answer == "Ja:\n* De Maas"
    assert [note.text for note in pair.notes] == ["Zie bijlage 2"]


def test_words_in_italics_open_no_note() -> None:
    pair = first("Kent u de *brug*?", "Ja:\n* De Maas")
    assert pair.notes == ()
    assert pair.answer == "Ja:\n* De Maas"


@pytest.mark.parametrize("heading", ["II Financiën", "II", "II. Financiën", "II - Financiën"])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_a_heading_in_roman_figures_is_no_part_of_the_answer_above(heading: str, gap: str) -> None:
    text = f"Vraag 1\nHoe oud?\nAntwoord 1\nDe brug is oud.{gap}{heading}{gap}{SECOND}"
    one, two = parse(source(text)).pairs
    assert one.answer == "De brug is oud."
    assert two.introduction == heading


def test_a_list_in_roman_figures_is_no_heading() -> None:
    answer = "De artikelen zijn:\nI Bruggen\nII Sluizen"
    assert first("Welke artikelen?", answer).answer.endswith("II Sluizen")
