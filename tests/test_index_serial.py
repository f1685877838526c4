import json
from datetime import date

import pytest

from index import serial
from index.manifest import Counts
from qa.model import (
    Document,
    Format,
    Kind,
    Note,
    Pair,
    Reference,
    ReferenceKind,
    SourceText,
    Span,
)

DOCUMENT = Document(
    id="kst-1-2",
    kind=Kind.ANSWERS,
    source="a.txt",
    sha256="0" * 64,
    title="Coördinatie «van» 😀",
    parties=("VVD", "D66"),
    received=date(2024, 8, 29),
    references=(Reference(ReferenceKind.PAIR, "zie 2", Span(1, 3), "", ("2", "3")),),
)
SOURCE = SourceText(
    "a.txt", Format.TXT, "0" * 64, "één\n\ud83d", (0, 5), (Note("1", "n"),), metadata={"a": "b"}
)
PAIR = Pair("a#1b", "a", "1b", ("1b", "2"), "V?", "A.", (Span(0, 2),), (Span(2, 4), Span(5, 6)))


@pytest.mark.parametrize("value", [DOCUMENT, SOURCE, PAIR, Counts(1, 2, 3)])
def test_what_is_dumped_is_loaded(value):
    assert serial.load(type(value), serial.dump(value)) == value


def test_numbers_of_questions_stay_text_and_dates_are_iso():
    data = json.loads(serial.dump(DOCUMENT))
    assert data["references"][0]["numbers"] == ["2", "3"]
    assert data["received"] == "2024-08-29"
    assert data["asked"] is None


def test_a_field_that_was_added_later_takes_its_default():
    data = json.loads(serial.dump(DOCUMENT))
    del data["see_also"]
    assert serial.load(Document, json.dumps(data)) == DOCUMENT


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"start":"1","end":2}', '{"start":1}', '{"start":1,"end":2,"more":3}'],
)
def test_another_shape_is_a_value_error(text):
    with pytest.raises(ValueError):
        serial.load(Span, text)
