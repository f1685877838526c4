"""Open and postponed questions: each shown, counted, dated, and gone once it was answered."""

from dataclasses import replace
from datetime import date

from qa.model import Kind
from qa.ui import waiting as module
from qa.ui.waiting import waiting
from qa.ui.words import words
from tests.fakes import ListRetriever
from tests.index_helpers import parsed

SAY = words("nl")


def asked(name, *questions, kind=Kind.QUESTIONS, reason="Alleen gevraagd.", **fields):
    """A document whose questions have no answer."""
    made = parsed(name, *((question, "Ja.") for question in questions), kind=kind, **fields)
    pairs = tuple(replace(pair, answer="", unanswered=reason) for pair in made.pairs)
    return replace(made, pairs=pairs)


def shown(*documents):
    return waiting(ListRetriever(documents), SAY)


def test_every_open_question_is_shown_with_its_number_text_day_and_links():
    html = shown(
        asked(
            "kv-1", "Waar ligt de dijk?", "Wie\nbetaalt?", asked=date(2024, 11, 19), title="Dijken"
        )
    )
    assert f"{SAY.open_questions} (2)" in html
    assert 'href="/?document=kv-1"' in html
    assert 'href="/?pair=kv-1%231">Vraag 1</a>' in html
    assert "Waar ligt de dijk?" in html
    assert "Wie betaalt?" in html
    assert "Gesteld op 19 november 2024" in html
    assert "Dijken" in html


def test_a_postponed_question_is_shown_with_the_reason_to_the_letter():
    late = asked(
        "ah-1",
        "Waar ligt de dijk?",
        kind=Kind.POSTPONEMENT,
        reason="Er is <meer> tijd nodig.",
        text="Mededeling\nEr is <meer>\ntijd no-\ndig.",
        asked=date(2024, 11, 1),
        received=date(2024, 11, 20),
    )
    html = shown(late)
    assert f"{SAY.postponed} (1)" in html
    assert f"{SAY.open_questions} (0)" in html
    assert "Er is &lt;meer&gt; tijd nodig." in html
    assert "Gesteld op 1 november 2024. Uitgesteld op 20 november 2024" in html


def test_a_reason_that_the_document_does_not_give_is_not_shown():
    late = asked("ah-1", "Waar?", kind=Kind.POSTPONEMENT, reason="Onze eigen regel.")
    assert "Onze eigen regel." not in shown(late)
    assert SAY.postponed_because not in shown(late)
    explained = replace(late, document=replace(late.document, explanation="Het kost tijd."))
    assert "Het kost tijd." not in shown(explained)
    source = replace(explained.source, text=f"{explained.source.text}\nHet kost tijd.")
    html = shown(replace(explained, source=source))
    assert SAY.postponed_because in html
    assert "Het kost tijd." in html


def test_a_case_that_was_answered_does_not_wait():
    zaak = ("2024Z00001",)
    open_, late = (
        asked("kv-1", "Waar?", zaken=zaak),
        asked("ah-1", "Waar?", kind=Kind.POSTPONEMENT, zaken=zaak),
    )
    reply = parsed("ah-2", ("Waar?", "Daar."), zaken=zaak)
    assert f"{SAY.open_questions} (1)" in shown(open_)
    both = shown(open_, late)
    assert f"{SAY.open_questions} (0)" in both
    assert f"{SAY.postponed} (1)" in both
    answered = shown(open_, late, reply)
    assert f"{SAY.open_questions} (0)" in answered
    assert f"{SAY.postponed} (0)" in answered


def test_an_answer_to_no_known_case_closes_nothing():
    assert f"{SAY.open_questions} (1)" in shown(
        asked("kv-1", "Waar?"), parsed("a", ("Waar?", "Hier."))
    )


def test_a_document_whose_questions_have_no_numbers_counts_as_one():
    html = shown(asked("kv-1"))
    assert f"{SAY.open_questions} (1)" in html
    assert SAY.waiting_unread in html


def test_the_newest_stand_first_and_a_long_list_says_what_it_leaves_out(monkeypatch):
    monkeypatch.setattr(module, "_MOST", 3)
    html = shown(
        asked("oud", "Een?", "Twee?", asked=date(2020, 1, 1)),
        asked("nieuw", "Drie?", "Vier?", asked=date(2024, 1, 1)),
        asked("onbekend", "Vijf?"),
    )
    assert f"{SAY.open_questions} (5)" in html
    assert "Drie?" in html
    assert "Een?" not in html
    assert SAY.waiting_left.format(count=3) in html


def test_a_long_question_is_cut_at_a_word():
    html = shown(asked("kv-1", "woord " * 60 + "?"))
    assert "woord …" in html
    assert "woord ?" not in html
