import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.errors import EmptyText, ReadError, UnsupportedFormat
from qa.model import Format
from qa.read import read, read_bytes
from qa.read.txt import decode
from tests.read_files import FIXTURES

TEXT = (FIXTURES / "tekst.txt").read_text(encoding="utf-8")


def test_a_file_is_read_as_it_stands():
    source = read(FIXTURES / "tekst.txt")
    assert (source.name, source.format, source.text) == ("tekst.txt", Format.TXT, TEXT)
    assert source.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"], ids=lambda name: name
)
def test_encodings(encoding):
    assert read_bytes(TEXT.encode(encoding), "x.txt").text == TEXT


@pytest.mark.parametrize("mark", [b"\xfe\xff", b"\xff\xfe"])
def test_utf_16_of_either_order(mark):
    order = "utf-16-be" if mark == b"\xfe\xff" else "utf-16-le"
    assert read_bytes(mark + TEXT.encode(order), "x.txt").text == TEXT


def test_a_stray_byte_does_not_spoil_the_rest():
    data = TEXT.encode() + b"na de caf\xe9s: \x93ja\x94"
    assert read_bytes(data, "x.txt").text == TEXT + "na de cafés: “ja”"


def test_capitals_before_a_guillemet_are_windows_1252():
    assert decode("het «CAFÉ» en É».".encode("cp1252")) == "het «CAFÉ» en É»."


def test_utf_8_that_was_encoded_twice():
    twice = TEXT.encode().decode("latin-1").encode()
    assert read_bytes(twice, "x.txt").text == TEXT


def test_form_feeds_begin_pages():
    source = read_bytes(b"een\r\n\ftwee\ndrie\fvier", "x.txt")
    assert source.text == "een\n\ntwee\ndrie\nvier"
    assert [source.text[at : at + 4] for at in source.pages] == ["een\n", "twee", "vier"]


def test_the_content_decides_and_not_the_name():
    assert read_bytes(TEXT.encode(), "x.pdf").format is Format.TXT
    assert read_bytes(b"# Vraag 1\n\na < b en <br> hoort erbij", "x.docx").format is Format.TXT
    assert read_bytes(b"<p>Vraag 1</p>", "x.txt").format is Format.HTML


@pytest.mark.parametrize("junk", [bytes(range(256)) * 4, b"\x01\x02\x03\x04tekst", b"a\x00b" * 9])
def test_binary_junk_is_refused(junk):
    with pytest.raises(UnsupportedFormat, match=r"junk\.txt.*binaire"):
        read_bytes(junk, "junk.txt")


@pytest.mark.parametrize("empty", [b" \n\t\r\n", b"\xef\xbb\xbf", b"12 34 -- ??"])
def test_a_text_without_letters_is_named(empty):
    with pytest.raises(EmptyText, match="geen letters"):
        read_bytes(empty, "leeg.txt")


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_become_text_or_a_named_error(data):
    try:
        source = read_bytes(data, "x.txt")
    except ReadError as error:
        assert "'x.txt'" in str(error)
    else:
        assert source.text
        assert "\x00" not in source.text
