"""No line, however it was made, costs the parser more than time in proportion to its length."""

import time

import pytest

from qa.model import Format, SourceText
from qa.parse import parse

LONG = 20_000
HEADS = ("", "Vraag", "1", "Vraag 1\nHoe oud?\nAntwoord", "Vraag 1\nHoe oud?\nReactie")
SECONDS = 4.0
"""Of computing, for one text; what went wrong took from ten seconds to for ever."""


def seconds(text: str) -> float:
    """How long the parser computes on a text."""
    source = SourceText(name="x.txt", format=Format.TXT, sha256="", text=text)
    began = time.process_time()
    parse(source)
    return time.process_time() - began


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("run", [" ", " |"])
def test_a_run_that_ends_in_no_mark(head: str, run: str) -> None:
    assert seconds(head + run * (LONG // len(run)) + "x") < SECONDS


@pytest.mark.parametrize("row", ["1, a, ", "1,a,", "1 en a, "])
@pytest.mark.parametrize("label", ["Vraag", "Antwoord op vraag"])
def test_a_row_of_numbers_and_letters_that_ends_in_no_mark(label: str, row: str) -> None:
    assert seconds(f"Vraag 1\nHoe oud?\n{label} {row * 40}!") < SECONDS


def test_blanks_before_the_letter_of_a_sub_question() -> None:
    asked = f"Vraag 1\nHoe?\n{' ' * LONG}x\na. Wie?\nb. Waar?\n"
    assert seconds(f"{asked}Antwoord 1a\nJan.\nAntwoord 1b\nHier.\n") < SECONDS


@pytest.mark.parametrize(
    "text",
    [
        "\n" * 2 * LONG,
        f"Mededeling{' ' * LONG}x",
        f"h-{'1' * 2 * LONG}!",
        f"Tweede Kamer der Staten-Generaal{' ' * LONG}x",
        f"Vergaderjaar 2023-2024{' ' * LONG}x",
        f"Wat kost de brug?\n{'a' * 2 * LONG}«b-\nb",
        "1) x\n" * LONG,
        "Wat kost de brug? 1)\n\n1) a\n2) b\n" + "1) c\n" * LONG,
        f"Vraag 1\n{'Zie het artikel.1 ' * 100}{'1 Zie hier. ' * 2_000}",
    ],
    ids=["lines", "Mededeling", "id", "chamber", "year", "hyphen", "items", "notes", "inline"],
)
def test_what_looks_like_furniture_or_a_note(text: str) -> None:
    assert seconds(text) < SECONDS


@pytest.mark.parametrize("row", ["Vraag 1 ", "1\n", "1-60, "])
def test_more_marks_than_a_document_holds(row: str) -> None:
    assert seconds("Vraag " + row * 20_000) < SECONDS
