"""Text becomes HTML in one place, and stays text whatever it holds."""

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from qa.ui.markup import element, escape, paragraphs, void


class Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.tags, self.text, self.attributes = [], "", {}

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes.update(attrs)

    def handle_data(self, data):
        self.text += data


def read(html):
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader


PRINTABLE = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.just("\n"))


@given(PRINTABLE)
def test_any_text_is_read_back_as_text(text):
    found = read(element("p", escape(text), title=text))
    assert found.tags == ["p"]
    assert found.text == text
    assert found.attributes == {"title": text}


@given(st.text())
def test_no_raw_line_break_or_control_stands_in_it(text):
    assert all(c.isprintable() or c == "\t" or not c.isascii() for c in escape(text))


def test_each_line_is_a_paragraph():
    assert paragraphs("Een.\n\n Twee. \n") == '<p dir="auto">Een.</p><p dir="auto">Twee.</p>'


def test_attributes():
    assert void("input", type="checkbox", checked=True, hidden=False, data_x='"') == (
        '<input type="checkbox" checked data-x="&quot;">'
    )
    assert element("label", "a", for_="b") == '<label for="b">a</label>'
