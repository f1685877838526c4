from datetime import date

import pytest

from index.build import build
from index.search import Searcher
from qa.model import Filters, Kind
from tests.index_helpers import HashingEncoder, parsed

QUESTION = ("Hoeveel geld is er?", "Veel geld.")
DOCUMENTS = [
    parsed(
        "ah-tk-20232024-1",
        QUESTION,
        ministry="Financiën",
        asker="Van der Lee",
        parties=("GroenLinks-PvdA",),
        asked=date(2024, 6, 28),
        received=date(2024, 8, 29),
        vergaderjaar="2023–2024",
        zaken=("2024Z11859",),
    ),
    parsed(
        "kst-27925-748",
        QUESTION,
        minister="Minister Bijleveld (Defensie)",
        received=date(2020, 11, 2),
        vergaderjaar="2020-2021",
        dossier="27 925",
    ),
    parsed(
        "kv-tk-2024Z1",
        QUESTION,
        kind=Kind.QUESTIONS,
        asked=date(2024, 9, 1),
        parties=("VVD", "D66"),
    ),
    parsed("brief", QUESTION),
]


@pytest.fixture(scope="module")
def searcher(tmp_path_factory):
    store = tmp_path_factory.mktemp("filters") / "store"
    build(store, DOCUMENTS, encoder=HashingEncoder())
    with Searcher.open(store, encoder=HashingEncoder()) as opened:
        yield opened


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), "ah-tk-20232024-1 brief kst-27925-748 kv-tk-2024Z1"),
        (Filters(ministry="financien"), "ah-tk-20232024-1"),
        (Filters(ministry="DEFENSIE"), "kst-27925-748"),
        (Filters(member="lee"), "ah-tk-20232024-1"),
        (Filters(party="groenlinks"), "ah-tk-20232024-1"),
        (Filters(party="d66"), "kv-tk-2024Z1"),
        (Filters(after=date(2024, 8, 29)), "ah-tk-20232024-1 kv-tk-2024Z1"),
        (Filters(after=date(2024, 8, 30)), "kv-tk-2024Z1"),
        (Filters(before=date(2020, 11, 2)), "kst-27925-748"),
        (Filters(before=date(2020, 11, 1)), ""),
        (Filters(after=date(2020, 1, 1), before=date(2021, 1, 1)), "kst-27925-748"),
        (Filters(vergaderjaar="2020/21"), "kst-27925-748"),
        (Filters(vergaderjaar="2023-2024"), "ah-tk-20232024-1"),
        (Filters(dossier="27925"), "kst-27925-748"),
        (Filters(dossier="27 925"), "kst-27925-748"),
        (Filters(kind=Kind.QUESTIONS), "kv-tk-2024Z1"),
        (Filters(document="KST-27925-748"), "kst-27925-748"),
        (Filters(document="kst-27925-7"), ""),
        (Filters(ministry="financien", party="d66"), ""),
        (Filters(ministry="%' OR 1=1 --"), ""),
    ],
)
def test_only_documents_that_pass_are_found(searcher, filters, expected):
    hits = searcher.search("hoeveel geld", filters=filters)
    assert sorted(hit.document.id for hit in hits) == expected.split()


def test_a_filtered_search_still_returns_k(tmp_path):
    many = parsed("veel", *[(f"Hoeveel geld kost nummer {n}?", "Geld.") for n in range(40)])
    rare = parsed(
        "ander", *[(f"Iets over vogels {n}?", "Vogels.") for n in range(5)], ministry="LNV"
    )
    build(tmp_path / "s", [many, rare], encoder=HashingEncoder())
    with Searcher.open(tmp_path / "s", encoder=HashingEncoder()) as searcher:
        hits = searcher.search("Hoeveel geld kost het?", k=5, filters=Filters(ministry="lnv"))
    assert [hit.document.id for hit in hits] == ["ander"] * 5
    assert [hit.rank for hit in hits] == [1, 2, 3, 4, 5]


def test_a_case_finds_its_document(searcher):
    assert searcher.search("2024Z11859 vraag 1", k=1)[0].pair.id == "ah-tk-20232024-1#1"
