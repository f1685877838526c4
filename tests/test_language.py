"""The language of a question: only languages that we serve, always the same, never blocking."""

import pytest

from qa.language import LANGUAGES, detect


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Hoeveel demonstranten zijn er gedood in Irak?", "nl"),
        ("en België?", "nl"),
        ("How many protesters were killed in Iraq?", "en"),
        ("Wer bezahlt die Mission im Irak?", "de"),
        ("Combien de soldats néerlandais sont stationnés en Irak?", "fr"),
    ],
)
def test_the_languages_that_we_serve(text, language):
    assert detect(text) == language


@pytest.mark.parametrize("text", ["", "   ", "12345", "F-16 Irak", "munitie", "?!", "1 2 3 4"])
def test_what_says_too_little_counts_as_dutch(text):
    assert detect(text) == "nl"


@pytest.mark.parametrize("text", ["Сколько стоит эта миссия сегодня?", "a" * 100_000, "\x00 b c d"])
def test_odd_texts_get_a_served_language(text):
    assert detect(text) in LANGUAGES


def test_the_same_text_gives_the_same_language():
    text = "drones indirect vuur training"
    assert len({detect(text) for _ in range(20)}) == 1
