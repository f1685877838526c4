"""Golden files: one small document for each layout, with the reading that was reviewed.

A missing golden is written and the test fails, so that someone looks at it before it counts.
"""

import json
from pathlib import Path

import pytest

from qa.parse import parse
from qa.parse.layouts import LAYOUTS
from tests.parse_files import source

GOLDENS = Path(__file__).parent / "goldens"
TEXTS = sorted(GOLDENS.glob("*.txt"))


def reading(path):
    parsed = parse(source(path.read_text("utf-8"), path.name))
    document = parsed.document
    return {
        "layout": parsed.layout,
        "kind": document.kind.value,
        "id": document.id,
        "asker": document.asker,
        "minister": document.minister,
        "pairs": [
            {
                "number": pair.number,
                "numbers": list(pair.numbers),
                "question": pair.question,
                "answer": pair.answer,
                "notes": [note.text for note in pair.notes],
                "refers_to": list(pair.refers_to),
            }
            for pair in parsed.pairs
        ],
        "gaps": [gap.number for gap in parsed.gaps],
    }


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_golden(path):
    golden = path.with_suffix(".json")
    found = reading(path)
    if not golden.exists():
        golden.write_text(json.dumps(found, ensure_ascii=False, indent=2) + "\n", "utf-8")
        pytest.fail(f"{golden.name} was missing and is written: look it over")
    assert found == json.loads(golden.read_text("utf-8"))


def test_every_layout_has_a_golden():
    goldens = [json.loads(path.read_text("utf-8"))["layout"] for path in GOLDENS.glob("*.json")]
    assert {layout.name for layout in LAYOUTS} <= set(goldens)
