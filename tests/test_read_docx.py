import io

import docx as python_docx
import pytest

from qa.errors import DamagedFile, LimitExceeded, ProtectedFile, UnsupportedFormat
from qa.model import Format
from qa.read import read_bytes
from qa.read.numbering import letters, roman
from tests.read_files import MC, W, archive, docx, p, r


def level(depth, style, shown):
    return (
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>'
        f'<w:lvlText w:val="{shown}"/></w:lvl>'
    )


DECIMAL = f"""<w:numbering {W}>
  <w:abstractNum w:abstractNumId="1">{level(0, "decimal", "%1.")}{level(1, "lowerLetter", "%1%2)")}
  </w:abstractNum>
  <w:abstractNum w:abstractNumId="2">{level(0, "bullet", "o")}</w:abstractNum>
  <w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
  <w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>
  <w:num w:numId="3"><w:abstractNumId w:val="1"/>
    <w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>
</w:numbering>"""
STYLES = f"""<w:styles {W}>
  <w:style w:styleId="Base"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
  <w:style w:styleId="Vraag"><w:basedOn w:val="Base"/></w:style>
</w:styles>"""


def text(body, **parts):
    return read_bytes(docx(body, parts), "brief.docx").text


def numbered(words, number, level=0):
    properties = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return p(words, properties=properties)


def test_a_document_made_by_word_software():
    document = python_docx.Document()
    document.add_paragraph("Vraag 1")
    document.add_paragraph("Kent u\tde brug\u00a0hier?")
    document.add_paragraph("")
    table = document.add_table(2, 2)
    for cell, words in zip(table._cells, ["Soort", "Aantal", "Brug", "7"], strict=True):
        cell.text = words
    document.sections[0].header.paragraphs[0].text = "briefhoofd"
    buffer = io.BytesIO()
    document.save(buffer)
    source = read_bytes(buffer.getvalue(), "zonder-extensie")
    assert source.format is Format.DOCX
    assert source.text == "Vraag 1\nKent u\tde brug hier?\n\nSoort | Aantal\nBrug | 7\n"


def test_list_numbers_are_written_out():
    body = (
        numbered("een", 1)
        + numbered("onder", 1, 1)
        + numbered("nog een", 1, 1)
        + p("tussen")
        + numbered("twee", 1)
        + numbered("weer onder", 1, 1)
        + numbered("bol", 2)
        + numbered("zeven", 3)
        + numbered("acht", 3)
    )
    assert text(body, numbering=DECIMAL).split("\n") == [
        "1. een",
        "1a) onder",
        "1b) nog een",
        "tussen",
        "2. twee",
        "2a) weer onder",
        "• bol",
        "7. zeven",
        "8. acht",
        "",
    ]


def test_a_number_that_comes_with_the_style():
    body = p("eerste", properties='<w:pStyle w:val="Vraag"/>')
    body += p("geen", properties='<w:pStyle w:val="Vraag"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    body += p("tweede", properties='<w:pStyle w:val="Vraag"/>')
    assert text(body, numbering=DECIMAL, styles=STYLES) == "1. eerste\ngeen\n2. tweede\n"


@pytest.mark.parametrize(("number", "shown"), [(1, "i"), (4, "iv"), (1999, "mcmxcix"), (0, "0")])
def test_roman(number, shown):
    assert roman(number) == shown


@pytest.mark.parametrize(
    ("number", "shown"), [(1, "a"), (26, "z"), (27, "aa"), (10**9, "1000000000")]
)
def test_letters(number, shown):
    assert letters(number) == shown


def test_footnotes_follow_the_body_and_their_marks_are_known():
    body = p(
        "Zie de nota", '<w:r><w:footnoteReference w:id="2"/></w:r>', ". En meer", custom_note()
    )
    body += p("Eind", '<w:r><w:endnoteReference w:id="5"/></w:r>')
    footnotes = f"""<w:footnotes {W}>
      <w:footnote w:type="separator" w:id="0">{p("----")}</w:footnote>
      <w:footnote w:id="2">{p("Kamerstuk 99 600,")}{p("nr. 13.")}</w:footnote>
      <w:footnote w:id="3">{p("Met ster.")}</w:footnote></w:footnotes>"""
    endnotes = f'<w:endnotes {W}><w:endnote w:id="5">{p("Slot.")}</w:endnote></w:endnotes>'
    parts = {"footnotes": footnotes, "endnotes": endnotes}
    source = read_bytes(docx(body, parts), "brief.docx")
    assert source.text == (
        "Zie de nota1. En meer*\nEindi\n\n1 Kamerstuk 99 600, nr. 13.\n* Met ster.\ni Slot.\n"
    )
    assert [mark.of(source.text) for mark in source.marks] == ["1", "*", "i"]
    for note in source.notes:
        assert [span.of(source.text) for span in note.spans] == [note.text]
    assert [span.of(source.text) for span in source.furniture] == ["1", "*", "i"]


def custom_note():
    return '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="3"/><w:t>*</w:t></w:r>'


def test_a_raised_figure_is_a_mark_unless_it_is_a_power():
    raised = '<w:vertAlign w:val="superscript"/>'
    source = read_bytes(docx(p("nota", r("2", raised), " van 40 m", r("2", raised))), "x.docx")
    assert source.text == "nota2 van 40 m2\n"
    assert [(mark.start, mark.end) for mark in source.marks] == [(4, 5)]


def test_tracked_changes_are_read_as_accepted():
    body = p(
        "Dit ",
        "<w:del><w:r><w:delText>oud</w:delText></w:r></w:del>",
        f"<w:ins>{r('nieuw')}</w:ins>",
        f"<w:moveFrom>{r('weg')}</w:moveFrom><w:moveTo>{r(' hier')}</w:moveTo>",
    )
    body += p("Een", properties="<w:rPr><w:del/></w:rPr>") + p(" zin")
    assert text(body) == "Dit nieuw hier\nEen zin\n"


def test_fields_links_controls_and_hidden_text():
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r>'
        f"{r('instructie')}"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{r("12 mei")}'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    body = p(field, f"<w:hyperlink>{r(' link')}</w:hyperlink>", r("verborgen", "<w:vanish/>"))
    body += f"<w:sdt><w:sdtContent>{p('veld')}</w:sdtContent></w:sdt>"
    signs = "<w:noBreakHyphen/><w:tab/><w:br/><w:sym w:font='Symbol' w:char='F0B7'/>"
    body += p(f"<w:r>{signs}</w:r>")
    assert text(body) == "12 mei link\nveld\n-\t\n•\n"


def test_a_field_that_is_never_closed_hides_nothing():
    assert text(p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "Vraag 1")) == "Vraag 1\n"


