"""The conversation: follow-ups, filters, and a browser that is not to be trusted."""

import gradio as gr
import pytest

from qa.errors import QueryError, StoreDamaged
from qa.model import Filters
from qa.ui.chat import Chat
from qa.ui.filters import chosen_filters, describe
from qa.ui.words import words
from tests.conftest import SAMPLE
from tests.fakes import sample_retriever

SAY = words("nl")
QUESTION = "Hoeveel militairen heeft Nederland in Irak gestationeerd?"


@pytest.fixture(scope="module")
def chat():
    return Chat(sample_retriever(SAMPLE), SAY)


def test_a_follow_up_shows_how_it_was_read(chat):
    _, turns, _ = chat.ask(QUESTION, [])
    html, turns, _ = chat.ask("en België?", turns)
    assert f"Gelezen als: {QUESTION} en België?" in html
    assert html.index("en België?") < html.index(SAY.earlier_turns)
    assert [turn["query"] for turn in turns] == [QUESTION, "en België?"]


def test_ten_turns_are_kept(chat):
    turns = []
    for at in range(13):
        _, turns, _ = chat.ask(f"Hoeveel kost missie {at}?", turns)
    assert [turn["query"][-2] for turn in turns] == list("3456789012")


def test_an_empty_question_keeps_the_conversation(chat):
    _, turns, _ = chat.ask(QUESTION, [])
    html, after, _ = chat.ask("  ", turns)
    assert "De vraag is leeg" in html
    assert QUESTION in html
    assert after == turns


@pytest.mark.parametrize(
    "kept",
    [None, 3, "x", {}, [3], [{}], [{"query": 3}], [{"query": " "}], [{"query": "a", "filters": 3}]],
)
def test_what_the_browser_kept_may_be_anything(chat, kept):
    assert chat.restore(kept) == (gr.skip(), gr.skip())


def test_a_kept_conversation_is_shown_again(chat):
    html, turns, _ = chat.ask(QUESTION, [])
    assert chat.restore(turns)[0] == html


def test_a_store_that_fails_is_told_in_its_words():
    class Broken:
        def search(self, *_, **__):
            raise StoreDamaged("De index is stuk. Bouw hem opnieuw.")

    html, _, _ = Chat(Broken(), SAY).ask(QUESTION, [])
    assert "De index is stuk. Bouw hem opnieuw." in html


def test_examples_come_from_the_collection(chat):
    found = chat.examples()
    stored = {
        pair.question
        for document in chat._retriever.documents()
        for pair in chat._retriever.pairs(document.id)
    }
    assert 1 < len(found) <= 4
    assert set(found) <= stored


def test_filters_are_read_from_the_fields():
    chosen = ["Defensie", "2020-2021", None, "", " SP ", "2020-01-02", ""]
    found = chosen_filters(chosen, SAY)
    assert found == Filters(
        ministry="Defensie", vergaderjaar="2020-2021", party="SP", after=found.after
    )
    assert found.after.isoformat() == "2020-01-02"
    assert describe(chosen, SAY).startswith("Beperkt tot: Ministerie Defensie, Vergaderjaar 2020")
    assert describe([None, ""], SAY) == ""


def test_a_date_that_is_none_is_named():
    with pytest.raises(QueryError, match="'gisteren' is geen datum"):
        chosen_filters(["", "", "", "", "", "gisteren", ""], SAY)
