"""Each layout on a small text written for it: numbers, groups, boundaries."""

import time

import pytest

from qa.model import Kind
from qa.parse import parse
from qa.verify import prove
from tests.parse_files import source

TOLL = "Wat kost de tol?"
BRIDGE = "Hoe oud is de brug?"


def pairs(text, **metadata):
    parsed = parse(source(text, **metadata))
    assert all(prove(pair, parsed.source.text) for pair in parsed.pairs)
    return {pair.number: pair for pair in parsed.pairs}, parsed


LAYOUTS = {
    "headings": f"Vraag 1\n{TOLL}\nAntwoord 1\nTwee euro.\nVraag 2\n{BRIDGE}\nAntwoord 2\nOud.\n",
    "label with question": (
        f"Vraag 1\n{TOLL}\n\nAntwoord op vraag 1\nTwee euro.\n\n"
        f"Vraag 2\n{BRIDGE}\n\n\t\tAntwoord op vraag 2:\nOud.\n"
    ),
    "dots and bare label": (
        f"1. {TOLL}\n\nAntwoord:\nTwee euro.\n\n2. {BRIDGE}\n\nAntwoord:\nOud.\n"
    ),
    "bare numbers": f"1\n{TOLL}\n\nAntwoord\nTwee euro.\n\n2\n{BRIDGE}\n\nAntwoord\nOud.\n",
    "bare numbers, unmarked": f"1\n{TOLL}\nTwee euro.\n\n2\n{BRIDGE}\nOud.\n",
    "numbers with a dot on their line": f"1.\n{TOLL}\nTwee euro.\n\n2.\n{BRIDGE}\nOud.\n",
    "headings, unmarked": f"Vraag 1\n{TOLL}\nTwee euro.\n\nVraag 2\n{BRIDGE}\nOud.\n",
    "mixed": f"1\n{TOLL}\nAntwoord 1\nTwee euro.\n2\n{BRIDGE}\nAntwoord 2\nOud.\n",
    "colons": f"Vraag 1:\n{TOLL}\nAntwoord:\nTwee euro.\nVraag 2:\n{BRIDGE}\nAntwoord:\nOud.\n",
    "all questions first": (
        f"Vraag 1\n{TOLL}\nVraag 2\n{BRIDGE}\nAntwoord 1\nTwee euro.\nAntwoord 2\nOud.\n"
    ),
    "one line": f"Vraag 1 {TOLL} Twee euro. Vraag 2 {BRIDGE} Oud." + " " * 3,
    "capitals": f"VRAAG 1\n{TOLL}\nANTWOORD 1\nTwee euro.\nVRAAG 2\n{BRIDGE}\nANTWOORD\nOud.\n",
    "numbered by word": (
        f"Vraag nr. 1\n{TOLL}\nAntwoord nr. 1\nTwee euro.\nVraagnummer 2\n{BRIDGE}\nAntw. 2\nOud.\n"
    ),
    "ordinal words": (
        f"Eerste vraag\n{TOLL}\nEerste antwoord: Twee euro.\nTweede vraag: {BRIDGE}\n"
        "Antwoord op de tweede vraag\nOud.\n"
    ),
    "Roman figures": (
        f"Vraag I\n{TOLL}\nAntwoord I\nTwee euro.\nVraag II. {BRIDGE}\nAntwoord op vraag II: Oud.\n"
    ),
    "dashes": (
        f"Vraag 1 – {TOLL}\nAntwoord 1 – Twee euro.\nVraag 2 - {BRIDGE}\nAntwoord 2 - Oud.\n"
    ),
    "numbers with a dash": f"1 - {TOLL}\nAntwoord:\nTwee euro.\n2 - {BRIDGE}\nAntwoord:\nOud.\n",
    "numbers in brackets": f"(1) {TOLL}\nAntwoord: Twee euro.\n(2) {BRIDGE}\nAntwoord: Oud.\n",
    "bold labels": (
        f"**Vraag 1:** {TOLL}\n\n**Antwoord 1:** Twee euro.\n\n**Vraag 2:** {BRIDGE}\n\n"
        "**Antwoord 2:** Oud.\n"
    ),
    "all on the question's line": (
        f"Vraag 1 {TOLL} Antwoord: Twee euro.\nVraag 2 {BRIDGE} Antwoord: Oud.\n"
    ),
    "all on the line of a bare number": (
        f"1. {TOLL} Antwoord: Twee euro.\n2. {BRIDGE} Antwoord op vraag 2: Oud.\n"
    ),
    "who asks in the heading": (
        f"Vraag 1 van het lid Sluis (XYZ)\n{TOLL}\nAntwoord\nTwee euro.\n"
        f"Vraag 2 van de leden van de ABC-fractie\n{BRIDGE}\nAntwoord\nOud.\n"
    ),
    "bullets": (
        f"• Vraag 1: {TOLL}\n• Antwoord 1: Twee euro.\n• Vraag 2: {BRIDGE}\n• Antwoord 2: Oud.\n"
    ),
    "a table with labels": (
        f"Vraag 1 | {TOLL}\nAntwoord | Twee euro.\nVraag 2 | {BRIDGE}\nAntwoord | Oud.\n"
    ),
    "wide gaps": f"Kop.    Vraag 1  {TOLL}    Twee euro.    Vraag 2  {BRIDGE}    Oud.",
}


