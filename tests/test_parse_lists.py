"""A list of all questions with a list of all answers below it."""

import pytest

from qa.parse import parse
from tests.parse_files import source

ASKED = ("Wat kost de tol?", "Hoe oud is de brug?", "Wie betaalt?", "Is dat te veel?")
ITEMS = "".join(f"{n}. {asked}\n" for n, asked in enumerate(ASKED, start=1))
LINES = "".join(f"{n}\n{asked}\n\n" for n, asked in enumerate(ASKED, start=1))
HEADED = "".join(f"Vraag {n}\n{asked}\n" for n, asked in enumerate(ASKED, start=1))
ABOVE = {"items": ITEMS, "lines": LINES, "headed": HEADED}

IN_ORDER = "1. Twee euro.\n2. Oud.\n3. De gemeente.\n4. Nee.\n"
EACH = ("Twee euro.", "Oud.", "De gemeente.", "Nee.")
BELOW = {
    "in order": (IN_ORDER, EACH),
    "backwards": ("4. Nee.\n3. De gemeente.\n2. Oud.\n1. Twee euro.\n", EACH),
    "out of order": ("1. Twee euro.\n3. De gemeente.\n2. Oud.\n4. Nee.\n", EACH),
    "joint, a range": ("1 t/m 3. Twee euro.\n4. Nee.\n", ("Twee euro.",) * 3 + ("Nee.",)),
    "joint, a dash": ("1-3. Twee euro.\n4. Nee.\n", ("Twee euro.",) * 3 + ("Nee.",)),
    "joint, out of order": (
        "2. Oud.\n1 en 4. Twee euro.\n3. De gemeente.\n",
        ("Twee euro.", "Oud.", "De gemeente.", "Twee euro."),
    ),
    "on lines": ("2\nOud.\n1, 3 en 4\nNee.\n", ("Nee.", "Oud.", "Nee.", "Nee.")),
    "labels": (
        "Op vraag 1 en 3: Nee.\nOp vraag 2: Oud.\nOp vraag 4: Ja.\n",
        ("Nee.", "Oud.", "Nee.", "Ja."),
    ),
    "short labels": ("Ad 1. Nee.\nAd 2 en 3. Oud.\nAd 4. Ja.\n", ("Nee.", "Oud.", "Oud.", "Ja.")),
    "the questions' labels": (
        "Vraag 1\nTwee euro.\nVraag 2\nOud.\nVraag 3\nDe gemeente.\nVraag 4\nNee.\n",
        EACH,
    ),
    "a list within an answer": (
        "1. Er zijn redenen:\n1. De brug.\n2. De sluis.\n2. Oud.\n3. De gemeente.\n4. Nee.\n",
        ("Er zijn redenen: 1. De brug. 2. De sluis.", *EACH[1:]),
    ),
    "amounts": ("1. € 2 per keer.\n2. 100 jaar.\n3. de gemeente.\n4. Nee.\n",
                ("€ 2 per keer.", "100 jaar.", "de gemeente.", "Nee.")),
}  # fmt: skip


def read(text):
    parsed = parse(source(text))
    return {pair.number: " ".join(pair.answer.split()) for pair in parsed.pairs}, parsed


@pytest.mark.parametrize(("below", "said"), BELOW.values(), ids=BELOW)
@pytest.mark.parametrize("above", ABOVE.values(), ids=ABOVE)
def test_answers_below_a_list_of_questions(above, below, said):
    found, parsed = read(f"{above}\nAntwoorden\n\n{below}")
    assert found == {str(n): text for n, text in enumerate(said, start=1)}
    assert [pair.question for pair in parsed.pairs] == list(ASKED)
    assert parsed.gaps == parsed.unassigned == ()


def test_items_without_a_sign_below_numbers_on_lines_are_no_notes():
    found, parsed = read(f"{LINES}Antwoorden\n\n{IN_ORDER.replace('. ', ' ', 4)}")
    assert tuple(found.values()) == EACH
    assert parsed.gaps == parsed.unassigned == ()
    listed = "1\nWat kost de tol?\nTwee euro.\n\n2\nWaaruit bestaat de brug?\nDe brug telt:\n"
    found, _ = read(f"{listed}1 boog\n2 pijlers\n")
    assert found == {"1": "Twee euro.", "2": "De brug telt: 1 boog 2 pijlers"}


HEADINGS = ("Antwoord", "Antwoorden:", "Reacties", "Antwoorden op de vragen", "**Beantwoording**")


@pytest.mark.parametrize("heading", [*HEADINGS, "Beantwoording van de vragen", ""])
def test_headings_above_the_answers(heading):
    found, parsed = read(f"{ITEMS}\n{heading}\n\n{IN_ORDER}")
    assert tuple(found.values()) == EACH
    assert parsed.gaps == parsed.unassigned == ()


@pytest.mark.parametrize("above", [ITEMS, LINES, HEADED])
def test_a_list_behind_a_colon_is_one_answer_to_all(above):
    said = "Er zijn redenen:\n1. De brug.\n2. De sluis.\n3. De weg.\n"
    found, _ = read(f"{above}Antwoord\n{said}")
    assert list(found.values()) == [" ".join(said.split())] * 4


def test_letters_in_both_lists():
    found, parsed = read(
        "1. Wat kost:\na. de tol?\nb. de brug?\n2. Hoe oud is de brug?\n\nAntwoorden\n"
        "1a. Twee euro.\n1b. Drie euro.\n2. Oud.\n"
    )
    assert found == {"1a": "Twee euro.", "1b": "Drie euro.", "2": "Oud."}
    assert parsed.gaps == ()


def test_a_second_list_below_does_not_answer_the_first():
    more = "Vragen van de XYZ-fractie\n1. Waar?\n2. Wanneer?\nAntwoorden\n1. Daar.\n2. Dan.\n"
    found, _ = read(f"1. {ASKED[0]}\n2. {ASKED[1]}\nAntwoorden\n1. Twee euro.\n2. Oud.\n{more}")
    assert found["1"] == "Twee euro."
    assert found["2"].startswith("Oud.")


def test_a_question_without_answer_in_the_list_is_a_gap():
    found, parsed = read(f"{ITEMS}\nAntwoorden\n\n1. Twee euro.\n2. Oud.\n4. Nee.\n")
    assert found == {"1": "Twee euro.", "2": "Oud.", "4": "Nee."}
    assert [gap.number for gap in parsed.gaps] == ["3"]


def test_a_list_in_the_last_answer_is_no_list_of_answers():
    found, parsed = read(
        f"1. {ASKED[0]}\nTwee euro.\n\n2. {ASKED[1]}\nDe brug is oud.\n\n3. {ASKED[2]}\n"
        "Er zijn er drie:\n1. De gemeente.\n2. De provincie.\n3. Het Rijk.\n"
    )
    assert (found["1"], found["2"]) == ("Twee euro.", "De brug is oud.")
    assert found["3"].endswith("3. Het Rijk.")
    assert parsed.gaps == ()


def test_a_list_below_a_label_is_no_answer_to_all_questions():
    found, _ = read(f"Vraag 1\n{ASKED[0]}\nVraag 2\n{ASKED[1]}\nAntwoord\n1. Ja.\n2. Oud.\n")
    assert found == {"1": "Ja.", "2": "Oud."}
