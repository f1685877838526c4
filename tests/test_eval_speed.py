"""The made-up store that times a check: as many pairs as asked for, each of them proved."""

import numpy as np
import pytest

from eval.speed import Drawn, documents, questions
from qa.check import check_set
from qa.verify import prove
from tests.fakes import ListRetriever
from tests.index_helpers import HashingEncoder


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


def test_texts_are_as_long_as_official_ones():
    made = [pair for one in documents(500) for pair in one.pairs]
    assert 160 < sum(len(pair.question) for pair in made) / 500 < 260
    assert 560 < sum(len(pair.answer) for pair in made) / 500 < 800


def test_drawn_vectors_are_unit_vectors_and_questions_are_read_by_the_encoder():
    encoder = HashingEncoder()
    drawn = Drawn(encoder)
    vectors = drawn.encode_passages(["a", "b", "c"])
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(1.0, abs=1e-5)
    assert np.array_equal(drawn.encode_queries(["a"]), encoder.encode_queries(["a"]))