@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS)
def test_two_questions_in_each_layout(text):
    found, parsed = pairs(text)
    assert [(pair.number, pair.question, pair.answer) for pair in found.values()] == [
        ("1", TOLL, "Twee euro."),
        ("2", BRIDGE, "Oud."),
    ]
    assert parsed.gaps == parsed.unassigned == ()


@pytest.mark.parametrize(
    ("printed", "numbers"),
    [
        ("2, 3 en 5", ("2", "3", "5")),
        ("7, 8, 9 10 en 11", ("7", "8", "9", "10", "11")),
        ("2 t/m 6", ("2", "3", "4", "5", "6")),
        ("4-7", ("4", "5", "6", "7")),
        ("1 en 4", ("1", "4")),
        ("1 + 4", ("1", "4")),
        ("1 alsmede vraag 4", ("1", "4")),
        ("1 en op de vragen 4 en 5", ("1", "4", "5")),
        ("1 en 4 gezamenlijk", ("1", "4")),
        ("7, 8, en 9", ("7", "8", "9")),
        ("1b", ("1b",)),
        ("1a/b", ("1a", "1b")),
        ("2a/b/c", ("2a", "2b", "2c")),
        ("2a t/m 2c", ("2a", "2b", "2c")),
        ("I en II", ("1", "2")),
    ],
)
def test_groups_asked_and_answered_together(printed, numbers):
    found, _ = pairs(f"Vraag {printed}\n{TOLL}\n{BRIDGE}\nAntwoord {printed}\nTwee euro.\n")
    assert tuple(found) == numbers
    assert all(pair.numbers == numbers for pair in found.values())
    assert all(pair.answer == "Twee euro." for pair in found.values())


@pytest.mark.parametrize("printed", ["2, 3 en 4", "2 t/m 4"])
def test_bare_numbers_of_a_group(printed):
    found, _ = pairs(
        f"1\n{TOLL}\n\nTwee euro.\n\n{printed}\n{BRIDGE}\n\nOud.\n\n5\nWaarom?\n\nIn 2 en 3\n"
    )
    assert list(found) == ["1", "2", "3", "4", "5"]
    assert found["3"].numbers == ("2", "3", "4")
    assert found["3"].answer == "Oud."
    assert found["5"].answer == "In 2 en 3"


