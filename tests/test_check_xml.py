"""Question sets that are handed in as official XML, of both generations."""

import pytest

from qa.check import check_set, read_set
from qa.errors import QueryError
from qa.read import read, read_bytes
from tests.conftest import SAMPLE
from tests.fakes import sample_retriever
from tests.read_files import FIXTURES

ASKED = """<?xml version="1.0" encoding="UTF-8"?>
<officiele-publicatie><kamervragen>
  <kamervraagkop>
    <tekstregel inhoud="vergaderjaar">Vergaderjaar 2030-2031</tekstregel>
  </kamervraagkop>
  <kamervraagnummer>2031Z00042</kamervraagnummer>
  <kamervraagomschrijving type="vraag">Vragen van het lid <naam><achternaam>Duinstra</achternaam>
    </naam> aan de Minister van Defensie over <kamervraagonderwerp>de inzet in
    Irak</kamervraagonderwerp> (ingezonden <datum isodatum="2031-01-06">6 januari
    2031</datum>).</kamervraagomschrijving>
  <vraag><nr>Vraag 1</nr><al>Hoeveel demonstranten zijn er gedood in Irak?<noot id="n1"
    type="voet"><noot.nr>1</noot.nr><noot.al>Bode, 5 januari 2031.</noot.al></noot></al></vraag>
  <vraag><nr>Vraag 2</nr><al>Wat is uw reactie hierop?</al></vraag>
</kamervragen></officiele-publicatie>"""


def asked(name):
    found = read_set(read(FIXTURES / name))
    return found, [(question.number, question.text) for question in found.questions]


def test_the_modern_generation_is_a_set_with_its_subject_and_no_page_head():
    found, questions = asked("kamervragen.xml")
    assert questions == [
        ("1", "Kent u het bruggenrapport? Zo ja, wat vindt u?"),
        ("2 en 3", "Hoeveel bruggen zijn er?\nEn sluizen?"),
    ]
    assert (found.title, found.introduction) == ("de brug bij Zevenhuizen", "")
    assert found.source == "kamervragen.xml"
    assert found.unread == ()


def test_the_older_generation_is_a_set_without_its_answers():
    found, questions = asked("vraagdoc.xml")
    assert questions == [("1", "Kent u het café?"), ("2", "Gaat u erheen?")]
    assert found.title == "Vragen van het lid Brugman over het café aan de sluis."
    assert found.introduction == ""


def test_a_list_of_a_committee_is_a_set():
    found, questions = asked("kamerstuk.xml")
    assert questions == [("1", "Wat kost een brug?"), ("2", "En een sluis?")]
    assert (found.title, found.introduction) == (
        "LIJST VAN VRAGEN EN ANTWOORDEN",
        "Begroting van bruggen",
    )


def test_a_question_that_was_given_no_number_is_a_question_of_its_own():
    _, questions = asked("kamervragen_zonder_nr.xml")
    assert questions == [("1", "Hoe diep is de sluis?"), ("1b", "Hoe breed is zij?")]


def test_a_notice_of_postponement_without_questions_is_no_set():
    with pytest.raises(QueryError, match="geen vraag"):
        asked("mededeling.xml")


def test_questions_without_answers_are_checked_in_their_context():
    questions = read_set(read_bytes(ASKED.encode(), "kv.xml"))
    assert (questions.title, questions.introduction) == ("de inzet in Irak", "")
    first, second = check_set(questions, sample_retriever(SAMPLE))
    assert first.question.text == "Hoeveel demonstranten zijn er gedood in Irak?"
    assert first.reply.quotes[0].hit.pair.id == "kst-27925-748#9"
    assert second.read_as == "de inzet in Irak Wat is uw reactie hierop?"
