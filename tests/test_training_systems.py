"""Search baselines and ranks on values worked out by hand."""

import math

import numpy as np
import pytest

pytest.importorskip("sklearn")

from eval.bootstrap import mean
from index.training.documents import Item
from index.training.evaluate import Line, as_markdown, write_card
from index.training.systems import Bm25, CharacterGrams, fused, reciprocal_ranks


def item(number, question, answer=""):
    return Item(f"d#{number}", "d", str(number), f"d#{number}", "", question, answer)


ITEMS = [item(1, "stikstof boeren"), item(2, "stikstof stikstof kosten"), item(3, "wolf")]


def test_bm25_by_hand():
    scores = Bm25().scores(["stikstof", "giraf"], ITEMS)
    inverse = math.log(1 + (3 - 2 + 0.5) / (2 + 0.5))
    average = (2 + 3 + 1) / 3
    first = inverse * 2.2 / (1 + 1.2 * (0.25 + 0.75 * 2 / average))
    second = inverse * 2 * 2.2 / (2 + 1.2 * (0.25 + 0.75 * 3 / average))
    assert np.allclose(scores, [[first, second, 0.0], [0.0, 0.0, 0.0]], atol=1e-6)


def test_character_grams_find_through_a_typing_error():
    scores = CharacterGrams().scores(["stikstoff boerren"], ITEMS)
    assert scores.argmax() == 0
    assert scores[0, 2] == 0.0


def test_fusion_scales_each_system_to_its_own_range():
    one = np.array([[0.0, 5.0, 10.0]], np.float32)
    two = np.array([[0.3, 0.1, 0.1]], np.float32)
    assert np.allclose(fused([(one, 1.0), (two, 0.5)]), [[0.5, 0.5, 1.0]])
    assert np.allclose(fused([(np.ones((1, 3), np.float32), 1.0)]), 0.0)


def test_a_tie_counts_against_the_system_and_depth_ends_the_list():
    scores = np.array([[0.9, 0.9, 0.1], [0.1, 0.2, 0.3], [0.5, 0.4, 0.3]], np.float32)
    assert reciprocal_ranks(scores, [[0], [0, 1], [0]]) == [0.5, 0.5, 1.0]
    assert reciprocal_ranks(scores, [[2], [0], [2]], depth=2) == [0.0, 0.0, 0.0]


def test_the_card_gets_the_table_between_its_marks(tmp_path):
    line = Line("own questions")
    for system, values in (("ours", [1.0, 1.0, 0.5]), ("BM25", [0.5, 1.0, 0.0])):
        line.outcomes[system], line.figures[system] = values, mean(values)
    table = as_markdown([line])
    assert "| own questions | 3 | 0.833 (" in table
    assert "+0.333 (" in table
    card = tmp_path / "README.md"
    marks = "<!-- figures: begin -->\nold\n<!-- figures: end -->"
    card.write_text(f"# Card\n{marks}\n## End\n", encoding="utf-8")
    write_card(card, table)
    write_card(card, table)
    text = card.read_text(encoding="utf-8")
    assert text.count("own questions") == 2
    assert "old" not in text
    assert text.startswith("# Card\n") and text.endswith("\n## End\n")