def test_an_answer_deferred_past_a_later_question():
    found, parsed = pairs(
        f"Vraag 1\n{TOLL}\n\nVraag 2\n{BRIDGE}\n\nAntwoord op vraag 2\nOud.\n\n"
        "Vraag 3\nWie betaalt?\n\nAntwoord op vraag 1 en 3\nDe gemeente.\n"
    )
    assert found["1"].answer == found["3"].answer == "De gemeente."
    assert found["1"].numbers == ("1", "3")
    assert found["2"].answer == "Oud."
    assert parsed.gaps == ()


def test_groups_out_of_order_keep_the_documents_order():
    found, _ = pairs(
        f"Vraag 1 en 4\n{TOLL}\nAntwoord 1 en 4\nTwee euro.\nVraag 2\n{BRIDGE}\nAntwoord 2\nOud.\n"
    )
    assert list(found) == ["1", "4", "2"]


def test_an_unanswered_question_is_a_gap_with_its_place():
    text = f"Vraag 1\n{TOLL}\nAntwoord 1\nTwee euro.\nVraag 2\n{BRIDGE}\n"
    found, parsed = pairs(text)
    assert list(found) == ["1"]
    assert [(gap.number, gap.at) for gap in parsed.gaps] == [("2", text.index("Vraag 2"))]


def test_a_toelichting_is_no_part_of_the_last_answer():
    found, parsed = pairs(
        f"Vraag 1\n{TOLL}\nAntwoord 1\nTwee euro.\n\nToelichting:\nDeze vragen zijn een vervolg.\n"
    )
    assert found["1"].answer == "Twee euro."
    assert parsed.document.explanation == "Deze vragen zijn een vervolg."


def test_preamble_lines_that_look_like_answers():
    found, parsed = pairs(
        "Vragen van het lid Brugman (XYZ) aan de Minister van Bruggen over tol "
        "(ingezonden 3 mei 2031).\nAntwoord van Minister Sluis (Bruggen) (ontvangen 9 mei 2031).\n"
        f"Vraag 1\n{TOLL}\nAntwoord 1\nTwee euro.\n"
    )
    assert list(found) == ["1"]
    assert parsed.document.minister == "Sluis"


def test_a_postponement_gives_its_reason_to_every_question():
    found, parsed = pairs(
        "Mededeling van Minister Sluis (Bruggen) (ontvangen 9 mei 2031).\n"
        f"Vraag 1\n{TOLL}\nVraag 2\n{BRIDGE}\nMededeling\nHet onderzoek loopt nog.\n"
    )
    assert parsed.document.kind is Kind.POSTPONEMENT
    assert {pair.unanswered for pair in found.values()} == {"Het onderzoek loopt nog."}
    assert {pair.answer for pair in found.values()} == {""}


def test_questions_without_answer_are_pairs_with_a_reason():
    found, parsed = pairs(
        "Vragen gesteld door de leden der Kamer\n2031Z00001\nVragen van het lid Brugman (XYZ) over "
        f"tol (ingezonden 3 mei 2031).\nVraag 1\n{TOLL}\nVraag 2\n{BRIDGE}\n"
    )
    assert parsed.document.kind is Kind.QUESTIONS
    assert parsed.document.id == "2031Z00001-vragen"
    assert list(found) == ["1", "2"]
    assert all(pair.unanswered and not pair.answer for pair in found.values())


def test_a_second_list_keeps_its_numbers_apart():
    first = "".join(f"Vraag {n} Waarom {n}? Omdat {n}. " for n in range(1, 6))
    second = "".join(f"Vraag {n} Wanneer {n}? Morgen {n}. " for n in range(1, 6))
    found, _ = pairs(first + second)
    assert found["3"].question == "Waarom 3?"
    assert found["3.2"].question == "Wanneer 3?"
    assert len(found) == 10


def test_a_wrong_number_on_an_answer_does_not_lose_it():
    found, parsed = pairs(
        f"Vraag 1\n{TOLL}\nAntwoord 1\nTwee euro.\nVraag 2\n{BRIDGE}\nAntwoord 1\nOud.\n"
    )
    assert found["2"].answer == "Oud."
    assert parsed.gaps == ()


