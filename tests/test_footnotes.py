"""Footnotes at the foot of a page, with their marks."""

import pytest

from qa.parse import parse
from tests.parse_files import source


def test_two_marks_on_one_line_have_a_note_each():
    text = (
        "Vraag 1\nWanneer volgt de uitvoering van de motie?\n2 3\nAntwoord 1\nMorgen.\n"
        "2Kamerstuk 25 242, nr. 686\n3Kamerstuk 36 200, nr. 77\n"
        "Tweede Kamer, vergaderjaar 2024–2025, Aanhangsel 1\n"
        "Vraag 2\nIs de tol te hoog?\nAntwoord 2\nNee.\n"
    )
    first, second = parse(source(text)).pairs
    assert (first.question, first.answer) == (
        "Wanneer volgt de uitvoering van de motie?",
        "Morgen.",
    )
    assert [note.mark for note in first.notes] == ["2", "3"]
    assert second.answer == "Nee."


def test_a_mark_behind_a_year_and_a_note_that_begins_with_numbers():
    text = (
        "Vraag 1\nWanneer volgt de uitvoering?\nAntwoord 1\nIn 20201 en op de lange duur2 niet.\n"
        "1 De Rekenmeester (2020).\n2 30-60 jaar is gangbaar.\n"
        "Tweede Kamer, vergaderjaar 2024–2025, Aanhangsel 1\n"
        "Vraag 2\nIs de tol te hoog?\nAntwoord 2\nNee.\n"
    )
    first, second = parse(source(text)).pairs
    assert first.answer == "In 2020 en op de lange duur niet."
    assert [note.text for note in first.notes] == [
        "De Rekenmeester (2020).",
        "30-60 jaar is gangbaar.",
    ]
    assert second.answer == "Nee."


SET = "Vragen van het lid Brugman (XYZ) over tol (ingezonden 3 mei 2031).\n\n"


@pytest.mark.parametrize(
    ("first", "second"),
    [("1", "2"), (" [1]", "[2]"), (" 1)", "2)"), ("¹", "²"), ("[1]", "[2]")],
)
def test_notes_below_the_last_question_of_a_set_are_no_part_of_it(first, second):
    text = (
        f"{SET}1. Kent u het bericht?{first}\n2. Waarom is dat zo?{second}\n3. Wat nu?\n\n"
        f"{first} De Brugbode, 3 mei 2031.\n{second} Kamerstuk 27 925, nr. 3.\n"
    )
    pairs = parse(source(text)).pairs
    assert [pair.question for pair in pairs] == [
        "Kent u het bericht?", "Waarom is dat zo?", "Wat nu?",
    ]  # fmt: skip
    assert [[note.text for note in pair.notes] for pair in pairs] == [
        ["De Brugbode, 3 mei 2031."], ["Kamerstuk 27 925, nr. 3."], [],
    ]  # fmt: skip


def test_a_mark_directly_behind_another_and_one_alone_behind_a_sentence():
    text = (
        f"{SET}Vraag 1\nKent u de uitspraak?1 2\nVraag 2\nDat is zo. Wat nu?\nZeg iets. 3\n"
        "1De Brugbode, 3 mei 2031.\n2NOS, 12 mei, «CO\n2-uitstoot».\n3 Kamerstuk 27 925, nr. 3.\n"
        "Tweede Kamer, vergaderjaar 2030–2031, Vragen 1\n"
    )
    first, second = parse(source(text)).pairs
    assert first.question == "Kent u de uitspraak?"
    assert [note.mark for note in first.notes] == ["1", "2"]
    assert second.question == "Dat is zo. Wat nu? Zeg iets."
    assert [note.text for note in second.notes] == ["Kamerstuk 27 925, nr. 3."]


def test_a_raised_figure_of_a_unit_is_no_mark():
    text = (
        f"{SET}Vraag 1\nHoeveel m² is de brug?¹\nVraag 2\nWaarom?\n\n¹ De Brugbode, 3 mei 2031.\n"
    )
    first, second = parse(source(text)).pairs
    assert (first.question, second.question) == ("Hoeveel m² is de brug?", "Waarom?")


def test_a_mark_at_a_lines_start_before_the_sentence_goes_on():
    text = (
        "Vraag 1\nWanneer volgt de uitvoering?\nAntwoord 1\nIn de brief die ik zal sturen\n"
        "1, zal ik u informeren.\n1De Rekenmeester (2030).\n"
        "Tweede Kamer, vergaderjaar 2024–2025, Aanhangsel 1\n"
        "Vraag 2\nIs de tol te hoog?\nAntwoord 2\nNee.\n"
    )
    first, _ = parse(source(text)).pairs
    assert first.answer == "In de brief die ik zal sturen, zal ik u informeren."
    assert [note.text for note in first.notes] == ["De Rekenmeester (2030)."]


def test_a_note_without_a_mark_and_an_item_of_a_list_stay_in_the_text():
    text = (
        "Vraag 1\nWat zijn de posten?\nAntwoord 1\nDe posten zijn:\n1. de verf;\n2. de kabels.\n"
        "3De Rekenmeester (2030).\nTweede Kamer, vergaderjaar 2024–2025, Aanhangsel 1\n"
    )
    (pair,) = parse(source(text)).pairs
    assert pair.notes == ()
    assert "1. de verf" in pair.answer
    assert "3De Rekenmeester" in pair.answer


def test_a_mark_behind_an_abbreviation_and_not_the_count_of_annexes():
    text = (
        "Aan de Kamer\nBijlagen\n1\n\nVraag 1\nWat doet DUO1?\nAntwoord 1\nZij betaalt uit.\n\n"
        "1 DUO: Dienst Uitvoering Onderwijs\n"
    )
    (pair,) = parse(source(text)).pairs
    assert pair.question == "Wat doet DUO?"
    assert [note.text for note in pair.notes] == ["DUO: Dienst Uitvoering Onderwijs"]
