"""Citations in the jurists' form, and none invented."""

from qa.citation import cite, deep_link, link
from qa.model import Document, Kind, Pair


def document(**fields):
    return Document(id="d", kind=Kind.ANSWERS, source="brief.txt", sha256="0", **fields)


def pair(*numbers):
    return Pair("d#1", "d", numbers[0], numbers, "Vraag?", "Ja.", (), ())


def test_a_pair_is_cited_by_document_and_number():
    official = document(citation="Kamerstukken II 2020/21, 27 925, nr. 748")
    assert cite(official, pair("13")) == "Kamerstukken II 2020/21, 27 925, nr. 748, vraag 13"
    assert cite(official) == "Kamerstukken II 2020/21, 27 925, nr. 748"


def test_a_joint_group_is_cited_by_all_its_numbers():
    assert cite(document(title="Antwoorden"), pair("7", "8", "10")) == (
        "Antwoorden, vragen 7, 8 en 10"
    )


def test_without_a_number_the_title_or_else_the_file_is_named():
    assert cite(document(title="Brief over Irak")) == "Brief over Irak"
    assert cite(document()) == "brief.txt"
    assert link(document()) == ""


def test_the_hash_of_a_pair_id_is_escaped_in_its_link():
    assert deep_link("kst-27925-748#13") == "/?pair=kst-27925-748%2313"
