"""Lines of a text that look like a label: none of them may cut an answer in silence."""

import pytest

from qa.parse import parse
from tests.parse_files import source

ASKED = ("Wat kost de tol?", "Hoe oud is de brug?", "Wie betaalt?")
SAID = ("Twee euro.", "Oud.", "De gemeente.")


def read(text):
    parsed = parse(source(text))
    found = {pair.number: " ".join(pair.answer.split()) for pair in parsed.pairs}
    return found, parsed


def written(asks, answers, said):
    """Three questions and answers; `asks` and `answers` are the labels above them."""
    numbered = enumerate(zip(ASKED, said, strict=True), start=1)
    return "".join(
        f"{asks.format(n)}{asked}\n{answers.format(n)}{answer}\n" for n, (asked, answer) in numbered
    )


LABELS = {
    "letters": ("V{}: ", "A{}: "),
    "reactions": ("Vraag {}\n", "Reactie\n"),
    "numbered reactions": ("Vraag {}\n", "Reactie {}\n"),
    "headings": ("Vraag {}\n", "Antwoord {}\n"),
    "bare answers": ("{}. ", "Antwoord:\n"),
}
STRAYS = {
    "a road": "A4 Den Haag is dicht.",
    "the road of this question": "A1 Amersfoort is dicht.",
    "the road of another question": "A2 Eindhoven is dicht.",
    "a far road": "A12 Utrecht is dicht.",
    "a missile": "V2 Raketten vielen daar.",
    "an engine": "V12 Motoren zijn zuinig.",
    "a question told": "Vraag 12 Uit het verslag blijft open.",
    "a question quoted": "Vraag 2\nWat nu?",
    "a year": "Reactie 2023 volgt nog.",
    "a reaction told": "Reactie 12: volgt nog.",
    "a reaction again": "Reactie 1: volgt nog.",
    "a bare reaction": "Reactie: De beheerder zwijgt.",
    "an answer told": "Antwoord 12 Uit het verslag blijft open.",
    "an answer again": "Antwoord 1: volgt nog.",
    "another's answer": "Antwoord 3 Uit het verslag: volgt nog.",
    "a bare answer": "Antwoord: De beheerder zwijgt.",
    "a letter quoted": "Hoogachtend, de beheerder.",
    "a minister quoted": "Antwoord van minister Sluis op eerdere vragen was ja.",
    "a message quoted": "Mededeling\nDe brug gaat dicht.",
}


@pytest.mark.parametrize("stray", STRAYS.values(), ids=STRAYS)
@pytest.mark.parametrize("labels", LABELS.values(), ids=LABELS)
def test_an_answer_that_holds_a_line_like_a_label_stays_whole(labels, stray):
    for place in range(2):
        said = list(SAID)
        said[place] = f"Dit is bekend.\n{stray}\nDaarom."
        found, parsed = read(written(*labels, said))
        assert found == {str(n): " ".join(text.split()) for n, text in enumerate(said, start=1)}
        assert parsed.gaps == parsed.unassigned == ()


LISTS = {
    "letters": ("V{}: ", "A{}: ", "A2 Eindhoven is dicht."),
    "letters, a later one": ("V{}: ", "A{}: ", "A3 Utrecht is dicht."),
    "headings": ("Vraag {}\n", "Antwoord {}\n", "Antwoord 2 Uit het verslag is nee."),
}


@pytest.mark.parametrize(("asks", "answers", "stray"), LISTS.values(), ids=LISTS)
def test_below_a_list_of_questions_the_label_that_counts_on_is_the_answer(asks, answers, stray):
    said = (f"Twee euro.\n{stray}\nDaarom.", *SAID[1:])
    above = "".join(f"{asks.format(n)}{asked}\n" for n, asked in enumerate(ASKED, start=1))
    below = "".join(f"{answers.format(n)}{answer}\n" for n, answer in enumerate(said, start=1))
    found, parsed = read(above + below)
    assert found == {"1": " ".join(said[0].split()), "2": "Oud.", "3": "De gemeente."}
    assert parsed.gaps == parsed.unassigned == ()


def test_a_line_like_a_label_within_a_question_is_text_of_it():
    _, parsed = read("V1: Is bekend dat de\nA12 Utrecht dicht is?\nA1: Ja.\nV2: Hoe?\nA2: Zo.\n")
    assert [(pair.question, pair.answer) for pair in parsed.pairs] == [
        ("Is bekend dat de A12 Utrecht dicht is?", "Ja."),
        ("Hoe?", "Zo."),
    ]


def test_answers_without_labels_hold_a_line_like_a_label():
    said = "Twee euro.\nAntwoord 12 Uit het verslag blijft open."
    found, _ = read(f"Vraag 1\n{ASKED[0]}\n\n{said}\n\nVraag 2\n{ASKED[1]}\n\nOud.\n")
    assert found == {"1": " ".join(said.split()), "2": "Oud."}


def test_a_list_within_an_answer_is_no_list_of_questions():
    listed = "De redenen:\n1. De brug.\n2. De sluis.\n3. De weg.\nDus."
    found, _ = read(written("{}. ", "Antwoord:\n", (listed, *SAID[1:])))
    assert found == {"1": " ".join(listed.split()), "2": "Oud.", "3": "De gemeente."}


