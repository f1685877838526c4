import numpy as np
import pytest

from index.dense import Dense, write_dense


@pytest.fixture(scope="module")
def vectors():
    rows = np.random.default_rng(7).normal(size=(60, 16)).astype(np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


@pytest.fixture(scope="module")
def owners():
    """Pairs with one, two and three vectors."""
    return np.repeat(np.arange(30), [1, 2, 3] * 10).astype(np.int64)


@pytest.fixture(scope="module")
def dense(tmp_path_factory, vectors, owners):
    path = tmp_path_factory.mktemp("dense") / "dense.faiss"
    write_dense(path, vectors, owners)
    return Dense(path)


def test_scores_are_those_of_brute_force(dense, vectors, owners):
    for query in vectors[::7]:
        expected = [max(vectors[owners == pair] @ query) for pair in range(30)]
        np.testing.assert_allclose(dense.scores(query), expected, atol=1e-6)


def test_a_vector_finds_itself(dense, vectors, owners):
    scores = dense.scores(vectors[17])
    assert scores.argmax() == owners[17]
    assert scores.max() == pytest.approx(1.0, abs=1e-6)


def test_hand_computed_scores(tmp_path):
    write_dense(
        tmp_path / "d", np.array([[1, 0], [0.6, 0.8], [0, -1]], np.float32), np.array([0, 0, 1])
    )
    np.testing.assert_allclose(
        Dense(tmp_path / "d").scores(np.array([0, 1], np.float32)), [0.8, -1.0], atol=1e-7
    )


def test_an_index_without_vectors(tmp_path):
    write_dense(tmp_path / "d", np.zeros((0, 8), np.float32), np.zeros(0, np.int64))
    empty = Dense(tmp_path / "d")
    assert (empty.size, empty.pairs, empty.dimension) == (0, 0, 8)
    assert len(empty.scores(np.zeros(8, np.float32))) == 0