def test_years_lists_and_lone_numbers_in_an_answer_are_no_questions():
    found, _ = pairs(
        f"1\n{TOLL}\nDe tol steeg:\n1. in 2019;\n2. in 2020.\n2021\nwas duur.\n\n"
        f"2\n{BRIDGE}\nOud.\n"
    )
    assert list(found) == ["1", "2"]
    assert "2021" in found["1"].answer


@pytest.mark.parametrize("label", ["", "Antwoord: "])
def test_numbers_behind_bullets_in_an_answer_are_no_questions(label):
    dates = "De planning:\n• 3 Januari: start van de bouw\n• 4 Februari: oplevering"
    found, _ = pairs(
        f"1. {TOLL}\n{label}Twee euro.\n2. Wat is de planning?\n{label}{dates}\n"
        f"3. {BRIDGE}\n{label}Dat is onbekend.\n4. Wie betaalt?\n{label}Dat is de gemeente.\n"
    )
    assert list(found) == ["1", "2", "3", "4"]
    assert "• 4 Februari: oplevering" in found["2"].answer
    assert found["3"].question == BRIDGE


def test_a_label_within_a_line_begins_no_answer_where_others_begin_on_their_own():
    said = "Uit het verslag: «Is de brug veilig? Antwoord: ja, zij is veilig.» Daar blijf ik bij."
    asked = "Herinnert u zich de eerdere vragen? Antwoord 3 Aanhangsel 12 zegt iets. Klopt dat?"
    found, _ = pairs(
        f"Vraag 1\n{asked}\nAntwoord 1\nJa.\nVraag 2\n{TOLL}\nAntwoord 2\n{said}\n"
        f"Vraag 3\n{BRIDGE}\nAntwoord 3\nOud.\n"
    )
    assert [(pair.question, pair.answer) for pair in found.values()] == [
        (asked, "Ja."),
        (TOLL, said),
        (BRIDGE, "Oud."),
    ]


@pytest.mark.parametrize("marks", ["«»", "“”", "„”", "„“", "‘’", "''", '""'])
def test_a_label_within_a_quotation_begins_no_answer(marks):
    said = (
        f"Uit foto's van Hans' verslag: {marks[0]}Is het goed? Antwoord: ja.{marks[1]} Zo is het."
    )
    text = f"Vraag 1 {TOLL} Antwoord: {said}\nVraag 2 {BRIDGE} Antwoord: Oud.\n"
    found, _ = pairs(text)
    assert [pair.answer for pair in found.values()] == [said, "Oud."]
    asked = f"Klopt {marks[0]}Is het goed? Antwoord: ja.{marks[1]} uit Hans' verslag?"
    found, _ = pairs(f"Vraag 1 {asked} Antwoord: Ja.\nVraag 2 {BRIDGE} Antwoord: Oud.\n")
    assert [(pair.question, pair.answer) for pair in found.values()] == [
        (asked, "Ja."),
        (BRIDGE, "Oud."),
    ]


@pytest.mark.parametrize(
    "said", ["foto's uit de jaren '70", "Hans' brug", '6" breed', "“Ja” en ‘nee’"]
)
def test_a_label_behind_an_apostrophe_or_a_whole_quotation_begins_the_answer(said):
    found, parsed = pairs(
        f"Vraag 1 Kent u {said}? Antwoord: Ja, {said}.\nVraag 2 {BRIDGE} Antwoord: Oud.\n"
    )
    assert [pair.answer for pair in found.values()] == [f"Ja, {said}.", "Oud."]
    assert parsed.gaps == parsed.unassigned == ()


LABELS = {
    "headings": ("Vraag\n", "Antwoord\n"),
    "colons": ("Vraag: ", "Antwoord: "),
    "letters": ("V: ", "A: "),
    "bold": ("**Vraag:** ", "**Antwoord**\n"),
}


