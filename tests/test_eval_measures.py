"""Every measure against values worked out by hand, and against a direct computation."""

import random
from dataclasses import replace
from math import log2

import numpy as np
import pytest
from sklearn.metrics import average_precision_score, brier_score_loss, roc_auc_score

from eval.measures import (
    Bin,
    auroc,
    average_precision,
    calibration_error,
    false_rate,
    latency,
    outcomes,
    precision_recall,
    ranking,
    reliability,
    verdict,
)
from tests.eval_fakes import row


def test_ranking_measures_of_graded_judgements():
    # First right hit at rank 2 (grade 1), the best at rank 3 (grade 2), one of three not found.
    values = ranking([row("q", {"a": 2, "b": 1, "c": 1}, ["x", "b", "a", "y"])])["q"]
    gained = 1 / log2(3) + 2 / log2(4)
    ideal = 2 + 1 / log2(3) + 1 / log2(4)
    assert values == pytest.approx(
        {
            "hit@1": 0,
            "hit@3": 1,
            "hit@10": 1,
            "MRR@10": 1 / 2,
            "nDCG@10": gained / ideal,
            "recall@10": 2 / 3,
        }
    )


def test_ranking_stops_at_ten():
    fillers = [f"x{n}" for n in range(10)]
    values = ranking(
        [row("tenth", {"a": 2}, [*fillers[:9], "a"]), row("late", {"a": 2}, [*fillers, "a"])]
    )
    assert values["tenth"]["MRR@10"] == pytest.approx(0.1)
    assert values["tenth"]["hit@10"] == 1
    assert set(values["late"].values()) == {0.0}


def test_a_question_that_found_nothing_counts_as_zero_and_one_without_answer_does_not_count():
    values = ranking(
        [row("found", {"a": 2}, ["a"]), row("failed", {"a": 2}), row("none", {}, ["a"])]
    )
    assert values.keys() == {"found", "failed"}
    assert set(values["failed"].values()) == {0.0}
    assert set(values["found"].values()) == {1.0}


def test_nothing_found_at_all_is_zero_and_not_an_error():
    assert set(ranking([row("failed", {"a": 2})])["failed"].values()) == {0.0}


def test_equal_scores_keep_the_order_of_the_hits():
    tied = row("q", {"a": 2}, ["a", "b", "c"])
    tied = replace(tied, hits=tuple(replace(hit, score=0.5) for hit in tied.hits))
    assert ranking([tied])["q"]["hit@1"] == 1


def test_ir_measures_agrees_with_a_direct_computation():
    generator = random.Random(1)
    rows = []
    for number in range(60):
        found = generator.sample([f"p{n}" for n in range(30)], 12)
        judged = generator.sample([f"p{n}" for n in range(30)], generator.randint(1, 5))
        rows.append(row(f"q{number}", {p: generator.choice((1, 2)) for p in judged}, found))
    for made, values in zip(rows, ranking(rows).values(), strict=True):
        assert values == pytest.approx(direct(made.question.relevant, [h.pair for h in made.hits]))


def direct(relevant, found):
    grades = [relevant.get(pair, 0) for pair in found[:10]]
    right = [at for at, grade in enumerate(grades, start=1) if grade]
    ideal = sorted(relevant.values(), reverse=True)[:10]
    return {
        "hit@1": float(1 in right),
        "hit@3": float(any(at <= 3 for at in right)),
        "hit@10": float(bool(right)),
        "MRR@10": 1 / right[0] if right else 0.0,
        "nDCG@10": gain(grades) / gain(ideal),
        "recall@10": len(right) / len(relevant),
    }


def gain(grades):
    return sum(grade / log2(at + 1) for at, grade in enumerate(grades, start=1))


ANSWERABLE = np.array([True, True, True, True, False, False])
PROBABILITY = np.array([0.9, 0.8, 0.6, 0.2, 0.7, 0.1])


