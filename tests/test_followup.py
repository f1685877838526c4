"""Questions that lean on another are read together with it; others are left alone."""

import pytest

from qa.followup import leans, understood

FIRST = "Hoeveel militairen heeft Nederland in Irak gestationeerd?"


@pytest.mark.parametrize(
    "question",
    [
        "en België?",
        "En in Syrië?",
        "Waarom niet?",
        "Wanneer was dat?",
        "Klopt dit bericht?",
        "and Belgium?",
    ],
)
def test_a_leaning_question_is_read_behind_the_one_before(question):
    assert understood(question, [FIRST]) == f"{FIRST} {question}"


@pytest.mark.parametrize(
    "question",
    [
        FIRST,
        "Hoeveel demonstranten zijn er gedood in Irak?",
        "Klopt het dat Nederland inlichtingen deelt?",
        "Wat kost de steun die Nederland levert?",
        "Welke gevolgen heeft de stikstofuitspraak voor de woningbouw?",
        "Hoe beoordeelt het kabinet het gevaar van lokaal terrorisme?",
        "Kunt u bevestigen dat een officiële doelstelling van de militaire presentie van de VS in "
        "Irak ook is om de invloed van Iran in het land tegen te gaan?",
    ],
)
def test_a_question_that_stands_alone_is_left_as_it_is(question):
    assert not leans(question)
    assert understood(question, ["Wie is de minister van Defensie?"]) == question


def test_a_chain_leans_on_the_last_question_that_stands_alone():
    assert understood("en Duitsland?", [FIRST, "en België?"]) == f"{FIRST} en Duitsland?"


def test_without_anything_before_it_nothing_is_added():
    assert understood(" en België? ", []) == "en België?"
    assert understood("en België?", ["en Syrië?"]) == "en België?"
