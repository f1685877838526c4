"""Questions and answers in the cells of a table."""

import pytest

from qa.parse import parse
from qa.read import read_bytes
from tests.parse_files import source

ASKED = ("Wat kost de tol?", "Graag een overzicht van de leeftijd.", "Wie betaalt?")
SAID = ("Twee euro.", "Oud.", "de gemeente")
FOUND = [(str(n), *pair) for n, pair in enumerate(zip(ASKED, SAID, strict=True), start=1)]


def table(head, row):
    """A table with `head` above three rows; `row` is filled with number, question and answer."""
    rows = [row.format(n, asked, said) for n, asked, said in FOUND]
    return "\n".join([*([head] if head else []), *rows, ""])


def read(text):
    parsed = parse(source(text))
    return [(pair.number, pair.question, pair.answer) for pair in parsed.pairs], parsed


TABLES = {
    "three columns": ("Nr | Vraag | Antwoord", "{} | {} | {}"),
    "other names": ("# | Vraag van de commissie | Reactie", "{}. | {} | {}"),
    "a page": ("Nr | Vraag | Antwoord | Pagina", "{} | {} | {} | 4-5"),
    "a party and a page": ("Nr | Fractie | Vraag | Antwoord | Blz.", "{} | XYZ | {} | {} | 3"),
    "two pages": ("Nr. | Vraag | Antwoord | van | t/m", "{} | {} | {} | 3 | 5"),
    "a subject between": ("Nr | Vraag | Onderwerp | Antwoord", "{} | {} | Tol | {}"),
    "Markdown": ("| Nr | Vraag | Antwoord |\n|----|:------|---:|", "| {} | {} | {} |"),
    "Markdown with a page": (
        "| Nr | Vraag | Antwoord | Pagina |\n|---|---|---|---|",
        "| {} | {} | {} | 3 |",
    ),
    "the number with its question": ("Vraag | Antwoord", "{}. {} | {}"),
    "the number named": ("Nummer | Vraag | Antwoord", "Vraag {} | {} | {}"),
    "no head": ("", "{} | {} | {}"),
    "no head and a page": ("", "{} | {} | {} | blz. 3"),
    "no head and a party": ("", "{} | XYZ | {} | {}"),
    "no head, the number named": ("", "Vraag {} | {} | {}"),
    "a head on each page": (
        "Nr | Vraag | Antwoord | Pagina",
        "{} | {} | {} | 4\nNr | Vraag | Antwoord | Pagina",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("head", "row"), TABLES.values(), ids=TABLES)
def test_each_cell_is_read_for_what_its_column_holds(head, row):
    found, parsed = read(table(head, row))
    assert found == FOUND
    assert parsed.gaps == parsed.unassigned == ()


def test_questions_that_do_not_ask_under_named_columns():
    found, _ = read(
        "Nr | Vraag | Antwoord\n1 | Geef de kosten. | Twee.\n2 | Noem de tol. | Drie.\n"
    )
    assert found == [("1", "Geef de kosten.", "Twee."), ("2", "Noem de tol.", "Drie.")]


@pytest.mark.parametrize("row", ["2 | {} |", "2 | {}", "2 | {} | | 4"])
def test_a_row_without_answer_is_a_gap(row):
    head = "Nr | Vraag | Antwoord | Pagina\n1 | Hoe? | Zo. | 3\n"
    found, parsed = read(f"{head}{row.format(ASKED[0])}\n3 | Waarom? | Daarom. | 5\n")
    assert found == [("1", "Hoe?", "Zo."), ("3", "Waarom?", "Daarom.")]
    assert [gap.number for gap in parsed.gaps] == ["2"]


def test_rows_of_another_table_below_are_no_questions():
    below = "Tabel 2\nJaar | Bedrag\n2 | 300\n3 | 400\n4 | 500"
    found, parsed = read(f"{table('Nr | Vraag | Antwoord', '{} | {} | {}')}\n{below}\n")
    assert found[:2] == FOUND[:2]
    assert found[2:] == [(*FOUND[2][:2], f"{SAID[2]}\n{below}")]
    assert parsed.gaps == ()


def test_a_question_of_more_lines_and_one_row_for_two_questions():
    found, parsed = read(
        "Nr | Vraag | Antwoord\n1 | Wat kost de tol?\nGraag toelichten. | Twee euro.\nMeer niet.\n"
        "2 en 3 | Hoe oud? Hoe lang? | Zie de bijlage.\n"
    )
    assert found[0][1].split() == ["Wat", "kost", "de", "tol?", "Graag", "toelichten."]
    assert found[0][2].split() == ["Twee", "euro.", "Meer", "niet."]
    assert [pair.numbers for pair in parsed.pairs[1:]] == [("2", "3")] * 2


@pytest.mark.parametrize(("head", "cell"), [("", ""), (" | Pagina", " | 4")])
def test_a_table_within_an_answer_stays_readable(head, cell):
    said = "Twee euro.\nJaar | Bedrag\n2019 | 5\n2020 | 6"
    found, _ = read(
        f"Nr | Vraag | Antwoord{head}\n1 | Wat kost de tol? | {said}{cell}\n2 | Hoe? | Zo.{cell}\n"
    )
    assert found == [("1", "Wat kost de tol?", said), ("2", "Hoe?", "Zo.")]


def test_a_table_on_a_page_of_the_web():
    cells = "".join(
        f"<tr><td>{n}</td><td><p>{asked}</p></td><td><p>{said}</p><p>Echt.</p></td><td>{n}</td></tr>"
        for n, asked, said in FOUND
    )
    head = "<tr><th>Nr</th><th>Vraag</th><th>Antwoord</th><th>Pagina</th></tr>"
    parsed = parse(read_bytes(f"<html><table>{head}{cells}</table></html>".encode(), "x.html"))
    assert [pair.question for pair in parsed.pairs] == list(ASKED)
    assert [pair.answer for pair in parsed.pairs] == [f"{said} Echt." for said in SAID]


def test_a_list_of_questions_in_a_table_has_no_page_for_an_answer():
    found, parsed = read("Nr | Vraag | Pagina\n1 | Wat kost de tol? | 3\n2 | Hoe oud? | 4\n")
    assert all(answer == "" for _, _, answer in found)
    assert len(found) + len(parsed.gaps) == 2
