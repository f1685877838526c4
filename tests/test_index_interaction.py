"""Question and pair read together: by the bundled network, and by one trained on the spot."""

from dataclasses import replace
from functools import partial
from random import Random

import numpy as np
import pytest
import torch

from index.build import build
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
from index.order import NUMBERS, Weights
from index.reading import WORD_DIMENSION, Reader
from index.search import Searcher
from index.training.documents import NEAR, Item, Query
from index.training.interact import Plan, Told, _asked, _drawn, balanced, interact
from qa.errors import EncoderError
from tests.index_helpers import HashingEncoder, parsed

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


def test_texts_without_words_are_no_error_and_hold_no_answer(tmp_path):
    torch.manual_seed(0)
    save(Network(16, 1), "a" * 64, tmp_path / "n.safetensors")
    found = interaction_for("a" * 64, Reader(Wide()), flat, tmp_path / "n.safetensors")
    assert np.isfinite(found.score(ASKED, "", ""))
    assert found.score("", QUESTION, ANSWER) == found.score("Wat is dat?", "", "") == -10.0


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


def test_the_bundled_network_is_that_of_the_bundled_encoder_and_tells_a_near_miss(store):
    with Searcher.open(store) as searcher:
        rarity = searcher.lexical.inverse_frequency
        found = interaction_for(load_encoder().fingerprint, searcher.words, rarity)
        assert searcher.order is not None
        assert found is not None
        said = found.score(ASKED, QUESTION, ANSWER)
        near = found.score(
            "Wie betaalde de helikopters die Nederland in Irak kocht?", QUESTION, ANSWER
        )
        far = found.score("Wanneer wordt de kinderopvang gratis?", QUESTION, ANSWER)
    assert said > 0 > max(near, far)


@pytest.mark.parametrize("kept", [0, 1000])
def test_a_damaged_network_is_a_named_error(tmp_path, kept):
    path = tmp_path / "n.safetensors"
    save(Network(16, 1), "a" * 64, path)
    path.write_bytes(path.read_bytes()[:kept])
    with pytest.raises(EncoderError, match="beschadigd"):
        interaction_for("a" * 64, Reader(Wide()), flat, path)


def test_order_and_verdict_hear_the_score(tmp_path, monkeypatch):
    """Fitted for encoder and network, the score alone decides; for the encoder alone nothing is."""
    path, store = tmp_path / "n.safetensors", tmp_path / "store"
    torch.manual_seed(1)
    save(Network(16, 1), "f" * 64, path)
    document = parsed("d", *((f"Vraag {n} over helikopters?", f"Antwoord {n}.") for n in range(6)))
    build(store, [document], encoder=Wide())
    asked = "helikopters over vraag 3"
    weights = dict.fromkeys(NUMBERS, 0.0) | {"interaction": 1.0}
    monkeypatch.setattr("index.search.interaction_for", partial(interaction_for, path=path))
    with Searcher.open(store, encoder=Wide()) as searcher:
        assert searcher.order is None
        assert searcher.fitted_for != "f" * 64
        fitted = searcher.fitted_for
        unfitted = searcher.evidence(asked, document.pairs[2])
    monkeypatch.setattr("index.search.weights_for", {fitted: Weights(fitted, weights)}.get)
    with Searcher.open(store, encoder=Wide()) as searcher:
        found = interaction_for("f" * 64, searcher.words, searcher.lexical.inverse_frequency, path)
        scores = {p.id: found.score(asked, p.question, p.answer) for p in document.pairs}
        hits = [hit.pair for hit in searcher.search(asked, k=6)]
        seen = searcher.evidence(asked, hits[1])
    assert [pair.id for pair in hits] == sorted(scores, key=lambda one: -scores[one])
    assert len(set(scores.values())) > 1
    assert unfitted.interaction == pytest.approx(scores[document.pairs[2].id], abs=1e-4)
    assert seen.interaction == pytest.approx(scores[hits[1].id], abs=1e-4)


ELSEWHERE = ["Wat kost een brood?", "recept appeltaart", "Wie won de wedstrijd gisteren?"]
"""Questions that no item has anything to do with."""


