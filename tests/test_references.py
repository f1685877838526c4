"""Pointers to questions and to other papers."""

import pytest

from qa.clean import clean
from qa.references import find_references
from tests.parse_files import source


def found(text):
    passage = clean(source(text)).passage(0, len(text))
    references = find_references(passage)
    assert all("".join(r.span.of(text).split()) == "".join(r.text.split()) for r in references)
    return [(r.kind.value, r.document, r.numbers) for r in references]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Zie het antwoord op vraag 13.", ("13",)),
        ("Zie antwoord 6.", ("6",)),
        ("Zie tevens de antwoorden op\nvragen 7 en 8.", ("7", "8")),
        ("Zie mijn antwoord op vraag 3, 8 en 9. Ik vind het goed.", ("3", "8", "9")),
        ("zie vraag en antwoord 14", ("14",)),
        ("zoals bij vraag 2 aangegeven", ("2",)),
        ("het antwoord op de vragen 2 t/m 4", ("2", "3", "4")),
    ],
)
def test_questions_of_the_same_document(text, numbers):
    assert found(text) == [("pair", "", numbers)]


@pytest.mark.parametrize(
    "text",
    [
        "verwijzen u naar het antwoord van de minister van OCW op vraag 13",
        "ons antwoord op vraag 1 van de Beantwoording vragen Tweede Kamer over 2013",
    ],
)
def test_questions_of_a_document_that_is_not_named_have_no_numbers(text):
    assert found(text) == [("pair", "", ())]


@pytest.mark.parametrize(
    ("text", "documents"),
    [
        ("(Kamerstuk 27 925, nr. 722)", ["kst-27925-722"]),
        ("Kamerstuk\n35 925 X, nr. 29", ["kst-35925-X-29"]),
        ("Kamerstuk 27 925, nrs. 506, 539 en 570", [f"kst-27925-{n}" for n in (506, 539, 570)]),
        ("Kamerstuk 21501-20-2128", ["kst-21501-20-2128"]),
        ("Tweede Kamer, vergaderjaar 2013-2014, 33 930 IX, nr. 1", ["kst-33930-IX-1"]),
        (
            "Aanhangsel Handelingen, vergaderjaar 2024–2025, nr. 528",
            ["ah-tk-20242025-528"],
        ),
        ("zie ah-tk-20202021–2345", ["ah-tk-20202021-2345"]),
        ("vraagnummer 2024Z 14247", ["2024Z14247"]),
    ],
)
def test_other_papers(text, documents):
    assert sorted(document for _, document, _ in found(text)) == sorted(documents)


@pytest.mark.parametrize("text", ["de vraag 20 miljoen te sparen", "vraag 2.500 euro", "in 2024"])
def test_amounts_are_no_pointers(text):
    assert found(text) == []
