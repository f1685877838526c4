import pytest

from index.abbreviations import Expander, introduced, mine
from index.analysis import analyse, fold, grams, stemmer_version, words
from index.compounds import Splitter, count_words


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("demonstranten", "demonstrant"),
        ("27 925", "27925"),
        ("27.925", "27925"),
        ("1.500.000 euro", "1500000 euro"),
        ("Coördinatie", "coordinatie"),
        ("F-16", "F16"),
        ("MH-17", "MH17"),
        ("de vragen van het lid Van der Lee", "vraag lid Lee"),
        ("What is the budget?", "budget"),
        ("Syrië", "Syrie"),
    ],
)
def test_forms_that_meet(text, same):
    assert set(analyse(same)) <= set(analyse(text))


def test_a_name_in_capitals_is_no_function_word():
    assert "is" in analyse("de strijd tegen IS")
    assert "is" not in analyse("wat is de stand")


def test_numbers_that_stand_beside_each_other_stay_apart():
    assert analyse("vraag 7, 8 en 9") == ["vraag", "7", "8", "9"]
    assert "20202021" not in analyse("2020 2021")


def test_hyphenated_words_give_their_parts():
    assert {"anti", "is", "bombardement"} <= set(analyse("anti-IS-bombardementen"))


def test_the_stemmer_is_the_pinned_release():
    assert stemmer_version() == "3.1.0"


def test_grams_mark_the_edges_of_a_word():
    assert grams("is") == ("_is", "is_", "_is_")
    assert grams("a") == ("_a_",)
    assert set(grams("bus")) == {"_bu", "bus", "us_", "_bus", "bus_", "_bus_"}


def test_folding_plain_letters_is_folding_letters():
    """The short way for plain text gives what the long one, taken for the accent, gives."""
    plain = "".join(map(chr, range(128)))
    assert fold(plain + "é") == fold(plain) + "e"


def test_folding_keeps_what_is_no_accent():
    assert fold("Ål ﬁets ß Œ") == "al fiets ß œ"


SPLITTER = Splitter(
    count_words(
        text.split()
        for text in (
            "helikopter helikopters detachement munitie tekort munitie tekorten",
            "bewapening bewind oorlog verleden slachtoffer burger burgers",
        )
    )
)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("helikopterdetachement", ("helikopter", "detachement")),
        ("munitietekort", ("munitie", "tekort")),
        ("oorlogsverleden", ("oorlog", "verleed")),
        ("burgerslachtoffer", ("burger", "slachtoffer")),
        ("detachement", ()),
        ("onbekend", ()),
        ("", ()),
    ],
)
def test_compounds_are_split_by_the_words_of_the_corpus(word, parts):
    assert SPLITTER.parts(word) == parts


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("de NAVO-missie in Irak (NMI) is", [("NMI", "NAVO-missie in Irak")]),
        ("de Target Support Cell (TSC), die", [("TSC", "Target Support Cell")]),
        (
            "Algemene Verordening Gegevensbescherming (AVG)",
            [("AVG", "Algemene Verordening Gegevensbescherming")],
        ),
        ("de minister (VVD) zei", []),
        ("in Irak (zie vraag 3)", []),
        ("Einde. Nieuwe zin (NZ)", [("NZ", "Nieuwe zin")]),
        ("(ABC)", []),
        ("", []),
    ],
)
def test_abbreviations_are_found_where_they_are_introduced(text, found):
    assert list(introduced(text)) == found


def test_an_abbreviation_brings_its_full_form_and_the_other_way_round():
    expander = Expander(mine(["de Target Support Cell (TSC)", "Target Support Cell (TSC)"]))

    def added(text):
        return expander.added(list(words(text)), analyse(text))

    assert added("wat doet de TSC") == ["target", "support", "cell"]
    assert added("wat doet de Target Support Cell") == ["tsc"]
    assert added("wat doet de cell") == []
