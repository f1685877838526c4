import json
import os
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from index.build import build
from index.search import Searcher
from qa.errors import LONGEST_QUERY, QueryError, StoreEmpty
from qa.model import Label
from tests.index_helpers import HashingEncoder, parsed

ROOT = Path(__file__).resolve().parent.parent
SUBJECTS = ["Irak", "Mali", "België", "munitie", "helikopters", "drones", "premier", "mandaat"]
DOCUMENTS = [
    parsed(
        f"kst-12345-{n}",
        *[(f"Wat weet u van {s} in deel {n}?", f"Over {s} is {n} bekend.") for s in SUBJECTS],
        received=date(2020 + n, 1, 1),
    )
    for n in range(1, 4)
]
QUERIES = ["Wat weet u van munitie?", "drones", "Belgie in deel 2", "x", "de", "kst-12345-2#3"]


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    folder = tmp_path_factory.mktemp("search") / "store"
    build(folder, DOCUMENTS, encoder=HashingEncoder())
    return folder


@pytest.fixture(scope="module")
def searcher(store):
    with Searcher.open(store, encoder=HashingEncoder()) as opened:
        yield opened


def test_hits_are_ranked_by_score(searcher):
    hits = searcher.search("Wat weet u van munitie in deel 2?", k=5)
    assert [hit.rank for hit in hits] == [1, 2, 3, 4, 5]
    assert hits[0].pair.id == "kst-12345-2#4"
    assert hits[0].document == DOCUMENTS[1].document
    scores = [hit.score for hit in hits]
    assert scores == sorted(scores, reverse=True)
    assert hits[0].score == 1.0
    assert hits[0].dense == pytest.approx(1.0, abs=1e-5)


def test_the_verdict_scores_nothing_that_the_search_scored(store):
    encoder = HashingEncoder()
    asked = []
    encoder.encode_queries = lambda texts: asked.extend(texts) or encoder._encode(texts)
    with Searcher.open(store, encoder=encoder) as searcher:
        for query in QUERIES[:3]:
            searcher.verdict(query, searcher.search(f" {query} "))
    assert asked == QUERIES[:3]


def test_another_index_is_not_answered_from_what_was_kept(searcher):
    class Nothing:
        def scores(self, query):
            return np.zeros(24, np.float32)

    before = searcher.signals(["munitie"])[0].dense
    assert before.any()
    assert not searcher.varied(dense=Nothing()).signals(["munitie"])[0].dense.any()
    assert searcher.signals(["munitie"])[0].dense is before
    with pytest.raises(ValueError, match="read-only"):
        before[0] = 1


def test_k_bounds_the_hits(searcher):
    assert len(searcher.search("munitie", k=1)) == 1
    assert len(searcher.search("munitie", k=1000)) == 24
    assert searcher.search("munitie", k=0) == []


def test_a_query_without_any_term_still_gives_k(searcher):
    assert len(searcher.search("de het een", k=10)) == 10


@pytest.mark.parametrize("query", ["", "  \n\t", "x" * (LONGEST_QUERY + 1), "a " * 50_000])
def test_an_empty_or_endless_question_is_refused(searcher, query):
    with pytest.raises(QueryError):
        searcher.search(query)


def test_the_longest_question_is_searched(searcher):
    assert searcher.search(("munitie " * LONGEST_QUERY)[:LONGEST_QUERY], k=1)


def test_many_queries_give_what_each_gives(searcher):
    together = searcher.search_many(QUERIES, k=7)
    assert together == [searcher.search(query, k=7) for query in QUERIES]
    assert searcher.search_many([]) == []


def test_equals_are_ordered_newest_first_then_by_id(tmp_path):
    pair = ("Wat kost het?", "Veel.")
    documents = [
        parsed("d", pair, received=date(2020, 1, 1)),
        parsed("c", pair, received=date(2023, 1, 1)),
        parsed("b", pair, pair, received=date(2020, 1, 1)),
        parsed("a", pair),
    ]
    build(tmp_path, documents, encoder=HashingEncoder())
    with Searcher.open(tmp_path, encoder=HashingEncoder()) as searcher:
        hits = searcher.search("Wat kost het?")
    assert [hit.pair.id for hit in hits] == ["c#1", "b#1", "b#2", "d#1", "a#1"]
    assert len({hit.score for hit in hits}) == 1


