"""The order of the first hits, and the readings in a store that it is taken from."""

import numpy as np
import pytest

from index import fit_order, order
from index.build import build
from index.corpus import Corpus
from index.fit_order import Hits, fit, held_out, reciprocal
from index.order import FIRST, NUMBERS, Order, Weights, numbers_by, weights_for
from index.reading import Reader, unpack
from index.search import Searcher
from index.serial import dump
from tests.index_helpers import HashingEncoder, parsed

TEXT = "De munitie is op. Zij koopt voorraad in."


class Counting(HashingEncoder):
    """The hashing encoder under the name of the bundled one; it counts what it reads."""

    def __init__(self):
        super().__init__(name="kamervragen")
        self.read = []

    def encode_pieces(self, text):
        self.read.append(text)
        return super().encode_pieces(text)


def weights(**given):
    return Weights("f" * 64, dict.fromkeys(NUMBERS, 0.0) | given)


def test_a_reading_survives_packing_within_half_a_percent():
    reader = Reader(HashingEncoder())
    _, pieces = HashingEncoder().encode_pieces(TEXT)
    reading = unpack(reader.packed(TEXT))
    assert reading.words == ("munitie", "koopt", "voorraad")
    whole = pieces.mean(axis=0)
    assert float(reading.whole @ (whole / np.linalg.norm(whole))) > 0.9995
    assert np.allclose(np.linalg.norm(reading.vectors, axis=1), 1.0, atol=1e-6)
    assert len(reading.sentences) == 2


@pytest.mark.parametrize(
    "damage",
    [
        lambda b: b[:-1],
        lambda b: b[:-1] + b"\x7f",
        lambda b: b.replace(b"koopt", b"loopt"),
        lambda b: b"{}",
    ],
)
def test_a_damaged_reading_is_made_anew(damage):
    packed = Reader(HashingEncoder()).packed(TEXT)
    with pytest.raises(ValueError, match="reading"):
        unpack(damage(packed))
    found = Reader(HashingEncoder(), lambda _: damage(packed)).read(TEXT)
    assert np.array_equal(found.vectors, unpack(packed).vectors)


def test_a_store_of_the_bundled_encoder_holds_each_text_read_once(tmp_path):
    encoder = Counting()
    one = parsed("een", ("Waar is de munitie?", "Op."), ("En de helikopters?", "Op."))
    build(tmp_path, [one], encoder=encoder)
    assert sorted(encoder.read) == sorted(["Waar is de munitie?", "En de helikopters?", "Op."])
    corpus = Corpus(tmp_path, 1)
    packed = corpus.words(encoder.fingerprint, "Op.")
    assert packed == Reader(HashingEncoder()).packed("Op.")
    assert corpus.words("0" * 64, "Op.") is None
    build(tmp_path, [parsed("twee", ("Waar is de munitie?", "Nergens."))], encoder=encoder)
    assert encoder.read[3:] == ["Nergens."]
    build(tmp_path, [], encoder=encoder, remove=["een"])
    corpus = Corpus(tmp_path, 3)
    assert corpus.words(encoder.fingerprint, "En de helikopters?") is None
    assert corpus.words(encoder.fingerprint, "Waar is de munitie?") is not None


def test_a_search_reads_the_question_and_nothing_that_the_store_has_read(tmp_path, monkeypatch):
    monkeypatch.setattr("index.search.weights_for", lambda _: weights(aligned=1.0))
    build(tmp_path, [SET], encoder=Counting())
    encoder = Counting()
    with Searcher.open(tmp_path, encoder=encoder) as searcher:
        searcher.search("munitie helikopters")
    assert encoder.read == ["munitie helikopters"]


SET = parsed(
    "set",
    *((f"Vraag over onderwerp {number}?", "Ja.") for number in range(FIRST + 2)),
    ("Waar is de munitie voor de helikopters?", "In Irak."),
)

LAST = SET.pairs[-1].id


