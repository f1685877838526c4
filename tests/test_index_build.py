import json
import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
from pathlib import Path

import numpy as np
import pytest

import index.build
from index.analysis import ANALYSER
from index.build import build
from index.corpus import Corpus
from index.generations import building
from index.search import Searcher
from qa.errors import StoreError, StoreForeign
from qa.model import Format
from tests.index_helpers import A, B, HashingEncoder, parsed, small_store

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def store(tmp_path):
    return small_store(tmp_path / "store")


def found(store, query="Waar ligt Irak?"):
    with Searcher.open(store, encoder=HashingEncoder()) as searcher:
        return [hit.pair.id for hit in searcher.search(query)]


def test_the_layout_of_a_store(store):
    manifest = json.loads((store / "manifest.json").read_text())
    assert manifest["generation"] == 1
    assert manifest["counts"] == {"documents": 2, "pairs": 3, "vectors": 9}
    assert manifest["encoder"]["name"] == "hashing"
    analyser = manifest["analyser"]
    assert (analyser["version"], analyser["stemmer"]) == (ANALYSER, "dutch")
    assert analyser["stemmer_version"] == "3.1.0"
    assert "tantivy" in analyser["layout"]
    assert "antwoord per 100 woorden" in analyser["layout"]
    assert (store / "corpus.sqlite").is_file()
    assert (store / "generations/1/dense.faiss").is_file()
    assert (store / "generations/1/lexical").is_dir()
    assert set(manifest["checksums"]) >= {"generations/1/dense.faiss"}


def test_what_was_parsed_comes_back(store):
    corpus = Corpus(store, 1)
    assert corpus.parsed("a") == A
    assert corpus.parsed("b") == B
    assert corpus.parsed("c") is None
    assert corpus.pair_ids() == ["a#1", "a#2", "b#1"]


def test_a_build_without_news_changes_nothing(store):
    before = (store / "manifest.json").read_bytes()
    encoder = HashingEncoder()
    report = build(store, [A, B], encoder=encoder)
    assert (report.added, report.unchanged, report.generation) == (0, 2, 1)
    assert encoder.encoded == []
    assert (store / "manifest.json").read_bytes() == before


def test_only_new_texts_are_embedded(store):
    encoder = HashingEncoder()
    c = parsed("c", ("Nieuw?", "Ja."), ("Waar ligt Irak?", "In Azië."))
    report = build(store, [A, c], encoder=encoder)
    assert sorted(encoder.encoded) == ["Ja.", "Nieuw?", "Nieuw?\nJa."]
    assert (report.documents, report.added, report.unchanged) == (3, 1, 1)
    assert (report.embedded, report.reused) == (3, 12)


def test_a_document_is_replaced_by_its_id(store):
    newer = parsed("a", ("Waar ligt Syrië?", "Ook in Azië."))
    report = build(store, [newer], encoder=HashingEncoder())
    assert (report.added, report.replaced, report.documents, report.pairs) == (1, 1, 2, 2)
    assert found(store, "Waar ligt Syrië?")[0] == "a#1"
    with sqlite3.connect(store / "corpus.sqlite") as connection:
        assert connection.execute("SELECT count(*) FROM documents").fetchone() == (2,)
        assert connection.execute("SELECT count(*) FROM sources").fetchone() == (2,)
        assert connection.execute("SELECT count(*) FROM vectors").fetchone() == (6,)


def test_a_document_that_a_newer_parser_reads_otherwise_is_replaced(store):
    from dataclasses import replace

    report = build(store, [replace(A, pairs=A.pairs[:1])], encoder=HashingEncoder())
    assert (report.replaced, report.pairs, report.embedded) == (1, 2, 0)


def test_documents_are_removed(store):
    report = build(store, [], encoder=HashingEncoder(), remove=["a", "nowhere"])
    assert (report.removed, report.documents, report.pairs) == (1, 1, 1)
    assert found(store) == ["b#1"]


@pytest.mark.parametrize("order", [1, -1])
def test_one_official_document_in_two_formats_is_one(tmp_path, order):
    pairs = (("Vraag een?", "Ja."), ("Vraag twee?", "Nee."))
    pdf = parsed("kst-1-2", *pairs[:1], form=Format.PDF)
    xml = parsed("kst-1-2", *pairs, form=Format.XML, text="slot")
    report = build(tmp_path, [pdf, xml][::order], encoder=HashingEncoder())
    assert (report.documents, report.pairs, report.duplicates) == (1, 2, 1)
    again = build(tmp_path, [pdf, xml][::order], encoder=HashingEncoder())
    assert (again.generation, again.added) == (1, 0)


