"""Introductions: of a document, of a section of its list, of the sub-questions of a number."""

import pytest

from qa.parse import parse
from qa.verify import prove, reproduces
from tests.parse_files import source

STEM = "Op 3 mei meldde de Brugbode dat de brug oud is."
NEXT = "Vraag 2\nWaarom?\nAntwoord 2\nDaarom.\n"


def read(text):
    parsed = parse(source(text))
    assert all(prove(pair, text) for pair in parsed.pairs)
    assert parsed.gaps == parsed.unassigned == ()
    return {pair.number: (pair.introduction, pair.question, pair.answer) for pair in parsed.pairs}


SUB_QUESTIONS = {
    "headings": (
        f"Vraag 1\n{STEM}\nVraag 1a\nKlopt dit?\nAntwoord 1a\nJa.\n"
        f"Vraag 1b\nEn nu?\nAntwoord 1b\nNiets.\n{NEXT}"
    ),
    "comma": (
        f"Vraag 1\n{STEM}\nVraag 1, a\nKlopt dit?\nAntwoord 1, a\nJa.\n"
        f"Vraag 1, b\nEn nu?\nAntwoord 1, b\nNiets.\n{NEXT}"
    ),
    "items": (
        f"Vraag 1\n{STEM}\na. Klopt dit?\nb. En nu?\nAntwoord 1a\nJa.\nAntwoord 1b\nNiets.\n{NEXT}"
    ),
    "all questions first": (
        f"Vraag 1\n{STEM}\nVraag 1a\nKlopt dit?\nVraag 1b\nEn nu?\nVraag 2\nWaarom?\n"
        "Antwoord 1a\nJa.\nAntwoord 1b\nNiets.\nAntwoord 2\nDaarom.\n"
    ),
    "list": (
        f"1. {STEM}\n\n1a. Klopt dit?\n\nAntwoord:\nJa.\n\n1b. En nu?\n\nAntwoord:\nNiets.\n\n"
        "2. Waarom?\n\nAntwoord:\nDaarom.\n"
    ),
    "one line": f"Vraag 1 {STEM} Vraag 1a Klopt dit? Ja. Vraag 1b En nu? Niets. Vraag 2 Waarom? "
    "Daarom.",
}


@pytest.mark.parametrize("text", SUB_QUESTIONS.values(), ids=SUB_QUESTIONS)
def test_sub_questions_keep_the_stem_they_were_asked_under(text):
    assert read(text) == {
        "1a": (STEM, "Klopt dit?", "Ja."),
        "1b": (STEM, "En nu?", "Niets."),
        "2": ("", "Waarom?", "Daarom."),
    }


def test_an_answer_to_the_number_is_to_all_its_sub_questions():
    text = f"Vraag 1\n{STEM}\nVraag 1a\nKlopt dit?\nVraag 1b\nEn nu?\nAntwoord 1\nJa.\n"
    parsed = parse(source(text))
    assert [pair.answer for pair in parsed.pairs] == ["Ja.", "Ja."]
    assert {pair.numbers for pair in parsed.pairs} == {("1a", "1b")}
    assert {pair.introduction for pair in parsed.pairs} == {STEM}


OLD = "Is de brug oud?"


@pytest.mark.parametrize(
    "text",
    [
        f"Vraag 1\n{OLD}\nAntwoord 1\nJa.\nVraag 1a\nHoe oud?\nAntwoord 1a\nHeel oud.\n",
        f"Vraag 1\n{OLD}\nJa.\n\nVraag 1a\nHoe oud?\nHeel oud.\n",
    ],
)
def test_a_stem_that_asks_and_is_answered_is_a_question_and_an_introduction(text):
    found = read(text)
    assert found == {"1": ("", OLD, "Ja."), "1a": (OLD, "Hoe oud?", "Heel oud.")}


def test_a_stem_in_a_second_list_introduces_its_parts_too():
    one = (
        f"Vraag 1\n{STEM}\nVraag 1a\nHoe oud?\nAntwoord 1a\nOud.\nVraag 2\nWie?\nAntwoord 2\nIk.\n"
    )
    two = f"Vraag 1\n{OLD}\nVraag 1a\nWaarom?\nAntwoord 1\nJa.\nAntwoord 1a\nDaarom.\n"
    found = read(one + two)
    assert found["1a"] == (STEM, "Hoe oud?", "Oud.")
    assert found["1a.2"] == (OLD, "Waarom?", "Daarom.")


def test_a_stem_that_asks_in_a_set_of_questions_is_both_too():
    text = f"(ingezonden 3 mei 2031)\n\nVraag 1\n{OLD}\nVraag 1a\nHoe oud?\nVraag 1b\nWaarom?\n"
    assert read(text) == {
        "1": ("", OLD, ""),
        "1a": (OLD, "Hoe oud?", ""),
        "1b": (OLD, "Waarom?", ""),
    }


