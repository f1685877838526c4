"""Every variant is searched over the same store, and lacks what its name says."""

import pytest

from eval.ablate import ablate, markdown
from eval.ingredients import runs, without
from eval.sets import Question
from index.build import build
from index.search import Searcher
from tests.index_helpers import HashingEncoder, parsed

PAIRS = [
    ("Hoeveel helikopters zijn er?", "Het helikopterdetachement telt vier helikopters."),
    ("Wie betaalt het detachement?", "Het ministerie van Defensie (MvD)."),
    ("Hoe heet premier Kadhimi?", "Mustafa al-Kadhimi."),
]
NAMES = [
    *("no stems", "no compounds", "no n-grams", "no abbreviations", "no fields"),
    "no thesaurus",
    *("question vector only", "no answer windows", "reciprocal rank", "min–max"),
    "no order by words",
]


@pytest.fixture
def searcher(tmp_path):
    document = parsed("a", *PAIRS, title="Missies")
    build(tmp_path / "store", [document], encoder=HashingEncoder())
    with Searcher.open(tmp_path / "store", encoder=HashingEncoder()) as opened:
        yield opened


def test_each_variant_lacks_its_ingredient(searcher, tmp_path):
    variants = dict(without(searcher, tmp_path))
    assert list(variants) == NAMES

    def scores(name, query):
        return variants[name].lexical.scores(query)

    assert searcher.lexical.scores("detachementen")[0] > 0 == scores("no n-grams", "Kazimi")[2]
    assert scores("no compounds", "detachementen")[0] < scores("no stems", "detachement")[0]
    assert scores("no fields", "missies")[0] == 0 < searcher.lexical.scores("missies")[0]
    assert searcher.dense.size == 9
    assert variants["question vector only"].dense.size == 3
    assert variants["no answer windows"].dense.size == 6
    assert variants["reciprocal rank"].fusion != searcher.fusion


def test_all_runs_make_one_table(searcher, tmp_path):
    questions = [Question("q1", "helicopters", relevant={"a#1": 2})]
    whole, lacking, parts = runs(questions, searcher, tmp_path, lambda done, total: None)
    assert [run.name for run in lacking] == NAMES
    assert [run.name for run in parts] == ["dense alone", "lexical alone"]
    page = markdown(ablate(whole, lacking, parts))
    assert "| MRR@10 | n | whole | no stems |" in page
    assert "| test/nl | 1 | 1.000 |" in page