def test_ties_between_pairs_go_by_id_as_text(tmp_path):
    build(tmp_path, [parsed("a", *[("Gelijk?", "Ja.")] * 11)], encoder=HashingEncoder())
    with Searcher.open(tmp_path, encoder=HashingEncoder()) as searcher:
        found = [hit.pair.id for hit in searcher.search("Gelijk?", k=20)]
    assert found == sorted(found)


@pytest.mark.parametrize(
    "query", ["kst-12345-2#3", "kst-12345-2 vraag 3", "vraag 3 van kst-12345-2"]
)
def test_what_is_named_comes_first_and_is_answered(searcher, query):
    hits = searcher.search(query, k=3)
    assert hits[0].pair.id == "kst-12345-2#3"
    assert [hit.rank for hit in hits] == [1, 2, 3]
    assert hits[0].score > hits[1].score
    verdict = searcher.verdict(query, hits)
    assert (verdict.label, verdict.probability) == (Label.ANSWERED, 1.0)


def test_a_named_document_gives_its_pairs_in_order(searcher):
    hits = searcher.search("kst-12345-2", k=8)
    assert [hit.pair.number for hit in hits] == list("12345678")
    assert {hit.document.id for hit in hits} == {"kst-12345-2"}


def test_a_name_that_is_not_there_is_searched_as_words(searcher):
    hits = searcher.search("kst-99999-1 vraag 3", k=2)
    assert len(hits) == 2
    assert searcher.verdict("kst-99999-1 vraag 3", hits).probability < 1


def test_documents_and_pairs_are_given(searcher):
    assert searcher.documents() == [p.document for p in DOCUMENTS]
    assert searcher.pairs("kst-12345-1") == list(DOCUMENTS[0].pairs)
    assert searcher.pairs("nowhere") == []
    assert searcher.pair("kst-12345-1#2") == DOCUMENTS[0].pairs[1]
    assert searcher.pair("kst-12345-1#99") is None
    assert searcher.pair("") is None
    assert searcher.document("kst-12345-3") == DOCUMENTS[2].document
    assert searcher.document("nowhere") is None
    assert searcher.source("kst-12345-3") == DOCUMENTS[2].source
    assert searcher.source("nowhere") is None


def test_the_status_says_what_is_there(searcher):
    status = searcher.status()
    assert (status.documents, status.pairs, status.generation) == (3, 24, 1)
    assert (status.earliest, status.latest) == ("2021-01-01", "2023-01-01")
    assert (status.encoder, status.dimension) == ("hashing", 64)
    assert status.built.endswith("+00:00")
    assert status.index_bytes > 0 < status.corpus_bytes


def test_a_store_without_pairs_opens_but_is_not_searched(tmp_path):
    build(tmp_path, [parsed("brief", text="Geachte")], encoder=HashingEncoder())
    with Searcher.open(tmp_path, encoder=HashingEncoder()) as searcher:
        assert searcher.status().documents == 1
        with pytest.raises(StoreEmpty, match="kamervragen index"):
            searcher.search("iets")


def test_a_filter_that_nothing_passes_gives_no_hits(searcher):
    from qa.model import Filters

    hits = searcher.search("munitie", filters=Filters(ministry="nergens"))
    assert hits == []
    assert searcher.verdict("munitie", hits).label is Label.NONE


def test_threads_get_the_same_hits(searcher):
    expected = searcher.search_many(QUERIES)
    results = [None] * 4

    def work(at):
        results[at] = searcher.search_many(QUERIES)

    threads = [threading.Thread(target=work, args=(at,)) for at in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert results == [expected] * 4


@pytest.mark.parametrize("threads", ["1", "4"])
def test_processes_give_the_same_hits_to_the_bit(store, searcher, threads):
    code = """
import json, sys
from pathlib import Path
from tests.index_helpers import HashingEncoder
from index.search import Searcher
searcher = Searcher.open(Path(sys.argv[1]), encoder=HashingEncoder())
found = searcher.search_many(json.loads(sys.argv[2]))
print(json.dumps([[(h.pair.id, h.score, h.dense, h.lexical) for h in hits] for hits in found]))
"""
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "OMP_NUM_THREADS": threads,
        "PYTHONHASHSEED": threads,
    }
    done = subprocess.run(
        [sys.executable, "-c", code, str(store), json.dumps(QUERIES)],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    expected = [
        [[h.pair.id, h.score, h.dense, h.lexical] for h in hits]
        for hits in searcher.search_many(QUERIES)
    ]
    assert json.loads(done.stdout) == expected