def test_a_text_box_comes_once_and_after_its_paragraph():
    box = f"<w:txbxContent>{p('in het kader')}</w:txbxContent>"
    twice = (
        f"<mc:AlternateContent {MC}><mc:Choice>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    )
    body = p(f"<w:r>{twice}</mc:AlternateContent></w:r>", "bij het kader")
    assert text(body) == "bij het kader\nin het kader\n"


def test_tables_of_data_are_rows_and_tables_of_layout_are_lines():
    data = f"<w:tr><w:tc>{p('a')}{p('b')}</w:tc><w:tc>{p('')}</w:tc><w:tc>{p('c')}</w:tc></w:tr>"
    single = f"<w:tr><w:tc>{p('Vraag 1')}{p('Hoe?')}</w:tc><w:tc>{p('')}</w:tc></w:tr>"
    many = "".join(p(f"regel {at}") for at in range(7))
    layout = f"<w:tr><w:tc>{p('links')}</w:tc><w:tc>{many}</w:tc></w:tr>"
    gone = f"<w:tr><w:trPr><w:del/></w:trPr><w:tc>{p('weg')}</w:tc></w:tr>"
    lines = text(f"<w:tbl>{data}{single}{gone}{layout}</w:tbl>").split("\n")
    assert [line for line in lines if line][:5] == [
        "a b |  | c",
        "Vraag 1",
        "Hoe?",
        "links",
        "regel 0",
    ]


def test_a_locked_part_is_named():
    data = bytearray(docx(p("geheim")))
    for at in range(len(data) - 4):
        if data[at : at + 4] == b"PK\x01\x02":  # set the flag of encryption in the directory
            data[at + 8] |= 1
    with pytest.raises(ProtectedFile, match="wachtwoord"):
        read_bytes(bytes(data), "slot.docx")


def test_a_word_file_in_an_encrypted_container_is_named():
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(ProtectedFile, match="wachtwoord"):
        read_bytes(data, "slot.docx")
    with pytest.raises(UnsupportedFormat, match="oud Office-bestand"):
        read_bytes(data[:8] + b"WordDocument", "oud.doc")


def test_a_part_that_unpacks_to_far_more_is_refused():
    bomb = docx(p("a" * 30_000_000))
    assert len(bomb) < 100_000
    with pytest.raises(LimitExceeded, match="pakt uit"):
        read_bytes(bomb, "bom.docx")


def test_too_many_parts_are_refused():
    files = {f"word/{at}.xml": "" for at in range(5_001)}
    with pytest.raises(LimitExceeded, match="delen"):
        read_bytes(archive({"[Content_Types].xml": "", **files}), "delen.docx")


def test_a_main_part_that_lies_about_its_size_is_named():
    data = docx(p("a" * 5_000))
    with pytest.raises(DamagedFile):
        read_bytes(data.replace(b"word/document.xml", b"word/document.xmx"), "x.docx")


def test_an_external_entity_in_a_part_is_refused():
    doctype = '<!DOCTYPE w:document [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    body = f"{doctype}<w:document {W}><w:body>{p('&e;')}</w:body></w:document>"
    files = {"[Content_Types].xml": "", "word/document.xml": body}
    with pytest.raises(DamagedFile, match="entiteit"):
        read_bytes(archive(files), "x.docx")


@pytest.mark.parametrize("part", [0.2, 0.6, 0.95])
def test_a_truncated_file_is_named(part):
    data = docx(p("Vraag 1") * 500)
    with pytest.raises(DamagedFile, match=r"half\.docx"):
        read_bytes(data[: int(len(data) * part)], "half.docx")


def test_a_footnote_without_text_has_no_span():
    body = p("Zie", '<w:r><w:footnoteReference w:id="2"/></w:r>')
    notes = f'<w:footnotes {W}><w:footnote w:id="2">{p("")}</w:footnote></w:footnotes>'
    source = read_bytes(docx(body, {"footnotes": notes}), "x.docx")
    assert [(note.mark, note.text, note.spans) for note in source.notes] == [("1", "", ())]
