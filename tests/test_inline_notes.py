"""Footnotes between the sentences of a text that lost its lines."""

from qa.parse import parse
from tests.parse_files import source

FILLER = "De brug is oud en de sluis lekt. " * 30
GAP = " " * 40


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


def test_notes_one_below_the_other_with_marks_behind_years():
    text = (
        f"Vraag 1 Wat kost de tol? {FILLER}Zie de nota van 2022.1 Ook die van 2001-2004,2 2007,3 "
        f"en 20114 gaan erover.{GAP}1 Kamerstuk 30 255, nr. 78  2 Kamerstuk 27 416, nr. 2  "
        f"3 Kamerstuk 29 842, nr. 10  4 Kamerstuk 29 842, nr. 15{GAP}{FILLER}"
        f"{FILLER}{FILLER}{FILLER}{FILLER}Dat was alles."
    )
    (pair,) = parse(source(text)).pairs
    assert [note.mark for note in pair.notes] == ["1", "2", "3", "4"]
    assert "Kamerstuk" not in pair.answer
    assert "de nota van 2022. Ook die van 2001-2004, 2007, en 2011 gaan erover." in pair.answer


def test_a_mark_apart_from_its_sentence_and_a_note_below_with_wide_blanks():
    text = (
        f"Vraag 1 Wat kost de tol? {FILLER}Dat is zo.1 En dit eveneens. 2{GAP}"
        f"1 Kamerstuk 30 255, nr. 78   2 Zie ook de brief over tol.{GAP}{FILLER * 5}Dat was alles."
    )
    (pair,) = parse(source(text)).pairs
    assert [note.text for note in pair.notes] == [
        "Kamerstuk 30 255, nr. 78", "Zie ook de brief over tol.",
    ]  # fmt: skip
    assert "Dat is zo. En dit eveneens.\nDe brug" in pair.answer


def test_a_number_below_a_note_without_its_mark_is_no_note():
    text = (
        f"Vraag 1 Wat kost de tol? {FILLER}Dat is zo.1{GAP}1 Kamerstuk 30 255, nr. 78  "
        f"2 Bruggen zijn oud.{GAP}{FILLER * 5}Dat was alles."
    )
    (pair,) = parse(source(text)).pairs
    assert [note.text for note in pair.notes] == ["Kamerstuk 30 255, nr. 78"]
    assert "2 Bruggen zijn oud." in pair.answer


def test_a_mark_behind_an_abbreviation_where_there_is_no_other():
    text = (
        f"Vraag 1 Wat doet DUO1? {FILLER}De uitstoot van CO1 daalt.{GAP}"
        f"1 DUO: Dienst Uitvoering Onderwijs{GAP}{FILLER * 5}Dat was alles."
    )
    (pair,) = parse(source(text)).pairs
    assert pair.question == "Wat doet DUO?"
    assert [note.text for note in pair.notes] == ["DUO: Dienst Uitvoering Onderwijs"]
    assert "CO1" in pair.answer