@pytest.mark.parametrize(("asks", "answers"), LABELS.values(), ids=LABELS)
def test_labels_without_numbers_are_counted(asks, answers):
    found, parsed = pairs(
        f"{asks}{TOLL}\n{answers}Zie artikel 3.\n\n{asks}{BRIDGE}\n{answers}Oud.\n"
    )
    asked = [(pair.question, pair.answer) for pair in found.values()]
    assert asked == [(TOLL, "Zie artikel 3."), (BRIDGE, "Oud.")]
    assert list(found) == ["1", "2"]
    assert parsed.gaps == parsed.unassigned == ()


@pytest.mark.parametrize("number", ["{}\n", "{}.\n", "{}\n\n"])
def test_a_number_above_such_labels_is_the_questions(number):
    one, two = number.format(1), number.format(2)
    found, parsed = pairs(
        f"{one}Vraag\n{TOLL}\nAntwoord\nTwee euro.\n\n{two}Vraag\n{BRIDGE}\nAntwoord\nOud.\n"
    )
    assert [pair.answer for pair in found.values()] == ["Twee euro.", "Oud."]
    assert [pair.introduction for pair in found.values()] == ["", ""]
    assert parsed.layout == "nummer-antwoord"


def test_labels_that_an_answer_quotes_take_no_numbered_question_away():
    quoted = "Eerder:\nVraag: Hoe lang?\nAntwoord: Een jaar.\nVraag: Hoe breed?\nAntwoord: Smal."
    found, _ = pairs(f"1. {TOLL}\nAntwoord:\n{quoted}\n2. {BRIDGE}\nAntwoord:\nOud.\n")
    assert [pair.question for pair in found.values()] == [TOLL, BRIDGE]
    assert found["1"].answer.split() == quoted.split()


def test_a_long_run_of_blanks_costs_no_time():
    began = time.process_time()
    pairs(f"Vraag 1{' ' * 20_000}x\nAntwoord 1\nJa.\nVraag 2\n{BRIDGE}\nAntwoord 2\nOud.\n")
    assert time.process_time() - began < 2


def test_a_letter_with_a_numbered_list_is_a_letter():
    _, parsed = pairs("Geachte voorzitter,\n\n1. De brug is oud.\n2. De sluis is nieuw.\n\nGroet\n")
    assert parsed.document.kind is Kind.LETTER
    assert parsed.pairs == ()


def test_questions_that_lost_their_numbers_are_reported_not_guessed():
    _, parsed = pairs("(ingezonden 3 mei 2031)\nVragen van het lid Brugman over tol.\n\nWaarom?\n")
    assert parsed.pairs == ()
    assert [gap.number for gap in parsed.gaps] == [""]


@pytest.mark.parametrize(
    ("body", "question"),
    [
        ("De tol steeg. Waarom? Zo ja, hoe? Dat is zo.", "De tol steeg. Waarom? Zo ja, hoe?"),
        ("Kunt u dit? Graag een overzicht. Nee.", "Kunt u dit? Graag een overzicht."),
        ("Is de brug veilig? Ja. Waarom twijfelen? Omdat het moet.", "Is de brug veilig?"),
        (
            "Wat is beter? De brug is oud. De sluis is nieuw. Het dorp groeit snel. "
            "Wie kiest? Gaat het goed? Dat is de vraag voor later.",
            "Wat is beter?",
        ),
    ],
)  # fmt: skip
def test_where_an_unmarked_answer_begins(body, question):
    found, _ = pairs(f"Vraag 1\n{body}\n\nVraag 2\n{BRIDGE}\nOud.\n")
    assert found["1"].question == question


def test_a_question_that_lost_its_question_mark():
    body = (
        "Kan u toelichten welke tol wenselijk is De vraag die u ons stelt is breed. Wij weten het."
    )
    found, _ = pairs(f"Vraag 1\n{body}\n\nVraag 2\n{BRIDGE}\nOud.\n")
    assert found["1"].question == "Kan u toelichten welke tol wenselijk is"


