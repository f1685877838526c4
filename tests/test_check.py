"""Whole question sets: read, searched in their context, counted."""

import threading

import pytest

from qa.check import QuestionSet, SetQuestion, check_set, overview, read_set, subject
from qa.errors import QueryError, StoreDamaged
from qa.model import Label
from tests.conftest import SAMPLE
from tests.fakes import sample_retriever

SET = """Vragen van het lid Jansen (ABC) aan de Minister van Defensie over de inzet in Irak

Naar aanleiding van het bericht «Inzet» (NOS, 1 juni 2024).

1. Hoeveel doden zijn er gevallen bij het geweld tegen demonstranten?
2. Klopt het dat Nederland inlichtingen deelt? Zo ja, met wie?
3. Wat is uw reactie hierop?
"""


@pytest.fixture(scope="module")
def retriever():
    return sample_retriever(SAMPLE)


def test_a_numbered_set_is_read_with_its_heading():
    found = read_set(SET)
    assert [question.number for question in found.questions] == ["1", "2", "3"]
    assert found.questions[1].text == "Klopt het dat Nederland inlichtingen deelt? Zo ja, met wie?"
    assert found.title.startswith("Vragen van het lid Jansen")
    assert found.introduction == "Naar aanleiding van het bericht «Inzet» (NOS, 1 juni 2024)."


@pytest.mark.parametrize("answers", ["", "\nAntwoord 2 en 3\nOud.\n"])
@pytest.mark.parametrize("heading", ["Vraag 2 en 3", "Vragen 2 en 3", "2 en 3"])
def test_a_question_asked_under_two_numbers_is_one_question_with_both(heading, answers):
    first, last = ("\nAntwoord 1\nEen euro.\n", "\nAntwoord 4\nJa.\n") if answers else ("", "")
    word = "Vraag " if heading[0] == "V" else ""
    found = read_set(
        f"{word}1\nWat kost de tol?\n{first}\n{heading}\nHoe oud is de brug? En de sluis?\n"
        f"{answers}\n{word}4\nWaarom heet de brug zo?\n{last}"
    )
    assert [(question.number, question.text) for question in found.questions] == [
        ("1", "Wat kost de tol?"),
        ("2 en 3", "Hoe oud is de brug? En de sluis?"),
        ("4", "Waarom heet de brug zo?"),
    ]


def test_an_empty_text_is_refused():
    with pytest.raises(QueryError, match="geen vraag"):
        read_set(" \n ")


def test_a_set_beyond_the_limit_is_refused():
    lines = "\n".join(f"{at}. Is dit vraag {at}?" for at in range(1, 1000))
    more = " ".join(f"Is dit vraag {at}?" for at in range(1002))
    assert len(read_set(lines).questions) <= 1000
    with pytest.raises(QueryError, match="1002 vragen"):
        read_set(more)


def test_the_subject_is_what_the_title_is_about():
    assert subject(read_set(SET)) == "de inzet in Irak"
    assert subject(QuestionSet((), introduction="Een bericht.")) == "Een bericht."
    assert subject(QuestionSet(())) == ""


def test_only_a_leaning_question_is_read_in_its_context(retriever):
    found = list(check_set(SET, retriever))
    assert found[0].read_as == found[0].question.text
    assert found[2].read_as == "de inzet in Irak Wat is uw reactie hierop?"


def test_each_question_gets_its_nearest_answer(retriever):
    first = next(check_set(SET, retriever))
    assert first.reply.quotes[0].hit.pair.id == "kst-27925-748#9"
    assert "487 demonstranten" in first.reply.quotes[0].hit.pair.answer


def test_results_come_before_the_set_is_done(retriever):
    asked = []

    class Counting:
        def __getattr__(self, name):
            return getattr(retriever, name)

        def search(self, query, **options):
            asked.append(query)
            return retriever.search(query, **options)

    questions = tuple(SetQuestion(str(at), f"Hoeveel troepen in fase {at}?") for at in range(40))
    next(check_set(QuestionSet(questions), Counting()))
    assert 0 < len(asked) < 40


def test_a_stopped_check_leaves_the_rest_undone(retriever):
    asked = []

    class Counting:
        def __getattr__(self, name):
            return getattr(retriever, name)

        def search(self, query, **options):
            asked.append(query)
            return retriever.search(query, **options)

    questions = tuple(SetQuestion(str(at), f"Hoeveel troepen in fase {at}?") for at in range(40))
    running = check_set(QuestionSet(questions), Counting())
    next(running)
    running.close()
    done = len(asked)
    assert done < 40
    assert not [one for one in threading.enumerate() if one.name.startswith("ThreadPool")]
    assert len(asked) == done


def test_an_index_that_cannot_be_searched_ends_the_check(retriever):
    class Broken:
        def __getattr__(self, name):
            return getattr(retriever, name)

        def search(self, query, **options):
            raise StoreDamaged("stuk")

    with pytest.raises(StoreDamaged):
        list(check_set(SET, Broken()))


def test_results_come_in_the_order_of_the_questions(retriever):
    """Whichever is done first: the first question is the slowest here."""
    others = threading.Event()

    class Uneven:
        def __getattr__(self, name):
            return getattr(retriever, name)

        def search(self, query, **options):
            if "doden" in query:
                assert others.wait(30)
            others.set()
            return retriever.search(query, **options)

    assert [one.question.number for one in check_set(SET, Uneven())] == ["1", "2", "3"]


def test_a_question_that_cannot_be_searched_stops_nothing(retriever):
    questions = (SetQuestion("1", "x" * 20_000), SetQuestion("2", "Hoeveel troepen in Irak?"))
    first, second = check_set(QuestionSet(questions), retriever)
    assert first.reply is None
    assert "20000 tekens" in first.problem
    assert first.label is Label.NONE
    assert second.reply.quotes


def test_the_overview_counts_every_question_once(retriever):
    found = list(check_set(SET, retriever))
    counted = overview(found)
    assert sum(counted.labels.values()) == 3
    assert counted.labels == {label: sum(one.label is label for one in found) for label in Label}
    assert sum(count for _, count in counted.years) == sum(
        one.label is not Label.NONE and bool(one.reply.quotes) for one in found
    )


def test_the_set_finds_what_the_questions_find_one_by_one(retriever):
    from qa.answer import answer

    for one in check_set(SET, retriever, k=5):
        assert one.reply == answer(one.read_as, retriever, k=5)
