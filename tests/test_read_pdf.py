import pytest

from qa.errors import DamagedFile, EmptyText, ProtectedFile
from qa.model import Format
from qa.read import read_bytes
from qa.read.pdf import _Glyph, _split
from tests.read_files import locked_pdf, pdf, scanned_pdf


def page(*lines, top=700.0, size=10.0, step=12.0):
    return [(50.0, top - step * at, size, line) for at, line in enumerate(lines) if line]


BODY = page(
    "Vraag 1", "Kent u de brug over de rivier?", "", "Antwoord 1", "Ja, die ken ik al heel lang."
)


def test_lines_pages_and_wide_gaps():
    source = read_bytes(pdf([BODY, page("Vraag 2", "Hoe lang is die brug precies?")]), "x.bin")
    assert source.format is Format.PDF
    assert source.text == (
        "Vraag 1\nKent u de brug over de rivier?\n\nAntwoord 1\nJa, die ken ik al heel lang.\n"
        "Vraag 2\nHoe lang is die brug precies?\n"
    )
    assert [source.text[at:].split("\n")[0] for at in source.pages] == ["Vraag 1", "Vraag 2"]
    assert source.metadata == {}


def test_a_hyphen_at_the_end_of_a_line_stays():
    lines = page("De regen die gisteren in Zevenhuizen viel, verhin-", "derde het verkeer.")
    source = read_bytes(pdf([lines]), "x.pdf")
    assert source.text == "De regen die gisteren in Zevenhuizen viel, verhin-\nderde het verkeer.\n"


def test_footnotes_are_told_by_their_print():
    lines = [
        *page("Kent u het rapport over de lange brug?", "Nog een regel tekst van het lichaam."),
        (226.0, 704.0, 6.0, "1"),
        (50.0, 100.0, 6.0, "1"),
        (55.0, 97.0, 7.5, "Bruggenblad, 5 januari 2031,"),
        (50.0, 88.0, 7.5, "pagina 7."),
        (50.0, 82.0, 6.0, "2"),
        (55.0, 79.0, 7.5, "Sluisbode."),
        (50.0, 40.0, 7.5, "Tweede Kamer, vergaderjaar 2030-2031, Aanhangsel 1"),
    ]
    source = read_bytes(pdf([[lines[0], lines[2], lines[1], *lines[3:]]]), "x.pdf")
    assert [mark.of(source.text) for mark in source.marks] == ["1"]
    assert source.text[: source.marks[0].start].rstrip().endswith("lange brug?")
    assert [(note.mark, note.text) for note in source.notes] == [
        ("1", "Bruggenblad, 5 januari 2031,\npagina 7."),
        ("2", "Sluisbode."),
    ]
    assert source.text.endswith("\n\nTweede Kamer, vergaderjaar 2030-2031, Aanhangsel 1\n")


def test_a_raised_figure_behind_a_unit_is_a_power():
    lines = [(50, 700, 10, "Het dek van de brug meet 40 m"), (190, 704, 6, "2")]
    source = read_bytes(pdf([lines]), "x.pdf")
    assert source.text.replace(" ", "").endswith("40m2\n")
    assert source.marks == ()


def test_lines_that_are_drawn_in_no_order_are_put_in_order():
    source = read_bytes(pdf([list(reversed(page(*(f"Dit is regel {n}" for n in range(9)))))]), "x")
    assert source.text.split("\n")[:3] == ["Dit is regel 0", "Dit is regel 1", "Dit is regel 2"]


def test_a_scan_says_that_it_holds_no_text():
    with pytest.raises(EmptyText, match=r"scan.*OCR"):
        read_bytes(scanned_pdf(), "scan.pdf")


def test_a_locked_file_is_named():
    with pytest.raises(ProtectedFile, match="wachtwoord"):
        read_bytes(locked_pdf(), "slot.pdf")


@pytest.mark.parametrize("size", [9, 30, 300])
def test_a_truncated_file_is_named(size):
    with pytest.raises(DamagedFile, match=r"half\.pdf"):
        read_bytes(pdf([BODY])[:size], "half.pdf")


@pytest.mark.shared
def test_every_mark_of_a_real_file_has_its_footnote(shared):
    for path in sorted((shared / "documents" / "pdf").glob("*.pdf")):
        source = read_bytes(path.read_bytes(), path.name)
        marks = [mark.of(source.text) for mark in source.marks]
        assert marks == [note.mark for note in source.notes], path.name
        assert source.metadata["url"].startswith("https://gegevensmagazijn.tweedekamer.nl/")


@pytest.mark.parametrize(
    ("x", "y", "lines"),
    [(205, 700, ["nota1."]), (208, 700, ["nota1 ."]), (50, 688, ["nota1", "."])],
    ids=["close behind", "a word further", "on the next line"],
)
def test_a_break_behind_a_mark_counts_where_the_line_ends(x, y, lines):
    glyphs = [_Glyph(char, 10, 180 + 5 * at, 700) for at, char in enumerate("nota")]
    glyphs += [_Glyph("1", 6, 201, 704), _Glyph("\r", 10, 0, 0), _Glyph("\n", 10, 0, 0)]
    split = _split(iter([*glyphs, _Glyph(".", 10, x, y)]))
    assert ["".join(glyph.char for glyph in line) for line in split] == lines


@pytest.mark.shared
def test_a_sentence_goes_on_behind_its_mark(shared):
    for path in sorted((shared / "documents" / "pdf").glob("*.pdf")):
        text = read_bytes(path.read_bytes(), path.name).text
        assert not [line for line in text.split("\n") if line[:1] in (".", ",", ";", "?")], path
