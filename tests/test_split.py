"""Pasted text is split where its numbers or question marks say, and no word is lost."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from qa.enumerated import split_numbered
from qa.model import Format, SourceText
from qa.split import split_free, split_heading


def source(text):
    return SourceText("", Format.TXT, hashlib.sha256(text.encode()).hexdigest(), text)


def test_each_question_mark_ends_a_question():
    _, found = split_free(source("Hoeveel militairen zijn er? Waar zijn zij gelegerd?"))
    assert found == ["Hoeveel militairen zijn er?", "Waar zijn zij gelegerd?"]


def test_what_asks_on_stays_with_its_question():
    text = "Klopt het bericht? Zo nee, waarom niet? Hoeveel kost de missie?"
    _, found = split_free(source(text))
    assert found == ["Klopt het bericht? Zo nee, waarom niet?", "Hoeveel kost de missie?"]


def test_statements_lead_up_to_the_question_behind_them():
    _, found = split_free(source("Wat kost dit? De NOS meldde een tekort. Klopt dat?"))
    assert found == ["Wat kost dit?", "De NOS meldde een tekort. Klopt dat?"]


def test_paragraphs_above_the_first_question_are_no_question():
    above, found = split_free(source("Inzet in Irak\n\nDe NOS meldde dit. Klopt het?\n\nBedankt."))
    assert above == "Inzet in Irak"
    assert found == ["De NOS meldde dit. Klopt het? Bedankt."]


def test_text_without_a_question_mark_is_one_question():
    assert split_free(source("Demonstranten gedood in Irak"))[1] == ["Demonstranten gedood in Irak"]


@given(st.lists(st.sampled_from(["Wat kost het?", "Zo ja, waarom?", "Dit is zo.", "\n\n"])))
def test_no_word_is_lost(parts):
    text = " ".join(parts)
    above, found = split_free(source(text))
    assert " ".join([above, *found]).split() == text.split()


def test_lines_that_count_up_part_a_numbered_text():
    above, found = split_numbered(
        "Titel\n\n1. Wat kost het\nin 2024?\n2) Wie betaalt?\nVraag 3: En?"
    )
    assert above.strip() == "Titel"
    assert found == [("1", "Wat kost het in 2024?"), ("2", "Wie betaalt?"), ("3", "En?")]


def test_a_number_asked_with_others_counts_for_them_too():
    _, found = split_numbered("1, 2 en 4. Wat?\n3. Wie?\n5 t/m 7. Waar?\n8. Hoe?\n8 en 9 zijn om.")
    assert found == [
        ("1, 2 en 4", "Wat?"), ("3", "Wie?"), ("5, 6 en 7", "Waar?"),
        ("8", "Hoe? 8 en 9 zijn om."),
    ]  # fmt: skip


def test_a_number_out_of_order_is_text():
    _, found = split_numbered("1. Wat gebeurde er in\n1945. Was dat zo?\n2. Wie?")
    assert found == [("1", "Wat gebeurde er in 1945. Was dat zo?"), ("2", "Wie?")]


def test_one_number_makes_no_list():
    assert split_numbered("1. Wat kost het?") == ("", [])


def test_the_heading_is_a_short_line_that_is_no_sentence():
    assert split_heading("Vragen over Irak\nNaar aanleiding van iets.") == (
        "Vragen over Irak",
        "Naar aanleiding van iets.",
    )
    assert split_heading("Naar aanleiding van iets.") == ("", "Naar aanleiding van iets.")
    assert split_heading(" \n") == ("", "")
