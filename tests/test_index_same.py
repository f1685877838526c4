"""Pairs that ask the same in several documents: newest first, each pointing to the other."""

from datetime import date

import pytest

from index.build import build
from index.same import Dated, groups, pointers
from index.search import Searcher
from qa.model import Filters
from tests.index_helpers import HashingEncoder, parsed

OLD = "Hoeveel Nederlandse militairen verblijven er momenteel in Irak?"
NEW = "Hoeveel Nederlandse militairen in Irak verblijven daar momenteel?"
OTHER = "Hoeveel Nederlandse militairen verblijven er momenteel in Mali?"
FILLING = [(f"Wat kost onderdeel {n}?", f"Onderdeel {n} kost {n} euro.") for n in range(40)]


def dated(document, question, day):
    return Dated(parsed(document, (question, "Antwoord.")).pairs[0], day)


def test_the_same_words_in_another_form_and_order_ask_the_same():
    found = [dated("a", OLD, "2019-01-01"), dated("b", OTHER, "2020-01-01")]
    assert groups(found) == []
    found.append(dated("c", NEW, "2021-01-01"))
    assert groups(found) == [[2, 0]]
    points = pointers(found, [2, 0])
    assert (points["a#1"].later, points["a#1"].earlier) == ("c#1", ())
    assert (points["c#1"].later, points["c#1"].earlier) == ("", ("a#1",))


@pytest.mark.parametrize(
    "question",
    ["Kunt u deze vragen afzonderlijk van elkaar beantwoorden?", "Klopt dit bericht?", "De het?"],
)
def test_a_question_that_leans_on_its_set_is_the_same_as_no_other(question):
    assert groups([dated("a", question, "2019-01-01"), dated("b", question, "2020-01-01")]) == []


def test_another_number_is_another_question():
    texts = [f"Hoeveel euro kreeg de universiteit Leiden in {year}?" for year in (2019, 2020)]
    assert groups([dated("a", texts[0], "2020-01-01"), dated("b", texts[1], "2021-01-01")]) == []


def test_one_document_or_no_date_makes_no_group():
    assert groups([dated("a", OLD, "2020-01-01"), dated("a", OLD, "2020-01-01")]) == []
    assert groups([dated("a", OLD, ""), dated("b", OLD, "2020-01-01")]) == []


def test_of_three_answers_each_points_to_the_newest_and_to_the_older_ones():
    days = ("2019-01-01", "2021-01-01", "2020-01-01")
    found = [dated(name, OLD, day) for name, day in zip("abc", days, strict=True)]
    assert groups(found) == [[1, 2, 0]]
    points = pointers(found, [1, 2, 0])
    assert points["b#1"].earlier == ("c#1", "a#1")
    assert (points["c#1"].later, points["c#1"].earlier) == ("b#1", ("a#1",))


@pytest.fixture(scope="module")
def searcher(tmp_path_factory):
    store = tmp_path_factory.mktemp("same") / "store"
    documents = [
        parsed("a-oud", (OLD, "Er zijn er 300."), received=date(2019, 3, 1)),
        parsed("b-nieuw", (NEW, "Er zijn er 120."), received=date(2021, 3, 1)),
        parsed("c-mali", (OTHER, "Er zijn er 5."), received=date(2022, 3, 1)),
        parsed("d-rest", *FILLING, received=date(2018, 1, 1)),
    ]
    build(store, documents, encoder=HashingEncoder())
    with Searcher.open(store, encoder=HashingEncoder()) as opened:
        yield opened


@pytest.mark.parametrize("query", [OLD, NEW, "militairen in Irak"])
def test_the_newest_answer_comes_first_and_both_are_shown(searcher, query):
    first, second, *rest = searcher.search(query, k=5)
    assert (first.pair.id, second.pair.id) == ("b-nieuw#1", "a-oud#1")
    assert (first.later, first.earlier) == ("", ("a-oud#1",))
    assert (second.later, second.earlier) == ("b-nieuw#1", ())
    assert first.score == second.score >= rest[0].score
    assert not any(hit.later or hit.earlier for hit in rest)


def test_another_subject_stays_where_it_is(searcher):
    assert searcher.search(OTHER, k=1)[0].pair.id == "c-mali#1"


def test_what_a_filter_leaves_out_is_not_pointed_to(searcher):
    (hit,) = searcher.search(OLD, filters=Filters(document="a-oud"))
    assert (hit.pair.id, hit.later, hit.earlier) == ("a-oud#1", "", ())