def test_labels_of_parts_answer_the_question_that_has_no_parts():
    found, parsed = read(
        f"Vraag 1\n{ASKED[0]}\nVraag 2\n{ASKED[1]}\n"
        "Antwoord 1a\nTwee euro.\nAntwoord 1b\nDrie euro.\nAntwoord 2\nOud.\n"
    )
    assert found == {"1": "Twee euro. Antwoord 1b Drie euro.", "2": "Oud."}
    assert parsed.gaps == parsed.unassigned == ()


def test_a_label_of_the_whole_answers_its_parts():
    found, parsed = read(
        f"Vraag 1a\n{ASKED[0]}\nVraag 1b\n{ASKED[1]}\nVraag 2\n{ASKED[2]}\n"
        "Antwoord 1\nTwee euro.\nAntwoord 2\nDe gemeente.\n"
    )
    assert found == {"1a": "Twee euro.", "1b": "Twee euro.", "2": "De gemeente."}
    assert parsed.pairs[0].numbers == ("1a", "1b")


@pytest.mark.parametrize("again", ["Waar?", "Waarom is dat?"])
def test_another_question_that_begins_alike_is_not_printed_twice(again):
    found, parsed = read(
        "Vraag 1\nWaarom?\nAntwoord 1\nDaarom.\nVraag 2\nHoe?\nAntwoord 2\nZo.\n"
        f"Vraag 1\n{again}\nAntwoord 1\nDaar.\nVraag 2\nWie?\nAntwoord 2\nIk.\n"
    )
    assert found == {"1": "Daarom.", "2": "Zo.", "1.2": "Daar.", "2.2": "Ik."}
    assert parsed.gaps == parsed.unassigned == ()


def test_a_second_list_of_questions_with_its_answers_below_it():
    found, parsed = read(
        written("Vraag {}\n", "Antwoord {}\n", SAID)
        + "Vraag 1\nWie dan?\nVraag 2\nWat dan?\nAntwoord 1\nIk dan.\nAntwoord 2\nDat dan.\n"
    )
    assert (found["1"], found["1.2"], found["2.2"]) == ("Twee euro.", "Ik dan.", "Dat dan.")
    assert parsed.gaps == parsed.unassigned == ()


@pytest.mark.parametrize("text", ["Wie ontwerpt?", "Graag een overzicht van de kosten."])
def test_a_last_question_without_answer_is_a_gap(text):
    found, parsed = read(written("Vraag {}\n", "Antwoord {}\n", SAID) + f"Vraag 4\n{text}\n")
    assert list(found) == ["1", "2", "3"]
    assert [gap.number for gap in parsed.gaps] == ["4"]


def test_a_last_question_behind_a_gap_in_the_numbers_is_a_gap():
    found, parsed = read(written("Vraag {}\n", "Antwoord {}\n", SAID) + "Vraag 6\nWie ontwerpt?\n")
    assert list(found) == ["1", "2", "3"]
    assert [gap.number for gap in parsed.gaps] == ["6"]


def test_an_answer_that_names_another_question_is_not_shared():
    found, parsed = read(
        f"Vraag 1\n{ASKED[0]}\nAntwoord 1\nTwee euro.\nVraag 2\n{ASKED[1]}\nVraag 3\n{ASKED[2]}\n"
        "Antwoord 3\nDe gemeente.\n"
    )
    assert found == {"1": "Twee euro.", "3": "De gemeente."}
    assert [gap.number for gap in parsed.gaps] == ["2"]


def test_questions_out_of_order_are_no_text_of_an_answer():
    found, _ = read(
        f"Vraag 1\n{ASKED[0]}\nAntwoord 1\nTwee euro.\nVraag 3\n{ASKED[2]}\nVraag 2\n{ASKED[1]}\n"
        "Antwoord 2 en 3\nOud.\n"
    )
    assert found == {"1": "Twee euro.", "3": "Oud.", "2": "Oud."}


def test_the_heading_above_the_answers_is_no_answer():
    above = "".join(f"Vraag {n}\n{asked}\n" for n, asked in enumerate(ASKED, start=1))
    below = "".join(f"Antwoord {n}\n{said}\n" for n, said in enumerate(SAID, start=1))
    found, parsed = read(f"{above}Antwoorden\n{below}")
    assert found == dict(zip("123", SAID, strict=True))
    assert parsed.pairs[2].question == ASKED[2]


def test_answers_without_number_below_their_questions():
    as_many, _ = read(f"Vraag 1\n{ASKED[0]}\nVraag 2\n{ASKED[1]}\nAntwoord\nA.\nAntwoord\nB.\n")
    assert as_many == {"1": "A.", "2": "B."}
    found, shared = read(f"Vraag 1\n{ASKED[0]}\nVraag 2\n{ASKED[1]}\nAntwoord\nTwee euro.\n")
    assert found == {"1": "Twee euro.", "2": "Twee euro."}
    assert shared.pairs[0].numbers == ("1", "2")


def test_a_signature_of_more_parts_is_known():
    _, parsed = read(
        written("Vraag {}\n", "Antwoord {}\n", SAID)
        + "Hoogachtend,\nDe minister van Bruggen,\nJ. Sluis\n"
    )
    assert parsed.unassigned == ()
