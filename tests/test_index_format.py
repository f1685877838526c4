"""A store whose index of words has another layout is refused by name, and rebuilt in place."""

import json

import pytest

from index.build import build
from index.lexical import layout
from index.manifest import FILE
from index.search import Searcher
from qa.errors import StoreForeign
from tests.index_helpers import HashingEncoder, parsed


@pytest.fixture
def store(tmp_path):
    build(tmp_path, [parsed("a", ("Wat is dat?", "Een haven."))], encoder=HashingEncoder())
    return tmp_path


@pytest.mark.parametrize("found", ["tantivy 0.1: body", None])
def test_another_layout_is_refused_and_named(store, found):
    manifest = json.loads((store / FILE).read_text())
    if found is None:  # a store of before layouts were named
        del manifest["analyser"]["layout"]
    else:
        manifest["analyser"]["layout"] = found
    (store / FILE).write_text(json.dumps(manifest))
    with pytest.raises(StoreForeign) as caught:
        Searcher.open(store, encoder=HashingEncoder())
    assert (found or "zonder vermelde indeling") in str(caught.value)
    assert layout() in str(caught.value)
    assert "kamervragen index" in str(caught.value)
    assert build(store, [], encoder=HashingEncoder()).generation == 2
    with Searcher.open(store, encoder=HashingEncoder()) as searcher:
        assert searcher.search("haven")[0].pair.id == "a#1"


def test_the_layout_names_the_engine_and_every_field():
    assert layout().startswith("tantivy ")
    assert layout().endswith("body question context grams")
