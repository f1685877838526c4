"""Any input becomes text with true offsets, or an error that names the file."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qa.errors import ReadError
from qa.read import read_bytes
from tests.read_files import FIXTURES, W, archive, docx, p, pdf

BASES = {
    **{path.name: path.read_bytes() for path in sorted(FIXTURES.iterdir())},
    "klein.pdf": pdf([[(50, 700, 10, "Vraag 1: kent u de brug bij Zevenhuizen?")]]),
    "klein.docx": docx(p("Vraag 1") + p("Kent u de brug?"), {"styles": f"<w:styles {W}/>"}),
}
bounded = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
TAGS = ["vraag", "antwoord", "nr", "al", "noot", "noot.nr", "lijst", "li", "li.nr", "table", "row"]
TAGS += ["entry", "sup", "br", "kop", "titel", "toelicht", "kamervraagopmerking", "nootref"]
HTML = ["div", "p", "h2", "ul", "ol", "li", "table", "tr", "td", "sup", "br", "pre", "a", "span"]
WORD = ["w:p", "w:r", "w:t", "w:tbl", "w:tr", "w:tc", "w:ins", "w:del", "w:sdt", "w:sdtContent"]
WORD += ["w:pPr", "w:rPr", "w:txbxContent", "w:drawing", "w:br", "w:tab", "w:fldChar"]


def check(data, name):
    try:
        source = read_bytes(data, name)
    except ReadError as error:
        assert name in str(error)
        return
    spans = [*source.marks, *source.furniture, *(s for n in source.notes for s in n.spans)]
    assert all(0 <= span.start < span.end <= len(source.text) for span in spans)
    assert sorted(source.pages) == list(source.pages)
    for note in source.notes:
        assert "\n".join(span.of(source.text) for span in note.spans) == note.text


def trees(tags):
    """Markup of nested elements and text, well-formed."""
    leaf = st.sampled_from(["", "Vraag 1", "tekst &amp; uitleg", " ", "1", "noot\n"])

    def wrap(inside):
        attributes = st.sampled_from(["", ' class="noot"', ' class="vraag"', ' w:val="1"'])
        parts = st.lists(inside, max_size=4).map("".join)
        return st.builds(
            lambda tag, extra, body: f"<{tag}{extra}>{body}</{tag}>",
            st.sampled_from(tags),
            attributes,
            parts,
        )

    return st.recursive(leaf, wrap, max_leaves=25)


@bounded
@given(trees(TAGS))
def test_any_tree_of_official_elements(inside):
    check(f"<kamervragen {W}><al>Vragen</al>{inside}</kamervragen>".encode(), "boom.xml")


@bounded
@given(trees(HTML))
def test_any_tree_of_html(inside):
    check(f"<html><body><p>Vragen</p>{inside}</body></html>".encode(), "boom.html")


@bounded
@given(trees(WORD))
def test_any_tree_of_word(inside):
    check(docx(p("Vragen") + inside), "boom.docx")


@pytest.mark.parametrize("name", sorted(BASES))
@settings(max_examples=12, deadline=None)
@given(data=st.data())
def test_files_with_a_piece_changed(name, data):
    base = BASES[name]
    start = data.draw(st.integers(0, len(base)))
    end = data.draw(st.integers(start, min(len(base), start + 40)))
    piece = data.draw(st.binary(max_size=20))
    check(base[:start] + piece + base[end:], name)


@bounded
@given(st.dictionaries(st.sampled_from(["word/document.xml", "_rels/.rels", "x"]), st.binary()))
def test_any_parts_in_a_package(parts):
    check(archive({"[Content_Types].xml": "", "word/styles.xml": "", **parts}), "delen.docx")
