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
