import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.model import Note, Span
from qa.read.content import Content
from qa.read.repair import repair, repair_text


@pytest.mark.parametrize(
    ("stored", "mended"),
    [
        ("regel\r\neen\rtwee\u2028drie", "regel\neen\ntwee\ndrie"),
        ("27\u00a0925 en 3\u202f000", "27 925 en 3 000"),
        ("verlei\u00addelijk", "verleidelijk"),
        ("verlei\u00ad\ndelijk", "verlei-\ndelijk"),
        ("verlei\u00ad \r\ndelijk", "verlei- \ndelijk"),
        ("o\ufb03cieel \ufb01ets \u0133s", "officieel fiets ijs"),
        ("Yes\u00b8ilgöz", "Yeşilgöz"),
        ("S\u0327engalê", "S\u0327engalê"),
        ("Yes \u0327ilgöz", "Yeşilgöz"),
        ("Kostic \u00b4 (PvdD)", "Kostić (PvdD)"),
        ("de regio\u00b4s en foto\u00b4s", "de regio´s en foto´s"),
        ("\uf0b7 punt", "• punt"),
        ("a\u200bb\ufeffc\x07d", "abcd"),
        ("\x93aanhaling\x94", "“aanhaling”"),
        ("gewone tekst – «CAFÉ» € 5, à ©", "gewone tekst – «CAFÉ» € 5, à ©"),
    ],
)
def test_what_is_mended_and_what_is_not(stored, mended):
    assert repair_text(stored) == mended


@pytest.mark.parametrize("words", ["coöperatie – «één» ’t € 5", "ﬁnanciën “ja”", "Yeşilgöz"])
@pytest.mark.parametrize("wrong", ["latin-1", "cp1252"])
@pytest.mark.parametrize("times", [1, 2])
def test_utf_8_that_was_encoded_again(words, wrong, times):
    twice = words
    for _ in range(times):
        data = twice.encode()
        twice = "".join(_as(byte, wrong) for byte in data)
    assert repair_text(twice) == repair_text(words)


def _as(byte, encoding):
    try:
        return bytes([byte]).decode(encoding)
    except UnicodeDecodeError:
        return chr(byte)


def test_offsets_move_along():
    text = "o\ufb03cieel\r\nVraag\u00ad 1 Café\r\n\u200b1 no\u00adot\u00a0a"
    at = text.index
    content = Content(
        text,
        pages=(0, at("Vraag")),
        notes=(Note("1", "no\u00adot\u00a0a", (Span(at("no\u00adot"), len(text)),)),),
        marks=(Span(at(" 1") + 1, at(" 1") + 2), Span(at("\u200b"), at("\u200b") + 1)),
        furniture=(Span(0, at("\r")),),
        metadata={"title": "e \u0301e \u0301n"},
    )
    mended = repair(content)
    assert mended.text == "officieel\nVraag- 1 Café\n1 noot a"
    assert [mended.text[page:] for page in mended.pages][1].startswith("Vraag- 1")
    assert mended.notes[0].spans[0].of(mended.text) == mended.notes[0].text == "noot a"
    assert mended.metadata == {"title": "één"}
    assert [mark.of(mended.text) for mark in mended.marks] == ["1"]
    assert mended.furniture[0].of(mended.text) == "officieel"


@settings(deadline=None)
@given(
    st.text(
        st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="ÂÃÄÅÌâïð"), max_size=60
    )
)
def test_mending_twice_changes_nothing_more(text):
    once = repair_text(text)
    assert repair_text(once) == once


def test_a_span_that_ends_within_what_is_mended_keeps_the_letter():
    mended = repair(Content("cafe \u0301.", marks=(Span(0, 4),)))
    assert mended.marks[0].of(mended.text) == "café"


@settings(deadline=None)
@given(st.text(max_size=40), st.text(alphabet="abcÃ©\u00ad\r\n \u0301s¸", max_size=40))
def test_spans_stay_within_the_text(before, after):
    text = before + ".MIDDEN." + after
    span = Span(len(before) + 1, len(before) + 7)
    mended = repair(Content(text, (0, len(text)), marks=(span,)))
    assert mended.marks[0].of(mended.text) == "MIDDEN"
    assert mended.pages == (0, len(mended.text))


@settings(deadline=None)
@given(st.text(alphabet="abcdefgéëïöüçàèÉŞ«»“”’–€ 123.?\n", max_size=80))
def test_clean_dutch_text_is_left_alone(text):
    clean = unicodedata.normalize("NFC", text)
    assert repair_text(clean) == clean
