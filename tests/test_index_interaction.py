"""Question and pair read together: by the bundled network, and by one trained on the spot."""

import numpy as np
import pytest
import torch

from index.encode import load_encoder
from index.interaction import (
    WHOLES,
    batch_of,
    inputs_of,
    interaction_for,
    save,
    words_of,
)
from index.network import Network
from index.reading import WORD_DIMENSION, Reader
from index.training.documents import NEAR, Item, Query
from index.training.interact import Plan, interact
from tests.index_helpers import HashingEncoder

ASKED = "Hoeveel helikopters heeft Nederland in Irak verloren?"
QUESTION = "Hoeveel helikopters zijn er in Irak verloren gegaan?"
ANSWER = "Er zijn twee helikopters verloren gegaan."


class Wide(HashingEncoder):
    """The hashing encoder with vectors as wide as the network reads."""

    dimension = WORD_DIMENSION


def flat(_stem):
    return 2.0


def words(text):
    return words_of(Reader(Wide()).read(text), flat)


def inputs(asked=ASKED, question=QUESTION, answer=ANSWER):
    return inputs_of(*map(words, (asked, question, answer)))


def test_inputs_by_hand():
    found = inputs("helikopters Utrecht", "Waar zijn de helikopters?", "In Irak.")
    assert found.parts.tolist() == [0, 0, 1, 2]  # helikopters utrecht | helikopters | irak
    own, strange = found.features[0] / 2, found.features[1] / 2
    assert own[:3].tolist() == pytest.approx([1.0, 1.0, 1.0])  # rarity, likeness, the same stem
    assert own[4] == 0.0
    assert strange[2] == 0.0
    assert strange[1] < 0.6
    assert own[5] == pytest.approx(0.0, abs=1e-5)
    assert strange[5] == pytest.approx(1 - strange[1])
    assert found.features[2][3:5].tolist() == [0.0, 0.0]  # the pair's question has one other text
    assert found.wholes.shape == (WHOLES,)


def test_of_a_long_answer_the_words_nearest_to_the_question_are_read():
    filler = " ".join(f"woord{number}" for number in range(200))
    found = inputs(answer=f"{filler} helikopters.")
    kept = found.vectors[found.parts == 2]
    asked = Reader(Wide()).read("helikopters").vectors[0]
    assert len(kept) == 48
    assert (kept @ asked).max() == pytest.approx(1.0)


@pytest.mark.parametrize(
    ("asked", "question", "answer"), [("", "", ""), (ASKED, "", ""), ("", QUESTION, ANSWER)]
)
def test_texts_without_words_are_no_error(asked, question, answer):
    torch.manual_seed(0)
    with torch.inference_mode():
        found = Network(16, 1).eval()(batch_of([inputs(asked, question, answer)]))
    assert torch.isfinite(found).all()


def test_a_score_does_not_depend_on_what_stands_in_the_batch():
    torch.manual_seed(0)
    network = Network(16, 2).eval()
    some = [inputs(), inputs("munitie"), inputs(answer="Nee. " * 60)]
    with torch.inference_mode():
        together = network(batch_of(some))
        alone = [float(network(batch_of([one]))[0]) for one in some]
    assert together.tolist() == pytest.approx(alone, abs=1e-5)
    assert len(set(alone)) == 3


def test_a_network_is_kept_for_one_encoder_and_comes_back_as_it_was(tmp_path):
    torch.manual_seed(0)
    network, path, reader = Network(16, 2).eval(), tmp_path / "kept.safetensors", Reader(Wide())
    assert interaction_for("a" * 64, reader, flat, path) is None
    save(network, "a" * 64, path)
    assert interaction_for("b" * 64, reader, flat, path) is None
    found = interaction_for("a" * 64, reader, flat, path)
    with torch.inference_mode():
        expected = float(network(batch_of([inputs()]))[0])
    assert found.score(ASKED, QUESTION, ANSWER) == pytest.approx(expected, abs=5e-3)
    assert found.score(ASKED, QUESTION, ANSWER) != found.score("munitie", QUESTION, ANSWER)


def test_the_bundled_network_is_that_of_the_bundled_encoder_and_tells_a_near_miss():
    encoder = load_encoder()
    found = interaction_for(encoder.fingerprint, Reader(encoder), flat)
    assert found is not None
    said = found.score(ASKED, QUESTION, ANSWER)
    near = found.score("Wie betaalde de helikopters die Nederland in Irak kocht?", QUESTION, ANSWER)
    far = found.score("Wanneer wordt de kinderopvang gratis?", QUESTION, ANSWER)
    assert said > near > far


def _world(count=24):
    """Items that each name a thing and a place; questions with both, and near misses."""
    things, places = (
        ["brug", "tunnel", "dijk", "sluis"],
        ["Assen", "Breda", "Delft", "Ede", "Goes", "Hulst"],
    )
    named = [(thing, place) for thing in things for place in places][:count]
    items = [
        Item(
            f"d{at}#1", f"d{at}.txt", "1", f"d{at}", "", f"Komt er een {thing} bij {place}?", "Ja."
        )
        for at, (thing, place) in enumerate(named)
    ]
    queries = []
    for at, (thing, place) in enumerate(named):
        split = "dev" if at % 6 == 5 else "train"
        queries.append(Query(f"{thing} {place} gepland", "rephrase", at, split))
        queries.append(Query(f"{thing} {place} slopen", NEAR, at, split))
    return items, queries


def test_training_learns_what_is_answered_and_repeats_to_the_bit():
    items, queries = _world()
    plan = Plan(width=16, layers=1, dropout=0.0, epochs=12, batch=4, rate=5e-3)
    one, two = (interact(Wide(), items, queries, plan) for _ in range(2))
    assert all(torch.equal(a, b) for a, b in zip(one.parameters(), two.parameters(), strict=True))

    def score(query, item):
        with torch.inference_mode():
            return float(one(batch_of([inputs(query, item.question, item.answer)]))[0])

    right = [score(q.text, items[q.item]) for q in queries if q.kind != NEAR]
    near = [score(q.text, items[q.item]) for q in queries if q.kind == NEAR]
    assert np.mean(np.array(right) > np.array(near)) > 0.9
