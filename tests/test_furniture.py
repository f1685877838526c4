"""Page furniture: what is masked, and what only looks like it."""

import pytest

from qa.furniture import furniture


def left(text, *, flowing=False):
    for span in reversed(furniture(text, flowing=flowing)):
        text = text[: span.start] + text[span.end :]
    return " ".join(text.split())


@pytest.mark.parametrize(
    "line",
    [
        "ah-tk-20302031-12",
        "kv-tk-2031Z00017",
        "kst-99600-VII-12",
        "ISSN 0921 - 7398",
        "’s-Gravenhage 2031 Tweede Kamer, vergaderjaar 2030–2031, Aanhangsel 1",
        "Tweede Kamer, vergaderjaar 2030–2031, 99 600 VII, nr. 7 3",
        "Tweede Kamer, vergaderjaar 2030–2031, Vragen 2",
        "Tweede Kamer der Staten-Generaal2",
        "Vergaderjaar 2030–2031 Aanhangsel van de Handelingen",
        "Pagina 2 van 7",
        "Pagina 2/7",
        "Blad 2",
        "Eerste Kamer, vergaderjaar 2030–2031, 99 600, B 3",
        "Eerste Kamer der Staten-Generaal 1",
    ],
)
def test_a_line_of_furniture_is_found(line):
    assert left(f"De tol is hoog.\n{line}\nDe brug is oud.\n") == "De tol is hoog. De brug is oud."


def test_lines_that_count_the_pages_go_and_a_lone_one_stays():
    assert left("De tol is\n1 van 3\nhoog.\n  2 van 3\nOud.\n3 van 3\n") == "De tol is hoog. Oud."
    for kept in ("1 van 3", "1 van 3\nOud.\n1 van 3", "1 van 3\nOud.\n2 van 4", "4 van 3\n5 van 3"):
        assert left(f"Dicht:\n{kept}\n") == " ".join(f"Dicht: {kept}".split())


def test_a_foot_glued_to_the_next_heading_leaves_the_heading():
    text = "De tol.\nTweede Kamer, vergaderjaar 2030–2031, Aanhangsel 1Antwoord 3\nDe brug.\n"
    assert left(text) == "De tol. Antwoord 3 De brug."


@pytest.mark.parametrize(
    "sentence",
    [
        "Zie Tweede Kamer, vergaderjaar 2030–2031, 99 600, nr. 7 voor de tol.",
        "Op ah-tk-20302031-12 is geantwoord.",
        "Pagina 2 van het rapport gaat over tol.",
        "De ISSN 0921 - 7398 is die van de Handelingen.",
    ],
)
def test_the_same_words_in_a_sentence_stay(sentence):
    assert left(f"De tol is hoog.\n{sentence}\n") == f"De tol is hoog. {sentence}"


def test_the_notice_that_questions_are_verbatim_goes_with_what_it_adds():
    notice = (
        "1 De vragen zijn hier exact weergegeven zoals ze zijn voorgelegd;  aan de formuleringen "
        "is niets veranderd. Wel zijn vragen 3 en 6 samengevoegd bij de  beantwoording."
    )
    assert left(f"De tol is hoog. {notice} De brug is oud.") == "De tol is hoog. De brug is oud."


def test_addresses_at_the_foot_go_but_the_one_that_is_announced_stays():
    link = "https://brug.example/tol"
    assert left(f"Zie de website:\n {link}\n\n   {link}\n", flowing=True) == (
        f"Zie de website: {link}"
    )
    assert left(f"Lees meer. Zie\n  {link}\n\nEn verder.", flowing=True) == (
        f"Lees meer. Zie {link} En verder."
    )
    assert left(f"Dat is zo.\n {link}\n {link}\nDe brug.", flowing=True) == "Dat is zo. De brug."
