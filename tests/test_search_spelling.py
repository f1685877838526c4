"""The spellings, compounds, abbreviations and names that readers type, on the sample itself.

Each question must find a pair that holds the thing meant, among the first three, by the search
as it ships; `within` says where the thing stands, whatever its spelling there.
"""

import re

import pytest

from index.lexical import Entry, Lexical, write_lexical
from index.search import Searcher

MEANT = {
    "spelling of a name": [
        ("Wat weten we van premier Kazimi?", r"Kadhimi"),
        ("Kazimi", r"Kadhimi"),
        ("Al Asad", r"[Aa]l Assad"),
        ("Is de basis Al-Asad nog veilig?", r"[Aa]l Assad"),
        ("Hoe gaat het met de jezidi’s?", r"Yezidi"),
        ("jezidi", r"Yezidi"),
    ],
    "compound": [
        ("helikopters personeel", r"helikopterdetachement|[Hh]elikopter|Chinook"),
        ("detachement met helikopters", r"helikopterdetachement"),
        ("munitietekort", r"munitie"),
        ("munitie", r"munitie"),
        ("voorraad munitie", r"munitievoorraad"),
    ],
    "abbreviation": [
        ("NAVO-missie in Irak", r"NMI|NAVO-missie"),
        ("Wat doet de Target Support Cell?", r"TSC|Target Support"),
        ("TSC", r"TSC|Target Support"),
        ("Funding Facility for Stabilization", r"FFS|Facility for Stabili[sz]ation"),
    ],
    "typing error": [
        ("amerikanse troepen", r"Amerikaanse"),
        ("demonstaranten gedoodt", r"demonstranten"),
        ("geweldsinstrucktie", r"geweldsinstructie"),
    ],
    "number and name": [
        ("F16", r"F-?16"),
        ("F-16’s", r"F-?16"),
        ("premier al Kadhimi", r"Kadhimi"),
        ("minister van den Blok", r"Blok|[Mm]inister"),
    ],
}


@pytest.fixture(scope="module")
def searcher(store):
    with Searcher.open(store) as opened:
        yield opened


@pytest.mark.parametrize(
    ("query", "within"), [case for cases in MEANT.values() for case in cases], ids=str
)
def test_what_is_meant_is_found_however_it_is_written(searcher, query, within):
    first = searcher.search(query, k=3)
    assert any(re.search(within, f"{hit.pair.question} {hit.pair.answer}") for hit in first)


@pytest.mark.parametrize(
    ("query", "pair"),
    [
        ("27 925 nr. 748 vraag 12", "kst-27925-748#12"),
        ("vraag 12 van 27925-748", "kst-27925-748#12"),
        ("27.925, nr. 748, vraag 12", "kst-27925-748#12"),
        ("kst-27925-748#12", "kst-27925-748#12"),
    ],
)
def test_a_place_that_is_named_is_gone_to(searcher, query, pair):
    assert searcher.search(query, k=1)[0].pair.id == pair


@pytest.mark.parametrize(
    ("query", "best"),
    [
        ("van der Lee", 0),
        ("Kamerlid Vd Lee", 0),
        ("VAN NISPEN", 1),
        ("lid v. Nispen", 1),
        ("De Vries", 2),
    ],
)
def test_a_name_is_found_with_and_without_its_prefix(tmp_path, query, best):
    """The sample names no member of parliament in its pairs, so these are made up."""
    asked = ("Van der Lee", "Van Nispen", "De Vries", "Jansen")
    texts = [f"Wat antwoordt u het lid {name} over de haven?" for name in asked]
    write_lexical(tmp_path / "l", [Entry(text, "Niets.", "") for text in texts])
    scores = Lexical(tmp_path / "l").scores(query)
    assert scores.argmax() == best
    assert (scores > scores[best] - 1e-6).sum() == 1
