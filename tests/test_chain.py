"""The rising chain: which numbers count up through a document."""

from qa.chain import Candidate, rising_chain


def chain(*numbers, weights=None):
    """The numbers that are taken, of candidates one after the other."""
    weights = weights or [1.0] * len(numbers)
    candidates = [
        Candidate(n, n, at, weight)
        if isinstance(n, int)
        else Candidate(n[0], n[0], at, weight, n[1])
        for at, (n, weight) in enumerate(zip(numbers, weights, strict=True))
    ]
    return [numbers[index] for index in rising_chain(candidates)]


def test_no_candidates_have_no_chain():
    assert rising_chain([]) == []


def test_numbers_that_do_not_count_up_are_left_out():
    assert chain(1, 7, 2, 2031, 3, 1, 4) == [1, 2, 3, 4]


def test_a_list_within_an_answer_does_not_break_the_count():
    assert chain(1, 2, 1, 2, 3, 3, 4, 5) == [1, 2, 3, 4, 5]


def test_a_missing_number_is_skipped():
    assert chain(1, 2, 4, 5) == [1, 2, 4, 5]


def test_a_far_number_costs_more_than_it_is_worth():
    assert chain(1, 2, 9) == [1, 2]


def test_of_two_equal_numbers_the_likelier_is_taken():
    candidates = [Candidate(1, 1, 0, 1.0), Candidate(2, 2, 1, 0.5), Candidate(2, 2, 2, 1.0)]
    assert rising_chain([*candidates, Candidate(3, 3, 3, 1.0)]) == [0, 2, 3]


def test_a_group_counts_from_its_last_number():
    candidates = [Candidate(1, 1, 0, 1.0), Candidate(2, 4, 1, 1.0), Candidate(3, 3, 2, 1.0)]
    assert rising_chain([*candidates, Candidate(5, 5, 3, 1.0)]) == [0, 1, 3]


def test_letters_count_up_behind_their_number():
    assert chain((1, 0), (1, 1), (1, 2), (2, 0), (2, 1), (3, 1)) == [
        (1, 0), (1, 1), (1, 2), (2, 0), (2, 1), (3, 1),
    ]  # fmt: skip
    assert chain((1, 1), (1, 1), (1, 2)) == [(1, 1), (1, 2)]
