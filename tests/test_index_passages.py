"""What of a pair gets a vector."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.passages import WINDOW, passages, windows
from tests.index_helpers import parsed


def test_question_both_and_the_answer_alone():
    (pair,) = parsed("a", ("Wat is dat?", "Een\nhaven.")).pairs
    assert passages(pair) == ["Wat is dat?", "Wat is dat?\nEen\nhaven.", "Een haven."]


def test_a_question_without_answer_has_one():
    (pair,) = parsed("a", ("Wat is dat?", "")).pairs
    assert passages(pair) == ["Wat is dat?"]


@pytest.mark.parametrize(("count", "expected"), [(1, 1), (100, 1), (101, 2), (180, 2), (181, 3)])
def test_a_long_answer_is_cut(count, expected):
    assert len(list(windows("woord " * count))) == expected


@given(st.integers(1, 1000))
def test_every_word_and_every_run_of_twenty_is_in_some_window(count):
    words = [str(n) for n in range(count)]
    cut = [window.split() for window in windows(" ".join(words))]
    assert all(0 < len(window) <= WINDOW for window in cut)
    for start in range(max(1, count - 19)):
        run = words[start : start + 20]
        assert any(run == w[at : at + len(run)] for w in cut for at in [_at(w, run[0])] if at >= 0)


def _at(window, word):
    return int(word) - int(window[0]) if int(window[0]) <= int(word) else -1
