"""The parser on mutated texts, and on texts that would take it long if it were quadratic."""

import random
import time

import pytest

from qa.parse import parse
from tests.fuzz import laws, mutate_text
from tests.parse_files import source
from tests.test_parse_goldens import TEXTS

MOST_SECONDS = 5.0
"""Of computing, several times what each of these texts needs."""
SLOW = {
    "one joint heading, again and again": "Vraag 2 t/m 60\nWaarom?\nAntwoord 2 t/m 60\nJa.\n" * 60,
    "many short lists": "".join(
        f"Vraag {number} Waarom {at} is dat zo? Daarom {at}. "
        for at in range(1_000)
        for number in range(1, 5)
    ),
    "bare numbers": "\n".join(str(at % 999 + 1) for at in range(60_000)),
    "questions without end": "".join(f"Vraag {at % 999 + 1}\nWaarom?\n" for at in range(8_000)),
    "notes without end": "De tol.1\n" * 300 + "1 De brug.\n" * 3_000,
}


def test_mutated_texts_keep_the_laws():
    texts = [path.read_text("utf-8") for path in TEXTS]
    for number in range(100):
        dice = random.Random(number)
        text = dice.choice(texts)
        for _ in range(dice.choice([1, 1, 2, 4])):
            text = mutate_text(text, texts, dice)
        laws(source(text))


@pytest.mark.parametrize("text", SLOW.values(), ids=SLOW)
def test_texts_without_end(text):
    began = time.process_time()
    parse(source(text))
    assert time.process_time() - began < MOST_SECONDS
