"""What a document is, by what it announces and what could be read in it."""

import pytest

from qa.model import Kind
from qa.parse import parse
from qa.parse.kinds import announced, settle
from tests.parse_files import source

ANNOUNCED = [
    ("Vragen gesteld door de leden der Kamer, met de daarop door de regering gegeven", None),
    ("Vragen gesteld door de leden der Kamer\n2031Z00017\n", Kind.QUESTIONS),
    ("Vragen van het lid Brugman (ingezonden 3 mei 2031)\n", Kind.QUESTIONS),
    ("(ingezonden 3 mei 2031)\nAntwoord van Minister Sluis (Bruggen)\n", Kind.ANSWERS),
    ("Lijst van vragen en antwoorden\n", Kind.ANSWERS),
    ("Lijst van vragen\n", Kind.QUESTIONS),
    ("Antwoorden Algemene Rekenkamer bij vragen\n", Kind.ANSWERS),
    ("Mededeling van Minister Sluis (Bruggen)\n", Kind.POSTPONEMENT),
    ("De vragen kunnen helaas niet binnen de gebruikelijke termijn worden", Kind.POSTPONEMENT),
    ("Antwoord van Minister Sluis\nZij kunnen niet binnen de gebruikelijke termijn", Kind.ANSWERS),
    ("Geachte voorzitter, de brug is oud.", None),
]


@pytest.mark.parametrize(("text", "kind"), ANNOUNCED)
def test_what_a_text_announces(text, kind):
    assert announced(source(text)) is kind


def test_an_official_id_wins():
    assert announced(source("Antwoord van Minister X", id="kv-tk-2031Z00017")) is Kind.QUESTIONS


def test_questions_that_no_layout_reads_are_reported_not_called_a_letter():
    asked = "Eerst\nKent u het bericht?\n\nDan\nIs dat zo?\n\nTen slotte\nWaarom?\n"
    parsed = parse(source(asked))
    assert parsed.document.kind is Kind.QUESTIONS
    assert [gap.at for gap in parsed.gaps] == [asked.index("?")]
    letter = parse(source("Geachte voorzitter,\n\nDe brug is oud. Wat nu?\n\nIk weet het niet.\n"))
    assert (letter.document.kind, letter.gaps) == (Kind.LETTER, ())


UNREAD = {
    "Roman": "I. Wat?\nAntwoord: Dat.\nII. Hoe?\nAntwoord: Zo.\n",
    "paragraphs": "I. Wat?\n\nAntwoord\n\nDat.\n\nII. Hoe?\n\nAntwoord\n\nZo.\n",
    "letters": "Geachte voorzitter,\n\na) Wat?\nAntwoord: Dat.\nb) Hoe?\nAntwoord: Zo.\n",
    "small letters": "vraag 1\nwat?\nantwoord 1\ndat.\nvraag 2\nhoe?\nantwoord 2\nzo.\n",
    "English": "Question 1\nWhat?\nAnswer 1\nThat.\nQuestion 2\nHow?\nAnswer 2\nSo.\n",
    "a table": "Vraag | Antwoord\nWat? | Dat.\nHoe? | Zo.\n",
    "letters in a table": "| Nr | Vraag | Antwoord |\n| a | Wat? | Dat. |\n| b | Hoe? | Zo. |\n",
    "abbreviated": "Vr. 1 Wat?\nAntw. 1 Dat.\nVr. 2 Hoe?\nAntw. 2 Zo.\n",
}


@pytest.mark.parametrize("text", UNREAD.values(), ids=UNREAD)
def test_answers_that_no_layout_reads_are_reported_from_the_first_question_on(text):
    parsed = parse(source(text))
    assert (parsed.document.kind, parsed.pairs) == (Kind.ANSWERS, ())
    assert [gap.at for gap in parsed.gaps] == [text.index("?")]
    left = "".join(span.of(text) for span in parsed.unassigned)
    asked = text[text.rfind("\n", 0, text.index("?")) + 1 :]
    assert "".join(left.split()).endswith("".join(asked.split()))


def test_an_opening_above_questions_without_numbers_is_not_left_over():
    text = "Vragen van het lid Brugman over tol.\n(ingezonden 3 mei 2031)\n\nKent u de tol?\n"
    parsed = parse(source(text))
    assert [span.of(text) for span in parsed.unassigned] == ["Kent u de tol?"]


STUDIED = (
    "In het onderzoek stonden drie vragen centraal:\n- Is de brug oud?\n- Is de brug veilig?\n"
    "- Wat kan er beter?\n"
)


@pytest.mark.parametrize(
    "letter",
    [
        f"Geachte voorzitter,\n\nBijgaand het onderzoek.\n{STUDIED}",
        f"Hierbij stuur ik u het onderzoek.\n{STUDIED}",
        f"Het bureau is onafhankelijk.\n{STUDIED}De brug is oud.\nZij is veilig.\nMeer niet.\n",
    ],
)
def test_a_letter_that_names_the_questions_of_a_study_is_a_letter(letter):
    parsed = parse(source(letter))
    assert (parsed.document.kind, parsed.gaps) == (Kind.LETTER, ())


@pytest.mark.parametrize(
    ("hint", "answered", "asked", "kind"),
    [
        (Kind.POSTPONEMENT, 0, 3, Kind.POSTPONEMENT),
        (Kind.QUESTIONS, 0, 3, Kind.QUESTIONS),
        (Kind.QUESTIONS, 1, 4, Kind.QUESTIONS),
        (Kind.QUESTIONS, 3, 1, Kind.ANSWERS),
        (Kind.ANSWERS, 0, 3, Kind.ANSWERS),
        (None, 2, 1, Kind.ANSWERS),
        (None, 0, 3, Kind.QUESTIONS),
        (None, 0, 0, Kind.LETTER),
    ],
)
def test_what_was_read_decides_the_rest(hint, answered, asked, kind):
    assert settle(hint, answered, asked) is kind