def test_a_pointer_on_the_line_of_the_question_belongs_to_it():
    found, _ = pairs(f"Vraag 1\n{TOLL} Zie vraag 2\n\nTwee euro.\n\nVraag 2\n{BRIDGE}\nOud.\n")
    assert (found["1"].question, found["1"].answer) == (f"{TOLL} Zie vraag 2", "Twee euro.")
    found, _ = pairs(f"Vraag 1\n{TOLL}\n\nZie vraag 2\n\nVraag 2\n{BRIDGE}\nOud.\n")
    assert (found["1"].question, found["1"].answer) == (TOLL, "Zie vraag 2")


def test_a_postponement_without_questions_is_whole_and_knows_who_postponed():
    parsed = parse(
        source(
            "AH 600\n2031Z00017\nMededeling van minister Sluis (Bruggen) (ontvangen 9 mei 2031)\n\n"
            "De vragen van het lid Brugman (2031Z00017) kunnen niet binnen de gebruikelijke "
            "termijn worden beantwoord. Waarom? Zie de brief (36 471-64).\n"
        )
    )
    assert parsed.document.kind is Kind.POSTPONEMENT
    assert (parsed.pairs, parsed.gaps, parsed.unassigned) == ((), (), ())
    assert parsed.confidence == 1
    assert parsed.document.minister == "Sluis"
    assert parsed.document.zaken == ("2031Z00017",)
    assert [reference.document for reference in parsed.document.references] == ["kst-36471-64"]


def test_of_questions_without_numbers_only_the_questions_are_unassigned():
    head = "2031Z00017\n(ingezonden 3 mei 2031)\n\nVragen van het lid Brugman (XYZ) over tol.\n\n"
    _, parsed = pairs(f"{head}{TOLL}\n\n{BRIDGE}\n")
    assert [span.of(parsed.source.text) for span in parsed.unassigned] == [TOLL, BRIDGE]
    assert [gap.number for gap in parsed.gaps] == [""]
    _, oral = pairs(head)
    assert oral.unassigned == oral.gaps == ()


def test_brackets_behind_a_question_belong_to_it():
    found, _ = pairs(
        "Vraag 1 Wat kost de tol? (rapport) De tol kost twee euro. Vraag 2 Waarom? (pagina 3) "
        "De brug is oud."
    )
    assert [(pair.question, pair.answer) for pair in found.values()] == [
        ("Wat kost de tol? (rapport)", "De tol kost twee euro."),
        ("Waarom? (pagina 3)", "De brug is oud."),
    ]


def test_brackets_that_a_line_ends_in_belong_to_the_question_too():
    found, _ = pairs(
        f"Vraag 1\n Waarom kost de tol zo veel, en wie heeft dat bepaald? (bladzijde\n 20)\n"
        f" De tol kost twee euro.\n\nVraag 2\n{BRIDGE}\nOud.\n"
    )
    assert found["1"].question.endswith("bepaald? (bladzijde 20)")
    assert found["1"].answer == "De tol kost twee euro."


def test_a_question_in_brackets_within_an_answer_does_not_end_the_question():
    found, _ = pairs(
        f"Vraag 1 {TOLL} De beheerder stelt regels (wie mag erover en wanneer?). Die regels gelden "
        f"nu. Ze zijn streng. Vraag 2 {BRIDGE} Oud."
    )
    assert found["1"].question == TOLL
    assert found["1"].answer.startswith("De beheerder stelt regels (wie mag erover")


def test_what_a_question_adds_without_asking_belongs_to_it():
    found, _ = pairs(
        f"Vraag 1\n{TOLL} Dit ook in samenhang met de conclusie dat de brug oud is.\n\n"
        f"De tol kost twee euro.\n\nVraag 2\n{BRIDGE}\n\nOud.\n"
    )
    assert found["1"].answer == "De tol kost twee euro."
