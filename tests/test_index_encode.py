import json
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index import encode
from index.encode import load_encoder
from qa.errors import EncoderError

ROOT = Path(__file__).resolve().parent.parent
TEXTS = [f"{'Een woord over Irak. ' * (n % 7)}Vraag {n}?" for n in range(40)]


@pytest.fixture(scope="module")
def encoder():
    return load_encoder()


def test_rows_are_of_unit_length(encoder):
    rows = encoder.encode_passages(TEXTS)
    assert rows.shape == (40, encoder.dimension)
    assert rows.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1.0, atol=1e-5)


def test_a_query_has_the_same_bits_in_any_company(encoder):
    together = encoder.encode_queries(TEXTS[:8])
    alone = np.concatenate([encoder.encode_queries([text]) for text in TEXTS[:8]])
    np.testing.assert_array_equal(together, alone)


def test_a_passage_depends_little_on_its_company(encoder):
    together = encoder.encode_passages(TEXTS)
    alone = np.concatenate([encoder.encode_passages([text]) for text in TEXTS[:10]])
    np.testing.assert_allclose(together[:10], alone, atol=1e-5)


def test_no_texts_give_no_rows(encoder):
    assert encoder.encode_queries([]).shape == (0, encoder.dimension)
    assert encoder.encode_passages([]).shape == (0, encoder.dimension)


def test_importing_and_describing_loads_no_torch():
    code = (
        "import sys; from index.encode import load_encoder; e = load_encoder(); "
        "assert len(e.fingerprint) == 64; print('torch' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert done.stdout.strip() == "False"


@pytest.fixture
def folder(tmp_path):
    """A folder that looks like a model, with weights that are none."""
    made = tmp_path / "some-model"
    made.mkdir()
    (made / "model.safetensors").write_bytes(b"weights")
    (made / "config.json").write_text("{}")
    return made


def test_the_fingerprint_follows_the_content(folder, tmp_path):
    before = load_encoder(str(folder)).fingerprint
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    assert load_encoder(str(copy)).fingerprint == before
    (copy / "README.md").write_text("about")
    assert load_encoder(str(copy)).fingerprint == before
    (copy / "config.json").write_text("{ }")
    assert load_encoder(str(copy)).fingerprint != before
    (folder / "model.safetensors").write_bytes(b"WEIGHTS")
    assert load_encoder(str(folder)).fingerprint != before


@pytest.mark.parametrize(
    ("name", "own", "query", "passage"),
    [
        ("multilingual-e5-small", None, "query: ", "passage: "),
        ("plain", None, "", ""),
        (
            "bge-small-en-v1.5",
            None,
            "Represent this sentence for searching relevant passages: ",
            "",
        ),
        ("bge-m3", None, "", ""),
        ("my-e5-small", {"query": "Q: ", "document": "D: "}, "Q: ", "D: "),
        ("plain", {"query": "", "document": ""}, "", ""),
    ],
)
def test_prompts_are_the_models_own_or_those_of_its_family(folder, name, own, query, passage):
    place = folder.rename(folder.parent / name)
    if own is not None:
        settings = json.dumps({"prompts": own})
        (place / "config_sentence_transformers.json").write_text(settings)
    assert load_encoder(str(place)).prompts == {"query": query, "passage": passage}


def test_a_folder_without_weights_is_named(tmp_path):
    with pytest.raises(EncoderError, match=r"model\.safetensors"):
        load_encoder(str(tmp_path))


def test_weights_that_cannot_be_read_are_named(folder):
    with pytest.raises(EncoderError, match="some-model"):
        load_encoder(str(folder)).encode_queries(["x"])


@pytest.mark.parametrize("name", ["/nowhere/model", "nowhere", "./x/y", "a/b/c"])
def test_a_name_that_is_none_is_refused_without_asking_the_network(name, monkeypatch):
    monkeypatch.setattr(encode, "hub_folder", pytest.fail)
    with pytest.raises(EncoderError, match="Geen encoder"):
        load_encoder(name)


def test_an_unreachable_hub_is_one_sentence(monkeypatch):
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    code = (
        "from index.encode import load_encoder\n"
        "from qa.errors import EncoderError\n"
        "try: load_encoder('nobody/no-such-model')\n"
        "except EncoderError as error: print(error)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert "nobody/no-such-model" in done.stdout
    assert len(done.stdout.splitlines()) == 1
