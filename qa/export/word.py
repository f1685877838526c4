"""Word: a heading for each question, the verdict, and quotes with citation and link."""

from __future__ import annotations

import io
from datetime import datetime, time
from typing import Any, Final

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from qa.check import overview
from qa.export.sheet import Sheet, verdict_text, writable
from qa.model import Label, Quote

_BLUE: Final = RGBColor(0x15, 0x42, 0x73)
_FONT: Final = "Calibri"
_COLUMNS: Final = (("Nr.", 1.2), ("Vraag", 7.3), ("Oordeel", 3.5), ("Vindplaats", 4.0))
"""Names of the overview's columns, and their widths in centimetres."""
_AGAIN: Final = ("Later opnieuw beantwoord", "Eerder ook beantwoord")
_SHORT: Final = 300
"""Characters of a question in the overview; it stands in full under its heading."""


def write(sheet: Sheet) -> bytes:
    """The DOCX file."""
    word = docx.Document()
    _dress(word, sheet)
    word.add_heading(writable(sheet.questions.title or "Getoetste vragenset"), 0)
    for line in sheet.questions.introduction.splitlines():
        word.add_paragraph(writable(line))
    word.add_paragraph(_summary(sheet))
    _overview(word, sheet)
    for at in range(len(sheet.checked)):
        _question(word, sheet, at)
    file = io.BytesIO()
    word.save(file)
    return file.getvalue()


def _dress(word: WordDocument, sheet: Sheet) -> None:
    about = word.core_properties
    about.author = "Kamervragen"
    about.title = writable(sheet.questions.title)[:255]
    about.comments = ""
    about.language = "nl-NL"
    about.created = about.modified = datetime.combine(sheet.made, time())
    for name, size in (("Normal", 11), ("Title", 20), ("Heading 1", 15), ("Heading 2", 12)):
        style: Any = word.styles[name]
        style.font.name = _FONT
        style.font.size = Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("w:asciiTheme", "w:hAnsiTheme"):
            fonts.attrib.pop(qn(theme), None)  # A theme's font would win over the one set here.
        if name != "Normal":
            style.font.color.rgb = _BLUE
    quote: Any = word.styles["Quote"]
    quote.font.italic = False
    quote.font.color.rgb = RGBColor(0, 0, 0)
    quote.paragraph_format.left_indent = Cm(0.75)
    for section in word.sections:
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        _page_number(section.footer.paragraphs[0])


def _summary(sheet: Sheet) -> str:
    labels = overview(sheet.checked).labels
    made = f"{sheet.made.day}-{sheet.made.month}-{sheet.made.year}"
    chosen = "de aangevinkte" if sheet.picked else "alle gevonden"
    return (
        f"{len(sheet.checked)} vragen getoetst op {made}: {labels[Label.ANSWERED]} eerder "
        f"beantwoord, {labels[Label.RELATED]} verwant, {labels[Label.NONE]} nieuw. Dit document "
        f"bevat {chosen} antwoorden, letterlijk geciteerd."
    )


def _overview(word: WordDocument, sheet: Sheet) -> None:
    """A table with a row for each question; its header stands on every page."""
    table = word.add_table(rows=1, cols=len(_COLUMNS), style="Table Grid")
    for cell, (name, _) in zip(table.rows[0].cells, _COLUMNS, strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    header: Any = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(header)
    for at, one in enumerate(sheet.checked):
        quotes = sheet.quotes(at)
        nearest = quotes[0].citation if quotes and one.label is not Label.NONE else ""
        row = (one.question.number, one.question.text, verdict_text(one), nearest)
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = writable(" ".join(text.split())[:_SHORT])
    for row_of in table.rows:
        for cell, (_, width) in zip(row_of.cells, _COLUMNS, strict=True):
            cell.width = Cm(width)
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.space_after = Pt(2)
                for run in paragraph.runs:
                    run.font.size = Pt(9)


def _question(word: WordDocument, sheet: Sheet, at: int) -> None:
    one = sheet.checked[at]
    word.add_heading(writable(f"Vraag {one.question.number}"), 1)
    for line in one.question.text.splitlines():
        word.add_paragraph().add_run(writable(line)).bold = True
    word.add_paragraph(f"Oordeel: {writable(verdict_text(one))}")
    if note := sheet.notes.get(at):
        paragraph = word.add_paragraph("Notitie: ")
        paragraph.add_run(writable(note)).italic = True
    for quote in sheet.quotes(at):
        _quote(word, quote, sheet)


def _quote(word: WordDocument, quote: Quote, sheet: Sheet) -> None:
    pair = quote.hit.pair
    word.add_heading(writable(quote.citation), 2)
    for name, where in zip(_AGAIN, sheet.again(quote), strict=True):
        if where:
            word.add_paragraph().add_run(writable(f"{name}: {where}")).bold = True
    for line in pair.question.splitlines():
        word.add_paragraph().add_run(writable(line)).italic = True
    for sibling in quote.siblings:
        joint = f"Gezamenlijk beantwoord met vraag {sibling.number}: {sibling.question}"
        word.add_paragraph().add_run(writable(" ".join(joint.split()))).italic = True
    for line in (pair.answer or f"Niet beantwoord: {pair.unanswered}").splitlines():
        word.add_paragraph(writable(line), style="Quote")
    if quote.url:
        _link(word.add_paragraph("Bron: "), quote.url)
    for followed in quote.followed:
        word.add_paragraph("Het antwoord verwijst naar:")
        _quote(word, followed, sheet)


def _link(paragraph: Paragraph, url: str) -> None:
    """A hyperlink; python-docx reads them but has no call that writes one."""
    link: Any = OxmlElement("w:hyperlink")
    target = paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link.set(qn("r:id"), target)
    run = paragraph.add_run(writable(url))
    run.font.color.rgb = RGBColor(0x01, 0x56, 0x7F)
    run.font.underline = True
    link.append(run._r)
    paragraph._p.append(link)


def _page_number(paragraph: Paragraph) -> None:
    field: Any = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)
