"""documents.toml: what is known of a document beside its file."""

import pytest

from qa import catalogue
from qa.errors import DamagedFile
from qa.model import Format, SourceText


def source(name="a.txt", **metadata):
    return SourceText(name, Format.TXT, "0", "tekst", metadata=metadata)


def test_a_catalogue_adds_to_what_the_file_says_and_wins(tmp_path):
    (tmp_path / "documents.toml").write_text('["a.txt"]\nid = "kst-1-2"\nzaken = ["A", "B"]\n')
    known = catalogue.load(tmp_path)
    applied = catalogue.apply(source(id="slug", title="T"), known)
    assert applied.metadata == {"id": "kst-1-2", "title": "T", "zaken": "A; B"}
    assert catalogue.apply(source("b.txt"), known) == source("b.txt")


def test_no_catalogue_is_an_empty_one(tmp_path):
    assert catalogue.load(tmp_path) == {}


@pytest.mark.parametrize("text", ["id = ", '["a.txt"]\nnummer = "1"\n', 'a = "b"\n', '"\xff"'])
def test_a_wrong_catalogue_is_named(tmp_path, text):
    (tmp_path / "documents.toml").write_bytes(text.encode("latin-1"))
    with pytest.raises(DamagedFile, match=r"documents\.toml"):
        catalogue.load(tmp_path)


def test_the_sample_has_an_entry_for_each_of_its_documents(sample):
    assert set(catalogue.load(sample)) == {path.name for path in sample.glob("*.txt")}
