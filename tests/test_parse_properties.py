"""Laws that hold for every text: proved spans, determinism, nothing in two answers."""

import random

from hypothesis import example, given, settings
from hypothesis import strategies as st

from qa.explain import pieces
from qa.numbers import order
from qa.parse import parse
from qa.read import read
from qa.verify import prove, reproduces
from tests.parse_files import source

WORDS = st.sampled_from(
    [
        "Vraag 1", "Vraag 2, 3 en 4", "Vraag", "Antwoord", "Antwoord 1", "1", "2", "3", "1.", "2)",
        "Antwoord op vragen 2 t/m 4:", "\n", "\n\n", "  ", "    ", "Waarom?", "Nee.", "2030",
        "Hoe oud is de brug?", "Ja, zie het antwoord op vraag 1.", "De brug is oud.", "(pagina 3)",
        "mid-\ndellang", "Toelichting:", "Mededeling", "1NOS, 3 mei", "«brug»1", "2/4", "• punt",
        "Tweede Kamer, vergaderjaar 2030–2031, 99 600, nr. 7 3", "ah-tk-20302031-12", "\f",
        "Beantwoording vragen Tweede Kamer over bruggen en sluizen", "\u00ad", "\u00a0",
        "Kamerstuk 27 925, nrs. 1 en 2", "Vraag 1a", "Vraag 1, b", "2a.", "2b.", "a.", "b)",
        "Antwoord 2a", "De sluis bij Urk", "Heel de brug is van steen en staal gemaakt.",
    ]
)  # fmt: skip
TEXTS = st.lists(WORDS, max_size=60).map(" ".join) | st.lists(WORDS, max_size=60).map("\n".join)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
@example(
    "Antwoord Vraag 1 Waarom? Vraag 1 Vraag 1a Heel de brug is van steen en staal gemaakt. Vraag 1"
)
def test_laws_on_made_up_texts(text):
    _check(source(text))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=400))
def test_laws_on_any_text(text):
    _check(source(text))


def test_laws_on_damaged_samples(sample):
    draw = random.Random(7)
    for path in sorted(sample.glob("00[23]*.txt")):
        text = read(path).text
        for _ in range(4):
            start = draw.randrange(len(text) - 6000)
            _check(source(_damaged(text[start : start + 6000], draw)))


def _damaged(text, draw):
    letters = list(text)
    for _ in range(60):
        at = draw.randrange(len(letters))
        letters[at] = draw.choice(["", "\n", "?", "1", " ", "Vraag ", letters[at] * 2])
    return "".join(letters)


def _check(given_source):
    parsed = parse(given_source)
    assert parse(given_source) == parsed
    assert all(prove(pair, given_source.text) for pair in parsed.pairs)
    assert len({pair.id for pair in parsed.pairs}) == len(parsed.pairs)
    assert reproduces(
        parsed.document.introduction_spans, given_source.text, parsed.document.introduction
    )
    _no_character_in_two_answers(parsed)
    _no_introduction_in_a_text(parsed)
    _nothing_lost(parsed)


def _no_character_in_two_answers(parsed):
    owner = {}
    for pair in parsed.pairs:
        for span in pair.answer_spans:
            for at in range(span.start, span.end):
                assert owner.setdefault(at, pair.numbers) == pair.numbers


def _no_introduction_in_a_text(parsed):
    """But for a question that introduces its own parts: "1" stands whole above "1a"."""
    opening = _places(parsed.document.introduction_spans)
    above = [(pair.number, _places(pair.introduction_spans)) for pair in parsed.pairs]
    for pair in parsed.pairs:
        asked, said = _places(pair.question_spans), _places(pair.answer_spans)
        assert not opening & (asked | said)
        for number, lead in above:
            assert not lead & said
            assert not lead & asked or (asked <= lead and _is_part(number, pair.number))


def _is_part(number, whole):
    """Whether "1a" (or "1a.2", in a second list) is a part of question 1."""
    (of, letter), (asked, none) = order(number), order(whole)
    return of == asked and letter[:1].isalpha() and not none[:1].isalpha()


def _places(spans):
    return {at for span in spans for at in range(span.start, span.end)}


def _nothing_lost(parsed):
    """The pieces that `explain` shows hold every character that is no white space, once."""
    shown = "".join(piece.span.of(parsed.source.text) for piece in pieces(parsed))
    assert "".join(shown.split()) == "".join(parsed.source.text.split())