def test_words_put_the_first_hits_in_order_and_the_scores_stay(tmp_path, monkeypatch):
    build(tmp_path, [SET], encoder=HashingEncoder())
    query = "munitie onderwerp helikopters"
    with Searcher.open(tmp_path, encoder=HashingEncoder()) as searcher:
        assert searcher.order is None
        plain = searcher.search(query, k=FIRST + 3)
    monkeypatch.setattr("index.search.weights_for", lambda _: weights(aligned=-1.0))
    with Searcher.open(tmp_path, encoder=HashingEncoder()) as searcher:
        found = searcher.search(query, k=FIRST + 3)
        assert searcher.search(query, k=2) == found[:2]
        unordered = searcher.varied(ordered=False).search(query, k=FIRST + 3)
    ids = [hit.pair.id for hit in plain]
    assert ids[0] == LAST
    assert [hit.pair.id for hit in unordered] == ids
    moved = [hit.pair.id for hit in found]
    assert moved.index(LAST) == FIRST - 1
    assert sorted(moved[:FIRST]) == sorted(ids[:FIRST])
    assert moved[FIRST:] == ids[FIRST:]
    scores = [hit.score for hit in found]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] == plain[0].score


def test_preference_is_the_weighted_sum():
    reader = Reader(HashingEncoder())
    together = numbers_by(reader, lambda _: 1.0, None)
    rule = Order(weights(fused=2.0, dense=1.0, aligned=4.0), together)
    pairs = [SET.pairs[-1], SET.pairs[0]]
    fused, dense = np.array([0.5, 0.25], np.float32), np.array([0.5, 0.75], np.float32)
    first, second = rule.preferences("helikopters munitie", pairs, fused, dense)
    assert first == pytest.approx(2 * 0.5 + 0.5 + 4 * 1.0)
    assert second < 2 * 0.25 + 0.75 + 4 * 0.9


def test_weights_are_for_one_encoder(tmp_path, monkeypatch):
    kept = tmp_path / "order.json"
    kept.write_text(dump(weights(fused=1.0)), encoding="utf-8")
    monkeypatch.setattr(order, "MODEL", kept)
    order._stored.cache_clear()
    try:
        assert weights_for("f" * 64) == weights(fused=1.0)
        assert weights_for("0" * 64) is None
    finally:
        order._stored.cache_clear()


def _task(count, draw):
    """Questions of which the pair with the most aligned words is right, whatever its score."""
    task = []
    for number in range(count):
        table = draw.random((FIRST, len(NUMBERS)))
        right = np.arange(FIRST) == table[:, NUMBERS.index("aligned")].argmax()
        task.append(Hits(str(number), table, right))
    return task


def test_fitting_finds_the_number_that_decides():
    draw = np.random.default_rng(1)
    tasks = [_task(40, draw), _task(40, draw)]
    every = range(len(NUMBERS))
    found = dict(zip(NUMBERS, fit(tasks, every), strict=True))
    assert max(found, key=lambda name: abs(found[name])) == "aligned"
    assert found["aligned"] > 0
    assert min(held_out(tasks, every)) > 0.9
    rest = [at for at in every if NUMBERS[at] != "aligned"]
    assert max(held_out(tasks, rest)) < 0.6
    assert fit(tasks, rest)[NUMBERS.index("aligned")] == 0.0


def test_a_question_whose_answer_is_not_among_the_hits_counts_zero():
    nothing = Hits("a", np.ones((FIRST, len(NUMBERS))), np.zeros(FIRST, bool))
    assert reciprocal(nothing, np.ones(len(NUMBERS))) == 0.0
    assert fit_order.fit([[nothing], _task(5, np.random.default_rng(2))], [0]).any()


def test_a_query_of_one_content_word_keeps_the_order_of_the_fused_scores(tmp_path, monkeypatch):
    build(tmp_path, [SET], encoder=HashingEncoder())

    def first_by(query, **weighed):
        monkeypatch.setattr("index.search.weights_for", lambda _: weights(**weighed))
        with Searcher.open(tmp_path, encoder=HashingEncoder()) as searcher:
            return [hit.pair.id for hit in searcher.search(query, k=3)]

    assert first_by("de munitie", fused=1.0) == first_by("de munitie", fused=-1.0)
    assert first_by("munitie helikopters", fused=1.0) != first_by("munitie helikopters", fused=-1.0)
