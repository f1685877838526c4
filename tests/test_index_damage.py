"""Damage: every file of a store, in every way that a disk or a user can manage."""

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from index.analysis import ANALYSER
from index.search import Searcher
from qa.errors import StoreDamaged, StoreForeign, StoreMissing
from tests.index_helpers import HashingEncoder, small_store


@pytest.fixture
def store(tmp_path):
    return small_store(tmp_path / "store")


def _truncate(path):
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _scribble(path):
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 64] = bytes(64)[: len(data) - middle] or b"\xff"
    data[0] ^= 0xFF
    path.write_bytes(bytes(data))


def _empty(path):
    path.write_bytes(b"")


def _use(store):
    with Searcher.open(store, encoder=HashingEncoder()) as searcher:
        searcher.search("Waar ligt Irak?")
        for document in searcher.documents():
            searcher.pairs(document.id)
            searcher.source(document.id)


@pytest.mark.parametrize("damage", [_truncate, _scribble, _empty, Path.unlink])
@pytest.mark.parametrize(
    "name", ["manifest.json", "corpus.sqlite", "generations/1/dense.faiss", "lexical"]
)
def test_damage_is_an_error_that_names_the_store(store, damage, name):
    if name == "lexical":
        files = [p for p in (store / "generations/1/lexical").iterdir() if p.suffix == ".json"]
    else:
        files = [store / name]
    for file in files:
        damage(file)
    missing = damage is Path.unlink and name == "manifest.json"
    with pytest.raises(StoreMissing if missing else StoreDamaged, match="kamervragen index"):
        _use(store)


@pytest.mark.parametrize(
    ("table", "column"), [("pairs", "body"), ("documents", "body"), ("sources", "body")]
)
def test_a_text_that_was_changed_in_the_database_is_never_quoted(store, table, column):
    with sqlite3.connect(store / "corpus.sqlite") as connection:
        changed = connection.execute(
            f"UPDATE {table} SET {column} = replace({column}, 'Irak', 'Iran')"
        ).rowcount
        if table == "documents":
            connection.execute("UPDATE documents SET body = replace(body, 'answers', 'letter')")
    assert changed
    with pytest.raises(StoreDamaged):
        _use(store)


def test_pairs_that_are_gone_from_the_database_are_missed(store):
    with sqlite3.connect(store / "corpus.sqlite") as connection:
        connection.execute("DELETE FROM pairs WHERE id = 'a#2'")
    with pytest.raises(StoreDamaged):
        _use(store)


def test_a_generation_that_is_gone_is_missed(store):
    shutil.rmtree(store / "generations")
    with pytest.raises(StoreDamaged):
        _use(store)


def _change_manifest(store, change):
    manifest = json.loads((store / "manifest.json").read_text())
    change(manifest)
    (store / "manifest.json").write_text(json.dumps(manifest))


@pytest.mark.parametrize(
    ("change", "names"),
    [
        (lambda m: m.update(format=99), ["99", "indeling 1"]),
        (lambda m: m["analyser"].update(stemmer_version="2.2.0"), ["2.2.0", "3.1.0"]),
        (lambda m: m["analyser"].update(version=0), ["woordanalyse 0", f"woordanalyse {ANALYSER}"]),
        (lambda m: m["encoder"].update(fingerprint="1" * 64), ["1" * 12, "f" * 12]),
    ],
)
def test_a_foreign_store_names_both_and_says_what_to_run(store, change, names):
    _change_manifest(store, change)
    with pytest.raises(StoreForeign, match="kamervragen index") as caught:
        _use(store)
    for name in names:
        assert name in str(caught.value)


def test_a_manifest_of_another_shape_is_damage(store):
    _change_manifest(store, lambda m: m.pop("counts"))
    with pytest.raises(StoreDamaged):
        _use(store)


@pytest.mark.parametrize("name", ["nowhere", "file"])
def test_no_store_is_named(tmp_path, name):
    (tmp_path / "file").touch()
    with pytest.raises(StoreMissing, match="kamervragen index"):
        Searcher.open(tmp_path / name, encoder=HashingEncoder())
