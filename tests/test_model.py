"""The bundled encoder as it ships: whole, small, offline, exact, and bilingual."""

import re
import socket

import numpy as np
import pytest

from index.training import sources
from tests.conftest import ROOT

FOLDER = ROOT / "index" / "model"
TEXTS = [
    "Hoeveel vluchtelingen zijn er dit jaar opgevangen?",
    "Wat?",
    "De minister antwoordt dat de kosten van de opvang in het afgelopen jaar zijn gestegen. " * 12,
    "How many refugees were taken in this year?",
    "kosten opvang gemeenten",
]
TRANSLATIONS = [
    ("Hoeveel vluchtelingen zijn er opgevangen?", "How many refugees were taken in?"),
    ("Wanneer komt de nieuwe begroting?", "When will the new budget come?"),
    ("Waarom is de brug gesloten?", "Why has the bridge been closed?"),
    ("Wie betaalt de schade aan de woningen?", "Who pays for the damage to the houses?"),
    ("Zijn de scholen veilig genoeg?", "Are the schools safe enough?"),
    ("Welke wapens zijn er geleverd?", "Which weapons were delivered?"),
]


@pytest.fixture(scope="module")
def encoder():
    """The folder as a stranger loads it, on a machine whose network is refused."""
    from sentence_transformers import SentenceTransformer

    def refuse(*_):
        raise AssertionError("the encoder asked for the network")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", refuse)
        patch.setattr(socket, "getaddrinfo", refuse)
        return SentenceTransformer(str(FOLDER), device="cpu")


def vectors(encoder, texts, **options):
    return encoder.encode(texts, normalize_embeddings=True, show_progress_bar=False, **options)


def test_the_folder_fits_in_64_megabytes():
    size = sum(path.stat().st_size for path in FOLDER.rglob("*") if path.is_file())
    assert 20_000_000 < size <= 64_000_000


def test_half_precision_is_computed_with_in_full(encoder):
    import torch

    assert {p.dtype for p in encoder.parameters()} == {torch.float32}
    assert vectors(encoder, TEXTS).dtype == np.float32


def test_vectors_are_the_same_each_time_and_in_any_batch(encoder):
    together = vectors(encoder, TEXTS)
    assert together.shape == (len(TEXTS), 384)
    assert np.array_equal(together, vectors(encoder, TEXTS))
    alone = np.concatenate([vectors(encoder, [text]) for text in TEXTS])
    assert np.abs(together - alone).max() <= 1e-5
    assert np.allclose(np.linalg.norm(together, axis=1), 1.0, atol=1e-5)


def test_a_question_is_nearest_to_its_translation(encoder):
    dutch, english = zip(*TRANSLATIONS, strict=True)
    likeness = vectors(encoder, dutch) @ vectors(encoder, english).T
    assert likeness.argmax(axis=1).tolist() == list(range(len(TRANSLATIONS)))
    assert likeness.argmax(axis=0).tolist() == list(range(len(TRANSLATIONS)))


def test_keywords_and_a_typing_error_find_their_question(encoder):
    dutch = [pair[0] for pair in TRANSLATIONS]
    asked = [
        "begroting nieuw",
        "schade woningen betalen",
        "Hoeveel vluchtelingen zijn er opgevagen?",
    ]
    assert (vectors(encoder, asked) @ vectors(encoder, dutch).T).argmax(axis=1).tolist() == [
        1,
        3,
        0,
    ]


def test_no_text_in_latin_letters_is_unknown(encoder):
    pieces = encoder.tokenizer.tokenize("Coördinatie-overleg: § 3, «ja» – 5 € (art. 12a); één?")
    assert "[UNK]" not in pieces


def test_the_card_names_every_source_with_its_licence():
    card = (FOLDER / "README.md").read_text(encoding="utf-8")
    for source in (*sources.PARALLEL, *sources.PASSAGES, *sources.DUTCH, sources.QUESTIONS):
        assert f"`{source.file}`" in card
        (line,) = [line for line in card.splitlines() if f"`{source.file}`" in line]
        assert source.licence in line
    assert not re.search(r"@[A-Z]+@", card)
    assert "| own questions, test, nl |" in card
