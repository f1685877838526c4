"""The two answer documents and three letters that the product was commissioned on."""

import pytest

from qa.model import Kind
from qa.parse import parse
from qa.read import read
from qa.verify import prove


@pytest.fixture(scope="module")
def parsed(sample):
    return {path.name[:3]: parse(read(path)) for path in sorted(sample.glob("*.txt"))}


@pytest.mark.parametrize(("name", "count"), [("002", 69), ("003", 48)])
def test_every_numbered_question_is_a_pair(parsed, name, count):
    document = parsed[name]
    assert [pair.number for pair in document.pairs] == [str(n) for n in range(1, count + 1)]
    assert document.gaps == ()
    assert document.unassigned == ()
    assert document.document.kind is Kind.ANSWERS


@pytest.mark.parametrize("name", ["002", "003"])
def test_every_pair_is_proved_by_its_spans(parsed, name):
    document = parsed[name]
    assert all(prove(pair, document.source.text) for pair in document.pairs)


@pytest.mark.parametrize("name", ["000", "001", "004"])
def test_letters_yield_no_pair(parsed, name):
    assert parsed[name].document.kind is Kind.LETTER
    assert parsed[name].pairs == parsed[name].gaps == ()


def _pair(parsed, name, number):
    return next(pair for pair in parsed[name].pairs if pair.number == number)


def test_short_and_long_answers(parsed):
    assert _pair(parsed, "002", "17").answer == "Nee."
    assert _pair(parsed, "002", "69").answer == "Ja."
    assert "487 demonstranten" in _pair(parsed, "002", "9").answer


def test_a_question_of_several_sentences_and_question_marks(parsed):
    question = _pair(parsed, "002", "28").question
    assert question.startswith("Aangezien er gesproken wordt")
    assert question.endswith("Spreekt Nederland de Iraakse regering hier op aan?")
    assert _pair(parsed, "002", "48").question.startswith("In het kader van operationele")


def test_a_question_without_the_label_of_its_answer(parsed):
    assert _pair(parsed, "003", "23").answer == "Zie ook het antwoord op vraag 22."


@pytest.mark.parametrize(
    ("name", "number", "words"),
    [
        ("002", "2", "middellange termijn"),
        ("002", "4", "uitgevoerd op (pro-)Iraanse"),
        ("002", "12", "Noordoost-Syrië"),
        ("002", "21", "anti-ISIS-bombardementen"),
        ("002", "53", "anti-IS-bombardementen"),
        ("002", "54", "Dissemination (PED-) capaciteit"),
        ("003", "31", "Turkse (lucht)aanvallen"),
        ("003", "39", "Anti-ISIS-Coalitie"),
    ],
)
def test_words_broken_at_a_lines_end(parsed, name, number, words):
    pair = _pair(parsed, name, number)
    assert words in f"{pair.question}\n{pair.answer}"


def test_notes_and_feet_are_cut_out_and_kept(parsed):
    answer = _pair(parsed, "002", "21")
    assert "Strategic Studies heeft" in answer.answer
    assert "hcss.nl" not in answer.answer
    assert [note.mark for note in answer.notes] == ["1"]
    assert [note.mark for note in _pair(parsed, "002", "43").notes] == ["2"]
    assert "Tweede Kamer" not in _pair(parsed, "002", "11").answer
    assert len(_pair(parsed, "002", "11").answer_spans) == 2


def test_joint_answers_and_their_stubs(parsed):
    for number in ("7", "8", "9"):
        stub = _pair(parsed, "003", number)
        assert stub.answer == "Zie antwoord op vraag 10."
        assert stub.refers_to == ("10",)
        assert stub.numbers == ("7", "8", "9", "10")
    assert _pair(parsed, "003", "10").answer.startswith("De Nederlandse geweldsinstructie voor")
    assert _pair(parsed, "003", "10").numbers == ("7", "8", "9", "10")
    assert _pair(parsed, "002", "21").answer.startswith("het kabinet ziet")
    assert _pair(parsed, "002", "20").numbers == ("20", "21")


def test_numbers_taken_from_the_running_foot(parsed):
    document = parsed["002"].document
    assert document.id == "kst-27925-748"
    assert document.citation == "Kamerstukken II 2020/21, 27 925, nr. 748"
    assert document.vergaderjaar == "2020-2021"
    assert document.url.endswith("/kst-27925-748.html")
    assert parsed["003"].document.citation == parsed["003"].document.url == ""


def test_pointers(parsed):
    assert _pair(parsed, "002", "62").refers_to == ("7", "8")
    papers = {reference.document for reference in _pair(parsed, "003", "22").references}
    assert {"kst-27925-882", "kst-27935-914", "kst-35925-X-29", "kst-36200-X-85"} <= papers
