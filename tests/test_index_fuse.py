import numpy as np
import pytest

from index.fuse import Fusion, Method, chosen, fuse

DENSE = np.array([0.2, 0.8, 0.5, 0.2], np.float32)
LEXICAL = np.array([10, 0, 5, 2.5], np.float32)


def fused(method, weight=0.5, ideal=20.0):
    return fuse(DENSE, LEXICAL, ideal, Fusion(method, weight))


def test_between_lowest_and_highest_by_hand():
    expected = [0.5 / 1.5, 1 / 1.5, 0.75 / 1.5, 0.125 / 1.5]
    np.testing.assert_allclose(fused(Method.MINMAX), expected, rtol=1e-6)


def test_by_the_highest_by_hand():
    expected = [0.7 / 1.5, 0.8 / 1.5, 0.75 / 1.5, 0.325 / 1.5]
    np.testing.assert_allclose(fused(Method.TOP), expected, rtol=1e-6)


def test_by_the_ideal_by_hand():
    expected = [0.45 / 1.5, 0.8 / 1.5, 0.625 / 1.5, 0.2625 / 1.5]
    np.testing.assert_allclose(fused(Method.IDEAL), expected, rtol=1e-6)


def test_by_deviation_by_hand():
    first, second = (((x - x.mean()) / x.std() + 5) / 10 for x in (DENSE, LEXICAL))
    np.testing.assert_allclose(fused(Method.Z), (first + 0.5 * second) / 1.5, rtol=1e-5)


def test_by_rank_by_hand_where_equals_share_one():
    first = [61 / 63, 1, 61 / 62, 61 / 63]
    second = [1, 61 / 64, 61 / 62, 61 / 63]
    expected = [(a + 0.5 * b) / 1.5 for a, b in zip(first, second, strict=True)]
    np.testing.assert_allclose(fused(Method.RECIPROCAL), expected, rtol=1e-6)


@pytest.mark.parametrize("method", Method)
def test_a_weight_of_nothing_leaves_the_dense_order(method):
    order = np.argsort(-fused(method, 0.0), kind="stable")
    np.testing.assert_array_equal(order, np.argsort(-DENSE, kind="stable"))


@pytest.mark.parametrize("method", Method)
def test_what_matches_nowhere_is_ordered_by_cosine(method):
    found = fuse(DENSE, np.zeros(4, np.float32), 0.0, Fusion(method, 0.5))
    assert np.isfinite(found).all()
    assert found.argmax() == DENSE.argmax()


@pytest.mark.parametrize("method", Method)
def test_one_pair_and_none(method):
    none = np.zeros(0, np.float32)
    assert len(fuse(none, none, 1.0, Fusion(method, 0.5))) == 0
    assert np.isfinite(fuse(DENSE[:1], LEXICAL[:1], 20.0, Fusion(method, 0.5))).all()


def test_the_choice_that_is_kept_can_be_read():
    assert chosen().method in Method
    assert 0 < chosen().lexical < 5