@pytest.mark.parametrize("label", ["Antwoord 1a\n", ""])
def test_a_stem_whose_sub_questions_alone_are_answered_is_their_introduction(label):
    second = label.replace("1a", "1b")
    text = (
        f"Vraag 1\n{OLD}\nVraag 1a\nHoe oud?\n{label}Heel oud.\n\n"
        f"Vraag 1b\nWaarom?\n{second}Daarom.\n"
    )
    assert read(text) == {"1a": (OLD, "Hoe oud?", "Heel oud."), "1b": (OLD, "Waarom?", "Daarom.")}


def test_items_that_are_answered_as_one_stay_one_question():
    text = f"Vraag 1\n{STEM}\na. Klopt dit?\nb. En nu?\nAntwoord 1\na. Ja.\nb. Niets.\n"
    assert read(text)["1"] == ("", f"{STEM}\na. Klopt dit?\nb. En nu?", "a. Ja.\nb. Niets.")


def test_sections_keep_their_heading():
    found = read(
        "Lijst van vragen en antwoorden\n\nAlgemeen\n\nVraag 1\nWat kost de tol?\nAntwoord 1\n"
        "Twee euro.\n\nDe brug bij Urk\n\nVraag 2\nWaarom?\nAntwoord 2\nDaarom.\n\nVraag 3\nWie?\n"
        "Antwoord 3\nIk.\n\nHoofdstuk 3. Sluizen\n\nVraag 4\nWanneer?\nAntwoord 4\nNu.\n"
    )
    assert [introduction for introduction, _, _ in found.values()] == [
        "Algemeen", "De brug bij Urk", "De brug bij Urk", "Hoofdstuk 3. Sluizen",
    ]  # fmt: skip
    assert found["1"][2] == "Twee euro."


def test_a_group_of_members_and_words_that_announce_questions():
    found = read(
        "1\nWat kost de tol?\n\nAntwoord\nTwee euro.\n\nVragen van de leden van de XYZ-fractie\n\n"
        "2\nWaarom?\n\nAntwoord\nDaarom.\n\nDe volgende vragen gaan over de sluis.\n\n"
        "3\nWie?\n\nAntwoord\nIk.\n"
    )
    assert [introduction for introduction, _, _ in found.values()] == [
        "", "Vragen van de leden van de XYZ-fractie", "De volgende vragen gaan over de sluis.",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "answer",
    [
        "Zie antwoord op vraag 2",
        "Ja.\n\nZie het antwoord op vraag 2",
        "Het gaat om:\n\nGemeente Urk",
        "De bedragen staan hier.\n\nUrk 31.906 83.509",
        "De bronnen.\n\nhttps://brug.example/tol",
        "Drie posten.\n\n• De verf",
        "De brug is oud.\n\nDat is ook zo bij de sluis",
        "Twee zaken.\n\nNaam | Bedrag",
    ],
)
def test_the_end_of_an_answer_is_no_heading(answer):
    found = read(f"Vraag 1\nWat kost de tol?\nAntwoord 1\n{answer}\n\n{NEXT}")
    assert found["2"][0] == ""
    assert "".join(found["1"][2].split()) == "".join(answer.split())


OPENINGS = {
    "a set": (
        "Vragen van het lid Brugman (XYZ) over tol (ingezonden 3 mei 2031).\n\n"
        "Gisteren schreef de Brugbode over tol.\n\nDaarom heb ik de volgende vragen:\n\n",
        "Gisteren schreef de Brugbode over tol.\nDaarom heb ik de volgende vragen:",
    ),
    "a committee": (
        "Lijst van vragen en antwoorden\nVastgesteld 3 mei 2031\n\nDe vaste commissie voor Bruggen "
        "heeft vragen gesteld over de brief over tol.\n\nDe voorzitter van de commissie,\n\n"
        "Sluis\n\nDe griffier van de commissie,\n\nVan der Brug\n\n",
        "De vaste commissie voor Bruggen heeft vragen gesteld over de brief over tol.",
    ),
    "a letter": (
        "Geachte voorzitter,\n\nHierbij bied ik u de antwoorden aan op vragen over tol.\n\n"
        "De minister van Bruggen,\n\nA. Sluis\n\n",
        "",
    ),
    "an answer": (
        "Vragen van het lid Brugman (XYZ) over tol (ingezonden 3 mei 2031).\n"
        "Antwoord van Minister Sluis (Bruggen) (ontvangen 9 mei 2031).\n",
        "",
    ),
}


@pytest.mark.parametrize(("opening", "introduction"), OPENINGS.values(), ids=OPENINGS)
def test_the_introduction_of_a_document(opening, introduction):
    parsed = parse(source(f"{opening}Vraag 1\nWat kost de tol?\nAntwoord 1\nTwee euro.\n"))
    document = parsed.document
    assert document.introduction == introduction
    assert reproduces(document.introduction_spans, parsed.source.text, introduction)
