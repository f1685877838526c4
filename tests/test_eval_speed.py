"""The made-up store that times a check: as many pairs as asked for, each of them proved."""

from eval.speed import documents, questions
from qa.check import check_set
from qa.verify import prove
from tests.fakes import ListRetriever


def test_every_pair_can_be_proved():
    made = list(documents(250))
    assert [len(one.pairs) for one in made] == [100, 100, 50]
    assert all(prove(pair, one.source.text) for one in made for pair in one.pairs)
    assert len({pair.question for one in made for pair in one.pairs}) > 200


def test_the_same_seed_makes_the_same_store():
    assert list(documents(30)) == list(documents(30))
    assert list(documents(30)) != list(documents(30, seed=9))


def test_the_set_finds_quotes_in_it():
    retriever = ListRetriever(list(documents(100)))
    found = list(check_set(questions(10), retriever))
    assert len(found) == 10
    assert all(one.reply.quotes for one in found)