def test_two_files_whose_names_give_one_id_stay_two(tmp_path):
    first = parsed("vragen", ("Een?", "Ja."), source="vragen.txt")
    second = parsed("vragen", ("Twee?", "Nee."), source="vragen.docx")
    report = build(tmp_path, [first, second], encoder=HashingEncoder())
    assert report.documents == 2
    assert build(tmp_path, [second], encoder=HashingEncoder()).unchanged == 1
    other = f"vragen-{second.source.sha256[:8]}"
    assert set(found(tmp_path, "Twee?")) == {f"{other}#1", "vragen#1"}


def test_another_encoder_rebuilds_from_the_corpus(store):
    report = build(store, [], encoder=HashingEncoder("other", "0" * 64))
    assert (report.generation, report.embedded) == (2, 9)
    with pytest.raises(StoreForeign, match=r"other.*hashing.*kamervragen index"):
        Searcher.open(store, encoder=HashingEncoder())


def test_a_reader_keeps_its_generation_through_many_builds(store):
    with Searcher.open(store, encoder=HashingEncoder()) as reader:
        before = reader.search("Waar ligt Irak?")
        for n in range(3):
            build(store, [parsed("a", (f"Nieuw {n}?", "Ja."))], encoder=HashingEncoder())
        assert reader.search("Waar ligt Irak?") == before
        assert reader.pairs("a") == list(A.pairs)
        assert reader.source("a") == A.source
        assert sorted(p.name for p in (store / "generations").iterdir()) == ["1", "4"]
    build(store, [parsed("c", ("Klaar?", "Ja."))], encoder=HashingEncoder())
    assert [p.name for p in (store / "generations").iterdir()] == ["5"]


def test_two_builds_at_once_are_refused(store):
    with building(store), pytest.raises(StoreError, match="al gebouwd"):
        build(store, [A], encoder=HashingEncoder())


@pytest.mark.parametrize(
    "step", ["write_dense", "write_lexical", "sync_tree", "write_manifest", "embed"]
)
def test_a_build_that_fails_leaves_the_store_as_it_was(store, monkeypatch, step):
    before = found(store)

    def fail(*_args, **_keywords):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(index.build, step, fail)
        with pytest.raises(KeyboardInterrupt):
            build(store, [parsed("c", ("Waar ligt Irak nu?", "Daar."))], encoder=HashingEncoder())
    assert found(store) == before
    report = build(store, [parsed("d", ("Waar ligt Irak dan?", "Hier."))], encoder=HashingEncoder())
    assert report.documents == 3
    assert "d#1" in found(store)
    assert "c#1" not in found(store)


def test_a_build_that_is_killed_while_embedding_leaves_the_store_as_it_was(store):
    before = found(store)
    code = textwrap.dedent(
        """
        import os, signal, sys
        from pathlib import Path
        from tests.index_helpers import HashingEncoder, parsed
        from index.build import build

        class Deadly(HashingEncoder):
            def encode_passages(self, texts):
                os.kill(os.getpid(), signal.SIGKILL)

        build(Path(sys.argv[1]), [parsed("c", ("Waar ligt Irak nu?", "Daar."))], encoder=Deadly())
        """
    )
    paths = str(ROOT)
    done = subprocess.run(
        [sys.executable, "-c", code, str(store)], env={**os.environ, "PYTHONPATH": paths}
    )
    assert done.returncode == -signal.SIGKILL
    assert found(store) == before
    report = build(store, [], encoder=HashingEncoder())
    assert (report.documents, report.generation) == (2, 1)
    with sqlite3.connect(store / "corpus.sqlite") as connection:
        assert connection.execute("SELECT count(*) FROM documents").fetchone() == (2,)


def test_the_same_documents_give_the_same_index_in_any_order(tmp_path):
    for name, documents in (("x", [A, B]), ("y", [B, A])):
        build(tmp_path / name, documents, encoder=HashingEncoder())
    x, y = (json.loads((tmp_path / n / "manifest.json").read_text()) for n in "xy")
    assert x["corpus"] == y["corpus"]
    dense = "generations/1/dense.faiss"
    assert x["checksums"][dense] == y["checksums"][dense]


def test_a_store_without_pairs_is_made(tmp_path):
    report = build(tmp_path, [parsed("brief", text="Geachte voorzitter")], encoder=HashingEncoder())
    assert (report.documents, report.pairs) == (1, 0)


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="--store"):
        build(tmp_path / "file" / "store", [A], encoder=HashingEncoder())


def test_progress_is_told_in_order(tmp_path):
    told = []
    build(
        tmp_path,
        [parsed("a", *[(f"Vraag {n}?", "Ja.") for n in range(300)])],
        encoder=HashingEncoder(),
        progress=lambda at, total, name: told.append((at, total, name)),
    )
    assert [at for at, _, _ in told] == [0, 256, 512]
    assert {total for _, total, _ in told} == {601}  # the one answer, once
    assert np.all([name for _, _, name in told])
