"""Who, when and which number, from headings."""

from datetime import date

import pytest

from qa.identity import identity, slug
from qa.metadata import describe
from qa.model import Kind
from tests.parse_files import source

HEADING = (
    "Vragen van de leden Brugman (XYZ), Dijk en Van der Sluis (beiden Partij van het Water) aan\n"
    "de Minister van Bruggen over de tol (ingezonden 3 mei 2031).\n"
    "Antwoord van Minister Hoekzema (Bruggen en Sluizen) en van Staatssecretaris De Wit (Water),\n"
    "mede namens de Minister van Landbouw, Natuur en Vis (ontvangen 9 juni 2031). Zie ook\n"
    "Aanhangsel Handelingen, vergaderjaar 2030–2031, nr. 12."
)


def described(heading, text=None, **metadata):
    return describe(source(text or heading, **metadata), heading, Kind.ANSWERS)


def test_the_heading_of_an_aanhangsel():
    document = described(HEADING)
    assert document.asker == "Brugman, Dijk, Van der Sluis"
    assert document.parties == ("XYZ", "Partij van het Water")
    assert document.minister == "Hoekzema, De Wit"
    assert document.ministry == "Bruggen en Sluizen; Water"
    assert document.on_behalf_of == "de Minister van Landbouw, Natuur en Vis"
    assert (document.asked, document.received) == (date(2031, 5, 3), date(2031, 6, 9))
    assert document.see_also.endswith("nr. 12.")
    assert document.title.endswith("aan de Minister van Bruggen over de tol")


def test_a_ministrys_letter():
    document = described(
        "Datum | 7 november 2030\nOnderwerp | Beantwoording Kamervragen over de tol\n\n"
        "In antwoord op uw brief van 10 oktober 2030, nr. 2030Z16994, deel ik u mede dat de vragen "
        "van het lid Brugman (XYZ) over de tol worden beantwoord.\n\n"
        "De Minister van Bruggen,\n\n\nA.B. Sluis\n"
    )
    assert document.id == "2030Z16994"
    assert document.minister == "A.B. Sluis"
    assert document.ministry == "Bruggen"
    assert document.title == "Beantwoording Kamervragen over de tol"
    assert (document.asked, document.received) == (date(2030, 10, 10), date(2030, 11, 7))


def test_official_properties_win():
    document = described(HEADING, title="De tol", received="2031-06-10", parties="XYZ")
    assert document.title == "De tol"
    assert document.received == date(2031, 6, 10)
    assert document.parties == ("XYZ",)


@pytest.mark.parametrize(
    ("kind", "id_"),
    [
        (Kind.ANSWERS, "2030Z16994"),
        (Kind.POSTPONEMENT, "2030Z16994-uitstel"),
        (Kind.QUESTIONS, "2030Z16994-vragen"),
    ],
)
def test_the_papers_of_one_case_do_not_share_an_id(kind, id_):
    heading = "2030Z16994\nVragen van het lid Brugman (XYZ) over de tol"
    assert describe(source(heading), heading, kind).id == id_


def test_an_impossible_date_is_unknown():
    assert described("(ingezonden 31 februari 2031)").asked is None


@pytest.mark.parametrize(
    ("text", "id_", "citation"),
    [
        (
            "ah-tk-20232024-2367\n",
            "ah-tk-20232024-2367",
            "Aanhangsel Handelingen II 2023/24, nr. 2367",
        ),
        ("kv-tk-2024Z18775\n", "kv-tk-2024Z18775", ""),
        (
            "Tweede Kamer, vergaderjaar 2020–2021, 36 600 VII, nr. 4 12\n",
            "kst-36600-VII-4",
            "Kamerstukken II 2020/21, 36 600 VII, nr. 4",
        ),
        ("Zie Kamerstuk 27 925, nr. 722.\n", "brief", ""),
    ],
)  # fmt: skip
def test_numbers_are_taken_only_where_they_are_the_documents_own(text, id_, citation):
    found = identity("brief.txt", text, text)
    assert (found.id, found.citation) == (id_, citation)
    assert bool(found.url) == (id_ != "brief")


@pytest.mark.parametrize(
    ("name", "id_"),
    [("Brief (1).docx", "Brief-1"), ("vraag.pdf.txt", "vraag"), ("???.txt", "document")],
)
def test_slugs_hold_safe_characters_only(name, id_):
    assert slug(name) == id_
