import numpy as np
import pytest

from eval import bootstrap
from eval.measures import verdict


def test_a_mean_lies_inside_its_interval_which_narrows_with_more_questions():
    few, many = bootstrap.mean([0, 1] * 10), bootstrap.mean([0, 1] * 1000)
    assert few.value == many.value == 0.5
    assert few.low < 0.5 < few.high
    assert many.high - many.low < (few.high - few.low) / 5


def test_the_interval_of_a_mean_is_close_to_the_normal_one():
    figure = bootstrap.mean([0, 1] * 200)
    half = 1.96 * 0.5 / 400**0.5
    assert figure.low == pytest.approx(0.5 - half, abs=0.006)
    assert figure.high == pytest.approx(0.5 + half, abs=0.006)


def test_the_same_values_give_the_same_interval():
    assert bootstrap.mean([0.1, 0.5, 0.9]) == bootstrap.mean([0.1, 0.5, 0.9])


def test_without_spread_there_is_no_width_and_without_questions_no_value():
    figure = bootstrap.mean([1.0, 1.0])
    assert (figure.low, figure.high, figure.count) == (1.0, 1.0, 2)
    assert np.isnan(bootstrap.mean([]).value)


def test_a_difference_is_paired():
    # The values spread widely, but each question gains exactly 0.1.
    before = [0.0, 0.2, 0.5, 0.9]
    figure = bootstrap.paired(before, [value + 0.1 for value in before])
    assert (figure.value, figure.low, figure.high) == pytest.approx((0.1, 0.1, 0.1))


def test_runs_of_different_length_are_no_pairs():
    with pytest.raises(ValueError):
        bootstrap.paired([1.0], [1.0, 0.0])


def test_a_verdict_figure_has_an_interval_around_it():
    answerable = np.array([True] * 20 + [False] * 20)
    probability = np.concatenate([np.linspace(0.3, 1, 20), np.linspace(0, 0.7, 20)])
    figures = bootstrap.of_verdict(verdict, answerable, probability)
    auroc = figures["AUROC"]
    assert auroc.value == verdict(answerable, probability)["AUROC"]
    assert 0.5 < auroc.low < auroc.value < auroc.high <= 1
    assert figures == bootstrap.of_verdict(verdict, answerable, probability)


def test_a_verdict_over_one_kind_of_question_stays_undefined():
    figures = bootstrap.of_verdict(verdict, np.array([True]), np.array([0.5]))
    assert np.isnan(figures["AUROC"].value)
