import numpy as np
import pytest

from index.fuse import reciprocal_rank, scaled, weighted


def array(*values):
    return np.array(values, np.float32)


def test_scores_are_scaled_to_0_1():
    np.testing.assert_allclose(scaled(array(2, 4, 3)), [0, 1, 0.5])
    np.testing.assert_array_equal(scaled(array(2, 2)), [0, 0])
    assert len(scaled(array())) == 0


def test_the_weighted_sum_by_hand():
    np.testing.assert_allclose(
        weighted([array(0, 1, 0.5), array(10, 0, 5)], (3, 1)), [0.25, 0.75, 0.5]
    )


def test_what_is_first_everywhere_scores_1():
    assert weighted([array(0.9, 0.1), array(7, 0)])[0] == pytest.approx(1.0)


def test_reciprocal_rank_by_hand():
    found = reciprocal_rank([array(0.9, 0.5, 0.5), array(1, 3, 2)])
    expected = [1 / 61 + 1 / 63, 1 / 62 + 1 / 61, 1 / 62 + 1 / 62]
    np.testing.assert_allclose(found, expected, rtol=1e-6)
