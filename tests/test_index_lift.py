"""A question to the letter, a reranker, and how many hits are asked for."""

from datetime import date

import pytest

from index.build import build
from index.rerank import load_reranker
from index.search import Searcher
from qa.answer import answer
from qa.errors import EncoderError
from tests.index_helpers import HashingEncoder, parsed

QUESTIONS = [f"Wat kost onderdeel {n} van het plan voor de haven?" for n in range(40)]
ANSWER = "Zie onderdeel 3 van het plan: onderdeel 3 kost wat onderdeel 3 kost."


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lift") / "store"
    document = parsed("plan", *[(q, ANSWER) for q in QUESTIONS], received=date(2020, 1, 1))
    other = parsed("later", ("Wat is het?", QUESTIONS[3] * 3), received=date(2021, 1, 1))
    build(folder, [document, other], encoder=HashingEncoder())
    return folder


@pytest.fixture(scope="module")
def searcher(store):
    with Searcher.open(store, encoder=HashingEncoder()) as opened:
        yield opened


@pytest.mark.parametrize("at", range(0, 40, 7))
def test_a_question_to_the_letter_finds_its_pair_first(searcher, at):
    hits = searcher.search(f"  {QUESTIONS[at].upper()} ")
    assert hits[0].pair.question == QUESTIONS[at]
    assert hits[0].score == 1.0 > hits[1].score


def test_a_title_finds_the_pairs_of_its_document_first(tmp_path):
    title = "Vragen over de haven van Delfzijl"
    documents = [
        parsed("met-titel", *[(f"Klopt punt {n}?", "Ja.") for n in range(3)], title=title),
        parsed("over", *[(f"Hoe groot is de haven van Delfzijl {n}?", "Groot.") for n in range(9)]),
    ]
    build(tmp_path, documents, encoder=HashingEncoder())
    with Searcher.open(tmp_path, encoder=HashingEncoder()) as opened:
        hits = opened.search(title.upper(), k=5)
    assert [hit.document.id for hit in hits] == ["met-titel"] * 3 + ["over"] * 2
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)
    assert max(scores) < 1


def test_the_hits_do_not_depend_on_how_many_are_asked_for(searcher):
    many = searcher.search("plan haven onderdeel 5", k=41)
    assert many[:7] == searcher.search("plan haven onderdeel 5", k=7)
    assert len(many) == 41


@pytest.mark.parametrize("query", ["plan haven onderdeel 5", "iets anders", QUESTIONS[8]])
def test_the_verdict_does_not_depend_on_how_many_are_shown(searcher, query):
    replies = [answer(query, searcher, k=k) for k in (1, 2, 3, 10)]
    assert {len(reply.hits) for reply in replies} == {1, 2, 3, 10}
    assert len({reply.verdict for reply in replies}) == 1


class Backwards:
    """Prefers what the fusion liked least."""

    def __init__(self):
        self.seen = []

    def scores(self, query, pairs):
        self.seen.append((query, [pair.id for pair in pairs]))
        return [float(at) for at in range(len(pairs))]


def test_a_reranker_orders_the_first_hits_anew(store, searcher):
    reranker = Backwards()
    plain = searcher.search("plan haven", k=41)
    with Searcher.open(store, encoder=HashingEncoder(), reranker=reranker) as other:
        found = other.search("plan haven", k=41)
    ((query, seen),) = reranker.seen
    assert query == "plan haven"
    assert seen == [hit.pair.id for hit in plain[:30]]
    assert [hit.pair.id for hit in found[:20]] == seen[::-1][:20]
    assert found[0].score == plain[0].score
    scores = [hit.score for hit in found]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize("name", ["geen-map", "/nergens/model", "./model"])
def test_a_reranker_that_is_not_there_is_a_named_error(name):
    with pytest.raises(EncoderError, match="herschikker"):
        load_reranker(name)


def test_without_network_a_reranker_by_name_is_one_sentence(monkeypatch):
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(EncoderError, match="kan niet worden opgehaald"):
        load_reranker("nergens/bestaat-niet")


def test_a_folder_that_holds_no_reranker_is_a_named_error(tmp_path):
    with pytest.raises(EncoderError, match="kan niet worden geladen"):
        load_reranker(str(tmp_path))
