"""The opening question of a set, which asks nothing of the matter."""

from dataclasses import replace

import pytest

from qa.acquaintance import asks_acquaintance_only
from qa.check import check_set
from qa.model import Label, Verdict
from tests.conftest import SAMPLE
from tests.fakes import sample_retriever


@pytest.mark.parametrize(
    "question",
    [
        "Bent u bekend met dit bericht?",
        "Kent u het bericht?",
        "Heeft u kennisgenomen van deze reportage? 1",
        "Is de minister op de hoogte van het genoemde artikel?",
        "Bent u bekend met de\nberichtgeving?¹",
    ],
)
def test_a_question_whether_a_report_is_known(question):
    assert asks_acquaintance_only(question)


@pytest.mark.parametrize(
    "question",
    [
        "Bent u bekend met het bericht «Irak vraagt om hulp»?",
        "Kent u het bericht dat Irak om hulp vraagt?",
        "Bent u bekend met dit bericht? Hoeveel doden vielen er?",
        "Hoeveel doden noemt dit bericht?",
        "Sinds wanneer bent u op de hoogte van het rapport?",
        "Waarom hebt u pas in 2019 kennisgenomen van het rapport?",
        "Welke bewindspersonen waren op de hoogte van de brief?",
        "Kent u het onderzoek naar de luchtaanval op Hawija?",
    ],
)
def test_a_question_that_asks_more(question):
    assert not asks_acquaintance_only(question)


def test_it_is_never_called_answered_in_a_set():
    retriever = sample_retriever(SAMPLE)
    retriever.verdict = lambda query, hits: Verdict(Label.ANSWERED, 0.9, calibrated=True)
    given = "1. Bent u bekend met dit bericht?\n2. Hoeveel demonstranten zijn gedood in Irak?\n"
    known, asked = check_set(given, retriever)
    assert known.reply.verdict == Verdict(Label.RELATED, 0.5, calibrated=True)
    assert known.reply.quotes
    assert asked.label is Label.ANSWERED


def test_at_most_related_leaves_what_is_less():
    nothing = Verdict(Label.NONE, 0.1, calibrated=True)
    assert nothing.at_most_related() == nothing
    near = Verdict(Label.RELATED, 0.7, calibrated=True)
    assert near.at_most_related() == replace(near, probability=0.5)
    sure = Verdict(Label.ANSWERED, 0.3)
    assert sure.at_most_related() == replace(sure, label=Label.RELATED)
