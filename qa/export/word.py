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


def write(sheet: Sheet) -> bytes:
    """The DOCX file."""
    word = docx.Document()
    _dress(word, sheet)
    word.add_heading(writable(sheet.questions.title or "Getoetste vragenset"), 0)
    for line in sheet.questions.introduction.splitlines():
        word.add_paragraph(writable(line))
    word.add_paragraph(_summary(sheet))
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
        _quote(word, quote)


def _quote(word: WordDocument, quote: Quote) -> None:
    pair = quote.hit.pair
    word.add_heading(writable(quote.citation), 2)
    for line in pair.question.splitlines():
        word.add_paragraph().add_run(writable(line)).italic = True
    for line in (pair.answer or f"Niet beantwoord: {pair.unanswered}").splitlines():
        word.add_paragraph(writable(line), style="Quote")
    if quote.url:
        _link(word.add_paragraph("Bron: "), quote.url)
    for followed in quote.followed:
        word.add_paragraph("Het antwoord verwijst naar:")
        _quote(word, followed)


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
