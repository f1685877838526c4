"""The collection on screen: coverage, lists, a document with its pairs marked."""

from dataclasses import replace

import pytest

from qa.collect import collect
from qa.model import Kind, Parsed
from qa.ui.library import Coverage, Library, coverage_of
from qa.ui.words import words
from tests.conftest import SAMPLE
from tests.fakes import ListRetriever

SAY = words("nl")


@pytest.fixture(scope="module")
def parsed():
    return [one for one in collect([SAMPLE]) if isinstance(one, Parsed)]


@pytest.fixture(scope="module")
def library(parsed):
    return Library(ListRetriever(parsed), SAY)


def test_coverage_is_counted(parsed):
    found = coverage_of(ListRetriever(parsed))
    assert (found.documents, found.pairs) == (5, 117)


def test_coverage_is_taken_from_a_status(parsed):
    class Known(ListRetriever):
        def status(self):
            return Coverage(7, 8, "2001-01-01", "2002-02-02", "encoder-x", "2026-11-21T09:30:00")

    html = Library(Known(parsed), SAY).coverage()
    for text in ("7 documenten, 8 vragen", "1 januari 2001", "encoder-x", "21 november 2026 09:30"):
        assert text in html


def test_a_collection_of_one_day_names_it_once(parsed):
    class Known(ListRetriever):
        def status(self):
            return Coverage(1, 8, "2001-01-01", "2001-01-01")

    assert Library(Known(parsed), SAY).coverage().count("1 januari 2001") == 1


def test_a_document_shows_its_text_with_every_pair_marked(library):
    html = library.page("kst-27925-748")
    assert html.count("<mark") > 60
    assert 'id="kv-here"' not in html
    assert "/?pair=kst-27925-748%2369" in html


def test_a_pair_has_neighbours(library):
    html = library.open("kst-27925-748#13")
    assert "/?pair=kst-27925-748%2312" in html
    assert "/?pair=kst-27925-748%2314" in html
    assert html.count('id="kv-here"') == 1


def test_the_first_pair_has_no_previous(library):
    html = library.open("kst-27925-748#1")
    assert SAY.previous not in html
    assert SAY.next in html


@pytest.mark.parametrize("pair_id", ["kst-1#1", "", "<b>", "kst-27925-748#999"])
def test_an_unknown_pair_is_told(library, pair_id):
    html = library.open(pair_id)
    assert "kv-trouble" in html
    assert "<b>" not in html


def test_a_letter_has_no_pairs_and_its_text(library, parsed):
    letter = next(one.document for one in parsed if one.document.kind is Kind.LETTER)
    html = library.page(letter.id)
    assert SAY.no_pairs in html
    assert "<mark" not in html
    assert "kv-source" in html


def test_the_same_question_elsewhere_is_shown(parsed):
    one = next(p for p in parsed if p.document.id == "kst-27925-748")
    later = replace(one.document, id="later", citation="Later antwoord")
    pairs = tuple(replace(p, id=f"later#{p.number}", document="later") for p in one.pairs)
    copy = replace(one, document=later, pairs=pairs)
    html = Library(ListRetriever([one, copy]), SAY).open("kst-27925-748#9")
    assert SAY.same_question in html
    assert "Later antwoord, vraag 9" in html


def test_a_link_opens_a_document(library):
    assert "kv-document" in library.open_document("kst-27925-748")
    assert "kv-trouble" in library.open_document("x")


def test_documents_are_listed_by_the_page_and_found_by_their_words(parsed):
    one = parsed[0]
    many = [
        replace(one, document=replace(one.document, id=f"d{at}", title=f"Brief {at}"), pairs=())
        for at in range(60)
    ]
    library = Library(ListRetriever(many), SAY)
    assert "1–25 van 60 documenten" in library.listing()
    assert "51–60 van 60 documenten" in library.listing("", 2)
    assert (library.more("", 1), library.more("", 2)) == (True, False)
    found = library.listing("brief 59")
    assert "1–1 van 1 documenten" in found
    assert "/?document=d59" in found
    assert SAY.not_listed in library.listing("x")
