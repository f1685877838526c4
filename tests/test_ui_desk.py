"""The desk's editor and its memory."""

import shutil
from dataclasses import replace

import gradio as gr
import pytest

from qa.check import QuestionSet, SetQuestion, check_set, read_set
from qa.ui.desk import Desk, as_text, from_text
from qa.ui.kept import kept, restored
from qa.ui.words import words
from tests.conftest import SAMPLE
from tests.fakes import sample_retriever
from tests.read_files import FIXTURES

ME = gr.Request(session_hash="me")


@pytest.fixture(scope="module")
def retriever():
    return sample_retriever(SAMPLE)


@pytest.fixture
def desk(retriever):
    return Desk(retriever, words("nl"))


def test_a_set_survives_the_editor():
    numbers = ("1", "2b", "3 en 4", "5, 6 en 7")
    questions = QuestionSet(tuple(SetQuestion(number, "Wat?") for number in numbers), "T", "I")
    assert from_text(as_text(questions), "T", "I") == questions


def test_an_empty_line_splits_and_its_absence_merges():
    found = from_text("1. Wat?\nEn waar?\n\nWie?\n\nHoe?\n\n3) Waarom?", "", "").questions
    assert [(q.number, q.text) for q in found] == [
        ("1", "Wat? En waar?"),
        ("1b", "Wie?"),
        ("1c", "Hoe?"),
        ("3", "Waarom?"),
    ]


def test_a_set_without_numbers_is_counted_from_one():
    assert from_text("Wat?", "", "").questions == (SetQuestion("1", "Wat?"),)
    assert from_text(" \n\n ", "", "").questions == ()


def test_what_is_split_off_a_question_with_two_numbers_goes_on_from_the_last():
    found = from_text("2 en 3. Wat?\n\nWie?", "", "").questions
    assert [question.number for question in found] == ["2 en 3", "3b"]


def test_an_upload_is_gone_after_reading(desk, tmp_path):
    folder = tmp_path / "upload"
    folder.mkdir()
    path = folder / "vragen.txt"
    path.write_text("1. Wat kost het?\n2. Wie betaalt?", encoding="utf-8")
    status, *_, text, upload = desk.read_upload(str(path))
    assert "2 vragen gelezen" in status
    assert text == "1. Wat kost het?\n\n2. Wie betaalt?"
    assert upload is None
    assert not folder.exists()


@pytest.mark.parametrize(
    ("name", "first"),
    [("kamervragen.xml", "Kent u het bruggenrapport?"), ("vraagdoc.xml", "Kent u het café?")],
)
def test_official_xml_of_both_generations_is_read_from_an_upload(desk, tmp_path, name, first):
    path = shutil.copy(FIXTURES / name, tmp_path / name)
    status, *_, text, upload = desk.read_upload(str(path))
    assert "vragen gelezen" in status
    assert text.startswith(f"1. {first}")
    assert upload is None
    assert not path.exists()


def test_an_upload_that_cannot_be_read_is_gone_too(desk, tmp_path):
    path = tmp_path / "upload.pdf"
    path.write_bytes(b"%PDF-1.4 stuk")
    status, *_ = desk.read_upload(str(path))
    assert "kv-trouble" in status
    assert not path.exists()


def test_checking_ends_with_the_whole_set(desk):
    text = "1. Hoeveel troepen?\n\n2. Wie betaalt?"
    *_, (html, state, stop, check, _) = desk.check("T", "", text, ME)
    assert html.startswith("<form")
    assert len(state["checked"]) == 2
    assert (stop["visible"], check["interactive"]) == (False, True)


def test_a_stop_ends_with_what_was_found(desk):
    text = "\n\n".join(f"{at}. Hoeveel troepen in fase {at}?" for at in range(1, 50))
    running = desk.check("", "", text, ME)
    next(running)
    next(running)
    desk.stop(ME)
    *_, (html, state, *_) = running
    assert "Gestopt na 1 van 49 vragen." in html
    assert len(state["checked"]) == 1


def test_another_session_is_not_stopped(desk):
    running = desk.check("", "", "1. Hoeveel?\n\n2. Wie?\n\n3. Waar?", ME)
    next(running)
    desk.stop(gr.Request(session_hash="other"))
    *_, (html, *_) = running
    assert "3 vragen getoetst." in html


def test_a_cleared_desk_shows_nothing_of_a_check_under_way(desk):
    running = desk.check("", "", "1. Hoeveel?\n\n2. Wie?\n\n3. Waar?", ME)
    next(running)
    desk.clear(ME)
    assert all("<form" not in html for html, *_ in running)


def test_the_state_gives_the_same_page_again(desk, retriever):
    *_, (html, state, *_) = desk.check("T", "I", "1. Hoeveel demonstranten gedood?", ME)
    again, *_ = desk.restore(state)
    assert again == html


def test_the_state_knows_of_later_answers(retriever):
    questions = read_set("1. Hoeveel demonstranten zijn er gedood in Irak?\n2. Wie?")
    checked = list(check_set(questions, retriever))
    quote = checked[0].reply.quotes[0]
    hit = replace(quote.hit, later="kst-27925-748#10", earlier=("a#1", "b#2"))
    reply = replace(checked[0].reply, quotes=(replace(quote, hit=hit),))
    state = kept(questions, [replace(checked[0], reply=reply)])
    found = restored(state, retriever)[1][0].reply.quotes[0].hit
    assert (found.later, found.earlier) == ("kst-27925-748#10", ("a#1", "b#2"))


def test_the_state_holds_no_quote(retriever):
    questions = read_set("1. Hoeveel demonstranten zijn er gedood in Irak?\n2. Wie?")
    state = kept(questions, list(check_set(questions, retriever)))
    assert "487" not in str(state)
    found, checked = restored(state, retriever)
    assert found.questions == questions.questions
    assert checked[0].reply.quotes[0].hit.pair.id == "kst-27925-748#9"


def test_the_example_is_a_set_with_something_new(desk):
    found = read_set(desk.example())
    assert len(found.questions) == 8
    assert "stikstof" in found.questions[-1].text
