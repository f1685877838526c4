"""Footnotes at the foot of a page, with their marks."""

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
