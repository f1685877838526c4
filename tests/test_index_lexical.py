import math
import shutil
from collections import Counter

import numpy as np
import pytest

from index.analysis import analyse, grams
from index.lexical import Entry, Lexical, write_lexical

ENTRIES = [
    Entry("Hoeveel helikopters zijn er?", "Het helikopterdetachement telt vier toestellen.", ""),
    Entry("Wie betaalt de munitie?", "Het munitietekort kost geld en tijd.", "Defensie"),
    Entry("Wat is het tekort aan detachementen?", "Dat is er niet.", "Defensie"),
    Entry("Hoe heet premier Kadhimi?", "Mustafa al-Kadhimi leidt de regering in Irak.", ""),
    Entry("Wat doet de NAVO-missie in Irak (NMI)?", "Adviseren en trainen.", ""),
    Entry("Waar blijft het geld?", "In de regio, zoals altijd bij zulke missies.", ""),
]


@pytest.fixture(scope="module")
def lexical(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lexical") / "lexical"
    write_lexical(folder, ENTRIES)
    return Lexical(folder)


def bm25(frequency, found, length, average, texts=3):
    """One term's score in one field, as Robertson & Zaragoza define it, k1 = 1.2, b = 0.75."""
    rarity = math.log(1 + (texts - found + 0.5) / (found + 0.5))
    return rarity * frequency * 2.2 / (frequency + 1.2 * (0.25 + 0.75 * length / average))


def test_scores_are_bm25_computed_by_hand(tmp_path):
    texts = ["geld geld tijd", "geld wolk vrees lucht", "water"]
    write_lexical(tmp_path / "l", [Entry("", text, "") for text in texts])
    scores = Lexical(tmp_path / "l").scores("tijd geld")

    def terms(at):
        bags = [Counter(text.split()) for text in texts]
        return _sum(bags, at, ["tijd", "geld"])

    def pieces(at):
        bags = [Counter(g for word in text.split() for g in grams(word)) for text in texts]
        return _sum(bags, at, dict.fromkeys([*grams("tijd"), *grams("geld")]))

    expected = [2.0 * terms(at) + 1.0 * pieces(at) for at in range(3)]
    np.testing.assert_allclose(scores, expected, rtol=1e-5)


def _sum(bags, at, wanted):
    lengths = [bag.total() for bag in bags]
    average = sum(lengths) / len(lengths)
    return sum(
        bm25(bags[at][term], sum(term in bag for bag in bags), lengths[at], average)
        for term in wanted
    )


@pytest.mark.parametrize(
    ("query", "best"),
    [
        ("helikopter", 0),
        ("munitie", 1),
        ("detachement", 2),
        ("NMI", 4),
        ("NAVO-missie in Irak", 4),
    ],
)
def test_terms_find(lexical, query, best):
    assert lexical.scores(query).argmax() == best


def test_half_a_compound_finds_the_whole(lexical):
    assert lexical.scores("detachementen")[0] > 0
    assert lexical.scores("tekort")[1] > 0


def test_the_title_finds_its_pairs(tmp_path):
    entries = [Entry("Wie betaalt?", "Niemand.", title) for title in ("", "Defensie", "Zorg")]
    write_lexical(tmp_path / "l", entries)
    scores = Lexical(tmp_path / "l").scores("defensie")
    assert scores[1] > scores[0] == scores[2] == 0


@pytest.mark.parametrize(("query", "best"), [("Kazimi", 3), ("helicopters", 0), ("muntie", 1)])
def test_grams_find_variants_and_typing_errors(lexical, query, best):
    assert lexical.scores(query).argmax() == best


def test_an_abbreviation_reaches_a_text_that_only_has_the_full_form(tmp_path):
    entries = [
        Entry("", "De Target Support Cell (TSC) is klein.", ""),
        Entry("", "In de target support cell werkt een officier.", ""),
        Entry("", "Iets anders.", ""),
    ]
    write_lexical(tmp_path / "l", entries)
    scores = Lexical(tmp_path / "l").scores("TSC")
    assert scores[0] > scores[1] > scores[2] == 0


def test_a_word_typed_twice_is_asked_once(lexical):
    np.testing.assert_array_equal(lexical.scores("munitie munitie"), lexical.scores("munitie"))


@pytest.mark.parametrize("query", ["", "?!", "de het een", 'AND OR (" + -', "😀"])
def test_odd_queries_score_nothing_or_something_but_never_fail(lexical, query):
    assert len(lexical.scores(query)) == len(ENTRIES)


def test_rare_terms_weigh_more(lexical):
    assert lexical.inverse_frequency("premier") > lexical.inverse_frequency("geld") > 0


def test_two_builds_give_the_same_scores(lexical, tmp_path):
    write_lexical(tmp_path / "again", ENTRIES)
    again = Lexical(tmp_path / "again")
    for query in ("helikopters in Irak", "geld voor munitie"):
        np.testing.assert_array_equal(again.scores(query), lexical.scores(query))


def test_no_entries(tmp_path):
    write_lexical(tmp_path / "l", [])
    assert len(Lexical(tmp_path / "l").scores("iets")) == 0


def test_a_folder_without_an_index_is_an_error_that_is_caught(tmp_path):
    write_lexical(tmp_path / "l", ENTRIES)
    for file in (tmp_path / "l").glob("meta.json"):
        file.unlink()
    with pytest.raises((OSError, ValueError)):
        Lexical(tmp_path / "l")
    shutil.rmtree(tmp_path / "l")
    with pytest.raises(OSError):
        Lexical(tmp_path / "l")


def test_analyse_is_offered_here():
    assert analyse("Vragen") == ["vraag"]
