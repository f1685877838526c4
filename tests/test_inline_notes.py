"""Footnotes between the sentences of a text that lost its lines."""

from qa.parse import parse
from tests.parse_files import source

FILLER = "De brug is oud en de sluis lekt. " * 30


def test_a_note_between_the_last_sentence_and_the_end():
    text = f"Vraag 1 Wat kost de tol? {FILLER}Dat is opgelost.2 2 Voor meer zie ons rapport, nr. 7."
    parsed = parse(source(text))
    assert parsed.pairs[0].answer.endswith("Dat is opgelost.")
    assert [note.text for note in parsed.pairs[0].notes] == ["Voor meer zie ons rapport, nr. 7."]


def test_a_number_without_its_mark_stays_in_the_answer():
    text = f"Vraag 1 Wat kost de tol? {FILLER}Dat is duur. 2 Bruggen zijn oud."
    parsed = parse(source(text))
    assert parsed.pairs[0].answer.endswith("Dat is duur. 2 Bruggen zijn oud.")
    assert parsed.pairs[0].notes == ()


def test_decimals_and_paragraph_numbers_are_no_marks():
    text = f"Vraag 1 Wat kost de tol? {FILLER}Zie 2.2 (€ 2,2). Dat is duur. 2 Bruggen zijn oud."
    assert parse(source(text)).pairs[0].answer.endswith("Dat is duur. 2 Bruggen zijn oud.")
