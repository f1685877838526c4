"""Question numbers as they are printed, and as they are said."""

import pytest

from qa.numbers import expand, listed


@pytest.mark.parametrize(
    ("printed", "numbers"),
    [
        ("2 t/m 4", ("2", "3", "4")),
        ("2t/m4", ("2", "3", "4")),
        ("1a t/m 1c", ("1a", "1b", "1c")),
        ("1a/b", ("1a", "1b")),
        ("1a/b/c en 2", ("1a", "1b", "1c", "2")),
        ("1, a en b", ("1a", "1b")),
        ("Eerste en tweede", ("1", "2")),
        ("VIII, IX, XIV en XXX", ("8", "9", "14", "30")),
        ("2 en V", ("2",)),
    ],
)
def test_printed_numbers(printed, numbers):
    assert expand(printed) == numbers


def test_numbers_as_they_are_said():
    assert [listed(n) for n in (["2"], ["2", "3"], ["2", "3", "5b"])] == [
        "2",
        "2 en 3",
        "2, 3 en 5b",
    ]
