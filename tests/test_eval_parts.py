from dataclasses import replace

from eval.parts import Part, PartRetriever
from tests.eval_fakes import ListRetriever

DENSE = {"toets#1": 0.2, "toets#2": 0.9, "toets#3": 0.2}
LEXICAL = {"toets#1": 5.0, "toets#3": 7.0}


class Fused(ListRetriever):
    """Ranks by pair id, whatever its parts say."""

    def search(self, query, **options):
        return [
            replace(hit, dense=DENSE[hit.pair.id], lexical=LEXICAL.get(hit.pair.id))
            for hit in super().search("", **options)
        ]


def found(part, k=10):
    hits = PartRetriever(Fused(), part).search("schapen", k=k)
    return [(hit.rank, hit.pair.id, hit.score) for hit in hits]


def test_a_part_ranks_by_its_own_score_and_equals_by_pair_id():
    assert found(Part.DENSE) == [(1, "toets#2", 0.9), (2, "toets#1", 0.2), (3, "toets#3", 0.2)]


def test_a_pair_without_that_score_is_not_found():
    assert found(Part.LEXICAL) == [(1, "toets#3", 7.0), (2, "toets#1", 5.0)]


def test_the_best_of_all_pairs_is_found_even_if_fusion_ranks_it_low():
    assert found(Part.LEXICAL, k=1) == [(1, "toets#3", 7.0)]
    (hits,) = PartRetriever(Fused(), Part.DENSE).search_many(["schapen"], k=1)
    assert [hit.pair.id for hit in hits] == ["toets#2"]


def test_everything_else_is_that_of_the_whole():
    part, whole = PartRetriever(Fused(), Part.DENSE), Fused()
    assert part.documents() == whole.documents() and part.pairs("toets") == whole.pairs("toets")
    assert part.pair("toets#1") == whole.pair("toets#1")
    assert part.document("toets") == whole.document("toets")
    assert part.source("toets") == whole.source("toets")
    hits = whole.search("schapen")
    assert part.verdict("schapen", hits) == whole.verdict("schapen", hits)
