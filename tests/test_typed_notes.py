"""Footnotes typed by hand, with a mark behind a question and a note at the end."""

from qa.parse import parse
from tests.parse_files import source

QUESTIONS = (
    "Vraag 1\nKent u het bericht over tol? 1)\nAntwoord 1\nJa.\n"
    "Vraag 2\nIs de tol te hoog?\nAntwoord 2\nNee.\n"
)


def read(tail=""):
    return parse(source(QUESTIONS + tail))


def test_a_typed_note_between_the_last_answer_and_an_inline_explanation():
    parsed = read("\n\n1) Tol dreigt fiasco te worden | De Brug \n\nToelichting: Een vervolg.\n")
    first, second = parsed.pairs
    assert first.question == "Kent u het bericht over tol?"
    assert [note.text for note in first.notes] == ["Tol dreigt fiasco te worden | De Brug"]
    assert second.answer == "Nee."


def test_a_typed_mark_whose_note_is_missing_is_still_a_mark():
    first, second = read().pairs
    assert first.question == "Kent u het bericht over tol?"
    assert first.notes == ()
    assert second.answer == "Nee."


def test_a_numbered_list_between_questions_is_no_block_of_notes():
    text = QUESTIONS.replace("Ja.\n", "Ja, want:\n\n1) de tol is laag;\n2) de brug is oud.\n\n")
    first, second = parse(source(text)).pairs
    assert first.question == "Kent u het bericht over tol?"
    assert first.answer == "Ja, want:\n1) de tol is laag;\n2) de brug is oud."
    assert second.answer == "Nee."
