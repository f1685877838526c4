"""Masked text of the source's length, and passages that know where they come from."""

import pytest

from qa.clean import clean
from qa.hyphens import Joiner
from qa.model import Format, Span
from tests.parse_files import source


def test_a_clean_text_has_the_length_of_its_source():
    text = "Een\u00a0brug\t\u00abop\u00bb\fpalen\r\n"
    assert len(clean(source(text)).text) == len(text)


def test_a_masked_stretch_splits_the_spans_of_a_passage():
    text = "De tol is hoog\nvoet van de pagina\nen stijgt."
    cut = Span(text.index("voet"), text.index("\nen"))
    passage = clean(source(text)).mask([cut]).passage(0, len(text))
    assert passage.text == "De tol is hoog en stijgt."
    assert [span.of(text) for span in passage.spans] == ["De tol is hoog", "en stijgt."]


def test_every_character_of_a_passage_knows_its_source_offset():
    text = "Dit gaat over brug-\ngen en\nsluizen."
    passage = clean(source(text)).passage(0, len(text))
    assert passage.text == "Dit gaat over bruggen en sluizen."
    start = passage.text.index("bruggen")
    assert passage.source(start, start + 7).of(text) == "brug-\ngen"


def test_wide_gaps_of_a_text_on_one_line_become_breaks():
    text = "Eerste regel  tweede regel.    Nieuwe alinea. " + "woord " * 80
    passage = clean(source(text)).passage(0, 46)
    assert passage.text == "Eerste regel tweede regel.\nNieuwe alinea."


def test_in_word_files_each_line_is_a_paragraph():
    text = "eerste\ntweede"
    assert clean(source(text, kind=Format.DOCX)).passage(0, 13).text == "eerste\ntweede"
    assert clean(source(text)).passage(0, 13).text == "eerste tweede"


def test_a_blank_before_a_cut_mark_goes_with_it():
    text = "Kent u het bericht 1?"
    passage = clean(source(text)).mask([Span(19, 20)]).passage(0, len(text))
    assert passage.text == "Kent u het bericht?"


@pytest.mark.parametrize(
    ("left", "right", "joined"),
    [
        ("middel-", "lange termijn", "middellange"),
        ("anti-IS-", "bombardementen", "anti-IS-bombardementen"),
        ("A&A-", "teams", "A&A-teams"),
        ("Noordoost-", "Syrië", "Noordoost-Syrië"),
        ("F-", "16", "F-16"),
        ("raket-", "en mortieraanval", "raket- en"),
        ("het", "dorp", "het dorp"),
        ("voort\u00ad", "durend", "voortdurend"),
    ],
)
def test_how_lines_join(left, right, joined):
    keep, between = Joiner("").join(left, right)
    whole = (left if keep else left[:-1]) + between + right
    assert whole.startswith(joined)


def test_the_documents_own_spelling_decides_first():
    assert Joiner("een web-portaal").join("web-", "portaal") == (True, "")
    assert Joiner("een webportaal").join("web-", "portaal") == (False, "")
    assert Joiner("Turkse (lucht)aanvallen").join("(lucht)", "aanvallen") == (True, "")