def _world(count=24):
    """Items that each name a thing and a place; near misses name the place of another item."""
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
        elsewhere = places[(places.index(place) + 2) % len(places)]
        queries.append(Query(f"{things[at % 3]} {elsewhere} gepland", NEAR, at, split))
    return items, queries


def test_nothing_of_a_held_out_document_is_trained_on_and_training_repeats_to_the_bit():
    items, queries = _world()
    plan = Plan(width=16, layers=1, epochs=1, batch=4)
    hidden = {query.item for query in queries if query.split == "dev"}
    other = [
        replace(i, question="Iets?", answer="Nee.") if at in hidden else i
        for at, i in enumerate(items)
    ]
    # A question of the split `train` on a hidden document is not trained on either.
    more = [Query("Waar komt de brug?", "rephrase", min(hidden), "train")]
    one, two = (
        interact(Wide(), seen, asked, ELSEWHERE, plan)
        for seen, asked in ((items, queries), (other, queries + more))
    )
    assert all(torch.equal(a, b) for a, b in zip(one.parameters(), two.parameters(), strict=True))


def test_no_form_has_more_near_misses_than_answered_questions():
    answered = [Query(f"Hoeveel kost brug {name}?", "rephrase", 0, "train") for name in "AB"]
    near = [Query(f"Hoeveel kost tunnel {name}?", NEAR, 0, "train") for name in "ABCDE"]
    why = [Query("Waarom komt er geen brug?", NEAR, 0, "train")]
    kept = balanced([*near, *answered, *why], Random(0))
    assert kept[-2:] == answered
    assert len(kept) == 4
    assert set(kept) < {*near, *answered}
    assert balanced([*answered, *near[:2]], Random(0)) == [*answered, *near[:2]]


def test_what_a_question_is_set_against():
    items, queries = _world()
    items[1] = replace(items[1], group=items[0].group)  # answered jointly
    plan = Plan(nearest=5, others=2, far=10)
    told = Told(Wide(), items, [query.text for query in queries] + ELSEWHERE)
    answered, near, *_ = asked = list(_asked(items, queries[:2], ELSEWHERE, told, plan))
    assert [(one.first, one.answered) for one in asked] == [(0, True), (0, False)] + 3 * [
        (None, False)
    ]
    for one, left_out in zip(asked, [{0, 1}, {0}, set(), set(), set()], strict=True):
        assert left_out.isdisjoint({*one.others, *one.farther})
        assert 2 <= len(one.others) <= 5
        assert len({*one.others, *one.farther}) >= 10 - len(left_out)
    chance, always, never = Random(0), replace(plan, farther=1.0), replace(plan, farther=0.0)
    for one, most in ((answered, 3), (near, 2), (asked[2], 2)):
        rows = _drawn(one, never, chance)
        assert len(rows) == most
        assert one.first is None or rows[0] == one.first
        *same, last = _drawn(one, always, chance)
        assert len(same) == most
        assert last in one.farther


def test_too_few_questions_are_refused():
    items, queries = _world()
    with pytest.raises(ValueError, match="fewer than a batch"):
        interact(Wide(), items, queries[:3], ELSEWHERE * 4, Plan(batch=8))


def test_training_learns_what_is_answered():
    items, queries = _world()
    plan = Plan(width=16, layers=1, dropout=0.0, epochs=30, batch=4, rate=5e-3)
    network = interact(Wide(), items, queries, ELSEWHERE, plan)
    texts = [query.text for query in queries]
    told = Told(Wide(), items, texts + ELSEWHERE)

    def score(query, item):
        made = inputs_of(told[query], told[item.question], told[item.answer])
        with torch.inference_mode():
            return float(network(batch_of([made]))[0])

    right = [score(q.text, items[q.item]) for q in queries if q.kind != NEAR]
    near = [score(q.text, items[q.item]) for q in queries if q.kind == NEAR]
    assert np.mean(np.array(right) > np.array(near)) > 0.9
    far = [score(text, item) for text in ELSEWHERE for item in items]
    assert max(far) < np.median(right)
