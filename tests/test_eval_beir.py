import json

import pytest

from eval import beir
from eval.beir_corpus import judged_pairs, pair_id, read_corpus
from eval.errors import SetError
from eval.sets import Question, Split
from qa.verify import prove
from tests.eval_fakes import ListRetriever

QUESTIONS = [
    Question("q1", "schapen", "nl", "keyword", Split.DEV, {"toets#1": 2, "toets#2": 1}),
    Question("q2", "who runs the lock?", "en", "", Split.TEST, {"toets#3": 2}),
    Question("q3", "Regent het?", "nl", "none-far", Split.DEV, {}),
]


def test_a_set_goes_out_and_comes_back_unchanged(tmp_path):
    beir.export(tmp_path, QUESTIONS, ListRetriever())
    assert beir.read(tmp_path) == QUESTIONS


def test_the_files_are_in_beir_layout(tmp_path):
    beir.export(tmp_path, QUESTIONS, ListRetriever())
    corpus = [json.loads(line) for line in (tmp_path / "corpus.jsonl").read_text().splitlines()]
    assert corpus[0] == {
        "_id": "toets#1",
        "title": "Vee en water",
        "text": "Hoeveel schapen zijn er?\nEr zijn twaalf schapen.",
        "metadata": {"question": "Hoeveel schapen zijn er?"},
    }
    assert len(corpus) == 3
    assert (tmp_path / "qrels" / "dev.tsv").read_text() == (
        "query-id\tcorpus-id\tscore\nq1\ttoets#1\t2\nq1\ttoets#2\t1\n"
    )
    assert (tmp_path / "qrels" / "test.tsv").read_text() == (
        "query-id\tcorpus-id\tscore\nq2\ttoets#3\t2\n"
    )


def foreign(tmp_path, queries, **qrels):
    (tmp_path / "qrels").mkdir()
    (tmp_path / "queries.jsonl").write_text("".join(f"{json.dumps(q)}\n" for q in queries))
    for split, text in qrels.items():
        (tmp_path / "qrels" / f"{split}.tsv").write_text(text)
    return tmp_path


def test_a_foreign_data_set_is_read(tmp_path):
    folder = foreign(
        tmp_path,
        [
            {"_id": "1", "text": "a", "metadata": {}},
            {"_id": "2", "text": "b"},
            {"_id": "3", "text": "c"},
        ],
        train="query-id\tcorpus-id\tscore\r\n2\tx\t1\r\n",
        test="query-id\tcorpus-id\tscore\n1\tx\t0\n1\ty\t3\n",
    )
    assert beir.read(folder) == [
        Question("1", "a", relevant={"y": 3}),
        Question("2", "b", split=Split.DEV, relevant={"x": 1}),
        Question("3", "c"),
    ]


@pytest.mark.parametrize(
    ("queries", "qrels", "message"),
    [
        ([{"_id": "1", "text": "a"}], {}, "holds no judgement"),
        ([{"_id": "1", "text": "a"}], {"test": "1\tx\n"}, r"test\.tsv:1: expected"),
        ([{"_id": "1", "text": "a"}], {"test": "1\tx\tja\n"}, r"test\.tsv:1: expected"),
        ([{"_id": "1", "text": "a"}], {"test": "9\tx\t1\n"}, "queries that do not exist"),
        ([{"text": "a"}], {"test": "1\tx\t1\n"}, "no query in BEIR layout"),
        ([{"_id": "1", "text": "a"}] * 2, {"test": "1\tx\t1\n"}, "'1' twice"),
    ],
)
def test_what_is_not_beir_is_refused_by_name(tmp_path, queries, qrels, message):
    with pytest.raises(SetError, match=message):
        beir.read(foreign(tmp_path, queries, **qrels))


def test_our_own_corpus_comes_back_as_the_pairs_it_was(tmp_path):
    beir.export(tmp_path, QUESTIONS, ListRetriever())
    (parsed,) = read_corpus(tmp_path)
    assert parsed.document.id == "toets" and parsed.document.title == "Vee en water"
    assert parsed.pairs == tuple(ListRetriever().pairs("toets"))
    assert judged_pairs(QUESTIONS[0]) == QUESTIONS[0]


def test_foreign_passages_become_documents_of_one_proved_pair(tmp_path):
    passages = [
        {"_id": "MED-10", "title": "Statins", "text": "They help.\nSome say."},
        {"_id": "a/b", "text": "No title."},
        {"_id": "a:b", "title": "", "text": "Nor here."},
    ]
    (tmp_path / "corpus.jsonl").write_text("".join(f"{json.dumps(p)}\n" for p in passages))
    documents = list(read_corpus(tmp_path))
    pairs = [pair for parsed in documents for pair in parsed.pairs]
    assert [(p.question, p.answer) for p in pairs] == [
        ("Statins", "They help.\nSome say."),
        ("", "No title."),
        ("", "Nor here."),
    ]
    assert all(prove(parsed.pairs[0], parsed.source.text) for parsed in documents)
    assert [p.id for p in pairs] == [pair_id(values["_id"]) for values in passages]
    assert pairs[0].id == "MED-10#1"
    assert len({p.id for p in pairs}) == 3
    judged = judged_pairs(Question("q", "x", relevant={"MED-10": 2, "a/b": 1}))
    assert judged.relevant == {"MED-10#1": 2, pairs[1].id: 1}


@pytest.mark.parametrize(
    "line",
    ['{"text": "a"}', '{"_id": "1"}', '{"_id": "1", "text": 3}', '{"_id": "1 2", "text": ""}'],
)
def test_a_corpus_that_is_not_beir_is_refused(tmp_path, line):
    (tmp_path / "corpus.jsonl").write_text(line)
    with pytest.raises(SetError, match=r"corpus\.jsonl:1"):
        list(read_corpus(tmp_path))