def test_verdict_measures_by_hand():
    values = verdict(ANSWERABLE, PROBABILITY)
    # Of the 4 x 2 couples, the answerable one is higher in (2, 2, 1, 1) = 6.
    assert values["AUROC"] == pytest.approx(6 / 8)
    # Ranked + + - + + -: precision at each answerable question is 1, 1, 3/4 and 4/5.
    assert values["average precision"] == pytest.approx((1 + 1 + 3 / 4 + 4 / 5) / 4)
    # 85 % and 90 % of four questions need all four: the threshold is 0.2, and 0.7 passes it.
    assert values["false answered at 85% recall"] == pytest.approx(1 / 2)
    assert values["false answered at 90% recall"] == pytest.approx(1 / 2)
    squares = 0.1**2 + 0.2**2 + 0.4**2 + 0.8**2 + 0.7**2 + 0.1**2
    assert values["Brier score"] == pytest.approx(squares / 6)
    distances = 0.1 + 0.2 + 0.4 + 0.8 + 0.7 + 0.1
    assert values["calibration error"] == pytest.approx(distances / 6)


def test_the_false_rate_takes_no_more_recall_than_asked():
    answerable = np.array([True] * 20 + [False] * 4)
    probability = np.array([1 - n / 100 for n in range(20)] + [0.99, 0.84, 0.835, 0.0])
    # 17 of 20 are 85 %: threshold 0.84, which two of the four unanswerable ones reach.
    assert false_rate(answerable, probability, 0.85) == pytest.approx(2 / 4)
    assert false_rate(answerable, probability, 0.90) == pytest.approx(3 / 4)


def test_equal_probabilities_fall_on_the_same_side():
    answerable = np.array([True, True, False])
    assert false_rate(answerable, np.array([0.5, 0.5, 0.5]), 0.5) == 1.0


def test_precision_and_recall_by_hand():
    # Thresholds 0.9, 0.5 (twice) and 0.0 over + - + +.
    recall, precision = precision_recall(
        np.array([True, False, True, True]), np.array([0.9, 0.5, 0.5, 0.0])
    )
    assert recall == pytest.approx([1 / 3, 2 / 3, 1])
    assert precision == pytest.approx([1, 2 / 3, 3 / 4])


@pytest.mark.parametrize("seed", range(5))
def test_the_formulas_agree_with_scikit_learn_ties_included(seed):
    generator = np.random.default_rng(seed)
    answerable = generator.random(50) < 0.6
    probability = generator.integers(0, 12, 50) / 12 + 0.0
    assert auroc(answerable, probability) == pytest.approx(roc_auc_score(answerable, probability))
    assert average_precision(answerable, probability) == pytest.approx(
        average_precision_score(answerable, probability)
    )
    assert verdict(answerable, probability)["Brier score"] == pytest.approx(
        brier_score_loss(answerable, probability)
    )


def test_calibration_by_hand():
    answerable = np.array([True, False, True, True])
    probability = np.array([0.21, 0.29, 0.95, 1.0])
    bins = reliability(answerable, probability)
    assert bins == [Bin(pytest.approx(0.25), 0.5, 2), Bin(pytest.approx(0.975), 1.0, 2)]
    assert calibration_error(answerable, probability) == pytest.approx((0.25 * 2 + 0.025 * 2) / 4)


@pytest.mark.parametrize("answerable", [[True, True], [False, False]])
def test_a_verdict_over_one_kind_of_question_is_undefined(answerable):
    values = verdict(np.array(answerable), np.array([0.1, 0.9]))
    assert all(np.isnan(value) for value in values.values())


def test_outcomes_are_those_of_the_rows():
    answerable, probability = outcomes([row("a", {"p": 1}, probability=0.7), row("b", {})])
    assert answerable.tolist() == [True, False]
    assert probability.tolist() == [0.7, 0.0]


def test_with_a_depth_only_a_hit_that_near_counts():
    rows = [
        row("a", {"p": 1}, ["x", "p"]),
        row("b", {"p": 1}, ["x", "y", "p"]),
        row("c", {"p": 1}),
        row("d", {}, ["p"]),
    ]
    assert outcomes(rows, within=2)[0].tolist() == [True, False, False, False]
    assert outcomes(rows, within=3)[0].tolist() == [True, True, False, False]


def test_latency_percentiles_by_hand():
    rows = [row(str(n), {}, milliseconds=float(n)) for n in range(101)]
    assert latency(rows) == {"p50": 50, "p90": 90, "p95": 95, "p99": 99, "max": 100}
    assert latency([]) == {}
