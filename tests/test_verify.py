"""The proof of a quote: what may differ from the source, and what may not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.model import Span
from qa.verify import reproduces

SOURCE = (
    "Volgens de VN zijn 487 demon-\nstranten om het leven gekomen.\n\n"
    "Tweede Kamer, nr. 748 3\nDit geldt voor anti-IS-\nbombardementen."
)


def spans(*pieces):
    found = []
    for piece in pieces:
        start = SOURCE.index(piece)
        found.append(Span(start, start + len(piece)))
    return found


FIRST = "Volgens de VN zijn 487 demon-\nstranten om het leven gekomen."
SECOND = "Dit geldt voor anti-IS-\nbombardementen."


@pytest.mark.parametrize(
    ("pieces", "claimed"),
    [
        ((FIRST,), "Volgens de VN zijn 487 demonstranten om het leven gekomen."),
        ((FIRST,), "Volgens de VN\nzijn 487 demonstranten om het leven gekomen."),
        ((SECOND,), "Dit geldt voor anti-IS-bombardementen."),
        (
            (FIRST, SECOND),
            "Volgens de VN zijn 487 demonstranten om het leven gekomen. Dit geldt voor "
            "anti-IS-bombardementen.",
        ),
        ((), ""),
    ],
)
def test_layout_may_differ(pieces, claimed):
    assert reproduces(spans(*pieces), SOURCE, claimed)


@pytest.mark.parametrize(
    "claimed",
    [
        "Volgens de VN zijn 478 demonstranten om het leven gekomen.",
        "Volgens de VN zijn 487 demonstranten om het leven gekomen",
        "Volgens de VN zijn 487 demonstranten om het leven gekomen. Ja.",
        "zijn 487 demonstranten om het leven gekomen.",
        "volgens de VN zijn 487 demonstranten om het leven gekomen.",
        "Volgens de VN zijn demonstranten 487 om het leven gekomen.",
        "",
    ],
)
def test_words_may_not_differ(claimed):
    assert not reproduces(spans(FIRST), SOURCE, claimed)


def test_a_hyphen_within_a_line_is_a_character():
    text = "anti-ISIS coalitie"
    assert not reproduces([Span(0, len(text))], text, "antiISIS coalitie")


@pytest.mark.parametrize(
    "bad",
    [
        [Span(0, 5), Span(3, 9)],
        [Span(5, 9), Span(0, 4)],
        [Span(0, 0)],
        [Span(-2, 3)],
        [Span(0, 10_000)],
    ],
)
def test_spans_out_of_order_or_out_of_the_text_prove_nothing(bad):
    assert not reproduces(bad, SOURCE, "".join(span.of(SOURCE) for span in bad))


@given(st.text(alphabet="ab -\n1", min_size=1), st.data())
def test_a_cut_from_the_source_is_proved_and_a_changed_one_is_not(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    cut = text[start:end]
    assert reproduces([Span(start, end)], text, cut)
    assert not reproduces([Span(start, end)], text, cut + "x")
