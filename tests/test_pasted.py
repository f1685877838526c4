"""Question sets as people paste and send them: mail, tables, lists, Word's own numbers."""

import re

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.check import read_set
from qa.enumerated import split_numbered
from qa.pasted import plain
from qa.read import read
from tests.conftest import ROOT

MAIL = """Van: A. Bakker <a.bakker@voorbeeld.example>
Verzonden: dinsdag 3 maart 2026 16:12
Aan: Parlementaire zaken
Onderwerp: FW: vragen jeugdzorg

Graag vandaag nog kijken.

> Vragen van het lid Jansen (XYZ) aan de staatssecretaris van Volksgezondheid
> over de wachttijden in de jeugdzorg
>
> 1. Bent u bekend met het bericht over de wachtlijst?
>
> 2. Hoeveel kinderen wachten, en hoe lang
> wachten zij?

Met vriendelijke groet,
A. Bakker
T 070-1234567
"""
FORMS = {
    "letters": (
        "1a. Hoeveel dijk?\n1b. Hoeveel nog?\n2. Wie betaalt?",
        [("1a", "Hoeveel dijk?"), ("1b", "Hoeveel nog?"), ("2", "Wie betaalt?")],
    ),
    "parts under their question": (
        "Vraag 1\nKlopt het?\na) Zo ja, waarom?\nb) Zo nee, hoe dan?\n\nVraag 2\nWie betaalt?",
        [("1", "Klopt het? a) Zo ja, waarom? b) Zo nee, hoe dan?"), ("2", "Wie betaalt?")],
    ),
    "dashes behind numbers": (
        "1 - Wat is het bedrag?\n2 - Waarom verschilt dat?",
        [("1", "Wat is het bedrag?"), ("2", "Waarom verschilt dat?")],
    ),
    "Roman numbers": (
        "I. Welke bedrijven?\nII. Hoeveel steun?\nIV. Wanneer?\nIII. Waarom?",
        [("1", "Welke bedrijven?"), ("2", "Hoeveel steun? IV. Wanneer?"), ("3", "Waarom?")],
    ),
    "bullets": (
        "• Hoeveel?\n• Krijgen boeren duidelijkheid?\n   o zo ja, hoe?\n• Wie betaalt?",
        [("1", "Hoeveel?"), ("2", "Krijgen boeren duidelijkheid? o zo ja, hoe?"),
         ("3", "Wie betaalt?")],
    ),
    "running text": (
        "Over Schiphol: 1. Hoeveel vluchten? 2. Hoeveel daarvan in 2023? 3. Wanneer?",
        [("1", "Hoeveel vluchten?"), ("2", "Hoeveel daarvan in 2023?"), ("3", "Wanneer?")],
    ),
    "a table from a spreadsheet": (
        "Nr\tVraag\tFractie\n1\tHoeveel plekken?\tXYZ\n2\tWat kost een plek?\tABC\n",
        [("1", "(XYZ) Hoeveel plekken?"), ("2", "(ABC) Wat kost een plek?")],
    ),
    "a question without a question mark": (
        "1. Wat kost het?\n2. Geef een overzicht per provincie.\n3. Wie betaalt?",
        [
            ("1", "Wat kost het?"),
            ("2", "Geef een overzicht per provincie."),
            ("3", "Wie betaalt?"),
        ],
    ),
    "no numbers at all": (
        "De NOS meldde uitval. Klopt dat? Hoe vaak gebeurt dit? Zo ja, waarom?",
        [("1", "De NOS meldde uitval. Klopt dat?"), ("2", "Hoe vaak gebeurt dit? Zo ja, waarom?")],
    ),
}  # fmt: skip


def asked(given):
    return [(question.number, question.text) for question in read_set(given).questions]


@pytest.mark.parametrize("form", FORMS)
def test_a_set_is_read_in_the_form_it_is_pasted_in(form):
    text, expected = FORMS[form]
    assert asked(text) == expected


def test_a_mail_is_read_without_what_mail_puts_around_it():
    found = read_set(MAIL)
    assert [(question.number, question.text) for question in found.questions] == [
        ("1", "Bent u bekend met het bericht over de wachtlijst?"),
        ("2", "Hoeveel kinderen wachten, en hoe lang wachten zij?"),
    ]
    assert found.title == (
        "Vragen van het lid Jansen (XYZ) aan de staatssecretaris van Volksgezondheid over de "
        "wachttijden in de jeugdzorg"
    )
    assert found.introduction == "vragen jeugdzorg\nGraag vandaag nog kijken."


def test_eighty_questions_are_all_read():
    text = "Begroting\n\n" + "\n".join(f"{at}\nWat kost maatregel {at}?" for at in range(1, 81))
    assert asked(text) == [(str(at), f"Wat kost maatregel {at}?") for at in range(1, 81)]


@pytest.fixture
def word(tmp_path):
    def made(fill):
        document = docx.Document()
        fill(document)
        path = tmp_path / "vragen.docx"
        document.save(str(path))
        return read(path)

    return made


def test_numbers_that_word_itself_counts_are_read(word):
    def fill(document):
        document.add_paragraph("Vragen van het lid Bakker aan de minister over de post")
        document.add_paragraph("Op 3 mei berichtte de krant hierover.")
        for text in ("Hoeveel postpunten sloten?", "Vindt u dit wenselijk?"):
            document.add_paragraph(text, "List Number")

    source = word(fill)
    assert asked(source) == [
        ("1", "Hoeveel postpunten sloten?"),
        ("2", "Vindt u dit wenselijk?"),
    ]
    assert read_set(source).title == "Vragen van het lid Bakker aan de minister over de post"
    assert read_set(source).introduction == "Op 3 mei berichtte de krant hierover."


def test_a_list_within_a_list_stays_with_its_question(word):
    def fill(document):
        for text, style in (
            ("Hoeveel wolven zijn er?", "List Number"),
            ("In welke provincies?", "List Number 2"),
            ("Hoeveel schade is er?", "List Number"),
        ):
            document.add_paragraph(text, style)

    assert asked(word(fill)) == [
        ("1", "Hoeveel wolven zijn er? 1. In welke provincies?"),
        ("2", "Hoeveel schade is er?"),
    ]


def test_a_table_in_word_is_a_question_a_row(word):
    def fill(document):
        table = document.add_table(rows=3, cols=2)
        for row, cells in zip(
            table.rows, (("Nr.", "Vraag"), ("1", "Hoe groot?"), ("2", "Hoe lang?")), strict=True
        ):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text

    assert asked(word(fill)) == [("1", "Hoe groot?"), ("2", "Hoe lang?")]


def test_a_greeting_above_the_questions_ends_nothing():
    text = "Groet,\nJan\n\n1. Wat kost het?\n2. Wie betaalt?"
    assert plain(text) == text


@given(st.text(alphabet="ab1?.• \n\t", max_size=80))
def test_no_word_of_a_list_is_lost(text):
    above, questions = split_numbered(text)
    if questions:
        kept = "".join([above, *(question for _, question in questions)])
        lost = set(re.findall(r"[ab?]", text))
        assert lost <= set(kept)


def test_the_example_set_is_the_one_of_the_readme():
    example = (ROOT / "qa" / "ui" / "example.txt").read_text(encoding="utf-8")
    assert len(read_set(example).questions) == 8
