"""PDF: the text layer, line by line as printed, with pages and footnotes.

PDFium gives the characters in the order in which the file draws them, and where each stands.
From the places this reader takes what the characters alone do not say: a wide gap between two
lines becomes an empty line, a small raised number is a footnote mark, and a line in small
print that begins with such a number is a footnote. Where a page draws its lines in no order,
they are put in order from top to bottom.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

import pypdfium2
import pypdfium2.raw as pdfium

from qa.errors import DamagedFile, EmptyText, ProtectedFile
from qa.model import Note, Span
from qa.read.content import Content
from qa.read.marks import is_mark

_HYPHENS = "\ufffe\x02"
"""What PDFium puts for a hyphen at the end of a line, in place of hyphen and line break."""
_MIN_LETTERS = 20
_SMALLER = 0.85
"""A footnote's print is at most this part of the body's."""
_RAISED = 0.15
"""A mark stands at least this part of its neighbour's size above the neighbour's line."""
_GAP = 1.5
"""Lines further apart than this many usual distances have an empty line between them."""
_WORD_GAP = 0.8
"""Parts of a figure's size from its left side to where the next word begins."""
_DISORDER = 0.35
_PORTAL = re.compile(
    r"https://gegevensmagazijn\.tweedekamer\.nl/OData/v4/2\.0/Document\([0-9a-f-]{36}\)/resource"
)


@dataclass(frozen=True, slots=True)
class _Glyph:
    """A character with its size and the place of its foot, in points."""

    char: str
    size: float
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class _Line:
    """A printed line: its text, the columns of its marks, the size and place of its body."""

    text: str
    marks: tuple[Span, ...]
    size: float
    x: float
    y: float

    @property
    def label(self) -> Span | None:
        """The mark that the line begins with, as a footnote does."""
        first = self.marks[0] if self.marks else None
        return first if first and not self.text[: first.start].strip() else None


def read(data: bytes, name: str) -> Content:
    """The text of a PDF.

    A footnote's characters stand where they are printed, at the foot of their page; its
    number there is furniture.

    Raises:
        ProtectedFile: It needs a password.
        DamagedFile: PDFium cannot open it.
        EmptyText: It has pages but no text layer.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _refuse(error, name) from error
    if len(document) == 0:
        raise DamagedFile(f"Het PDF-bestand {name!r} heeft geen pagina's. Haal het opnieuw op.")
    pages = [_lines(document, number) for number in range(len(document))]
    letters = sum(map(str.isalpha, "".join(line.text for page in pages for line in page)))
    if letters < _MIN_LETTERS:
        raise EmptyText(
            f"Het PDF-bestand {name!r} ({len(document)} pagina's) bevat geen tekst en is "
            "waarschijnlijk een scan. Verwacht werd een PDF met tekstlaag; laat er eerst "
            "tekstherkenning (OCR) op los of vraag het Word-bestand op."
        )
    return _Layout(pages).content(_metadata(document))


def _refuse(error: pypdfium2.PdfiumError, name: str) -> ProtectedFile | DamagedFile:
    if error.err_code in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}:
        return ProtectedFile(
            f"Het PDF-bestand {name!r} is beveiligd met een wachtwoord. Verwacht werd een open "
            "bestand; bewaar het zonder wachtwoord."
        )
    return DamagedFile(
        f"Het PDF-bestand {name!r} is beschadigd of afgebroken. Haal het opnieuw op."
    )


def _metadata(document: pypdfium2.PdfDocument) -> dict[str, str]:
    """Subject and address that the chamber's data portal writes into its files."""
    values = document.get_metadata_dict()
    address = _PORTAL.search(values.get("Producer", ""))
    if address is None:
        return {}
    title = " ".join(values.get("Subject", "").split())
    return {"url": address[0], **({"title": title} if title else {})}


# --- from characters to lines ------------------------------------------------------------


def _lines(document: pypdfium2.PdfDocument, number: int) -> list[_Line]:
    try:
        page = document[number]
        textpage = page.get_textpage()
    except pypdfium2.PdfiumError:
        return []  # one broken page: the others still count
    lines = [_line(glyphs) for glyphs in _split(_glyphs(textpage))]
    rises = sum(below.y > above.y + above.size for above, below in pairwise(lines))
    if len(lines) > 2 and rises > _DISORDER * len(lines):
        lines.sort(key=lambda line: (-line.y, line.x))
    return lines


def _glyphs(textpage: pypdfium2.PdfTextPage) -> Iterator[_Glyph]:
    x, y = ctypes.c_double(), ctypes.c_double()
    matrix = pdfium.FS_MATRIX()
    high = ""
    for index in range(textpage.count_chars()):
        char = chr(pdfium.FPDFText_GetUnicode(textpage, index))
        if "\ud800" <= char <= "\udbff":
            high = char
            continue
        if "\udc00" <= char <= "\udfff":
            char = (high + char).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
        pdfium.FPDFText_GetCharOrigin(textpage, index, x, y)
        size = pdfium.FPDFText_GetFontSize(textpage, index)
        if pdfium.FPDFText_GetMatrix(textpage, index, matrix):
            size *= (matrix.c**2 + matrix.d**2) ** 0.5
        yield _Glyph(char, size, x.value, y.value)


def _split(glyphs: Iterator[_Glyph]) -> Iterator[list[_Glyph]]:
    line: list[_Glyph] = []
    last: _Glyph | None = None
    broken = False
    for glyph in glyphs:
        if glyph.char in "\r\n":
            broken = True
            continue
        if line and last and not glyph.char.isspace():
            if _returns(last, glyph) or (broken and not _continues(line, last, glyph)):
                yield line
                line = []
            elif broken and glyph.x - last.x > _WORD_GAP * last.size:
                line.append(replace(glyph, char=" "))
        elif broken and glyph.char.isspace():
            continue
        is_hyphen = glyph.char in _HYPHENS
        line.append(replace(glyph, char="-") if is_hyphen else glyph)
        if is_hyphen:
            yield line
            line = []
        if not glyph.char.isspace():
            last, broken = glyph, False
    if line:
        yield line


def _continues(line: list[_Glyph], last: _Glyph, glyph: _Glyph) -> bool:
    """Whether `glyph` stands close behind a mark, on the line where PDFium saw a break."""
    body = max(line, key=lambda one: one.size)
    level = abs(glyph.y - body.y) < 0.1 * body.size and last.y > body.y
    return level and 0 < glyph.x - last.x < body.size


def _returns(last: _Glyph, glyph: _Glyph) -> bool:
    """Whether `glyph` stands below and left of the one before, where PDFium saw no break."""
    below = last.y - glyph.y > 0.5 * max(last.size, glyph.size)
    return below and glyph.x < last.x - 2 * last.size


def _line(glyphs: list[_Glyph]) -> _Line:
    text = "".join(glyph.char for glyph in glyphs).rstrip()
    printed = [glyph for glyph in glyphs if not glyph.char.isspace()] or glyphs
    feet = Counter((round(glyph.y, 1), round(glyph.size, 1)) for glyph in printed)
    (y, size), _ = feet.most_common(1)[0]
    raised = "".join("^" if _raised(glyph, size, y) else " " for glyph in glyphs[: len(text)])
    spans = (Span(*found.span()) for found in re.finditer(r"\^+", raised))
    marks = [span for span in spans if is_mark(text[: span.start])]
    return _Line(text, tuple(marks), size, printed[0].x, y)


def _raised(glyph: _Glyph, size: float, y: float) -> bool:
    """Whether `glyph` is a small raised figure or asterisk on a line of that size and place."""
    small = 0 < glyph.size < _SMALLER * size
    return small and glyph.y > y + _RAISED * size and glyph.char in "0123456789*"


# --- from lines to the text ----------------------------------------------------------------


class _Layout:
    """Joins the lines of all pages into one text and keeps count of the offsets."""

    def __init__(self, pages: list[list[_Line]]) -> None:
        lines = [line for page in pages for line in page]
        self._pages = pages
        self._body = _body_size(lines)
        steps = [above.y - below.y for page in pages for above, below in pairwise(page)]
        self._step = _usual([round(step, 1) for step in steps if step > 0])
        self._text: list[str] = []
        self._at = 0
        self._marks: list[Span] = []
        self._labels: list[Span] = []
        self._notes: list[tuple[str, list[Span]]] = []

    def content(self, metadata: dict[str, str]) -> Content:
        starts = []
        for page in self._pages:
            starts.append(self._at)
            self._page(page)
        text = "".join(self._text)
        notes = (
            Note(mark, "\n".join(span.of(text) for span in spans), tuple(spans))
            for mark, spans in self._notes
        )
        return Content(
            text, tuple(starts), tuple(notes), tuple(self._marks), tuple(self._labels), metadata
        )

    def _page(self, lines: list[_Line]) -> None:
        above: _Line | None = None
        in_note = False
        for line in lines:
            apart = above is not None and above.y - line.y > _GAP * self._step
            if apart:
                self._write("\n")
            small = 0 < line.size < _SMALLER * self._body
            start = self._at
            self._write(line.text + "\n")
            if small and line.label:
                self._begin_note(line, line.label, start)
                in_note = True
            elif small and in_note and not apart:
                self._notes[-1][1].append(Span(start, start + len(line.text)))
            else:
                in_note = False
                self._marks += (Span(start + s.start, start + s.end) for s in line.marks)
            above = line

    def _begin_note(self, line: _Line, label: Span, start: int) -> None:
        rest = line.text[label.end :]
        begin = start + label.end + len(rest) - len(rest.lstrip())
        self._labels.append(Span(start + label.start, start + label.end))
        first = [Span(begin, start + len(line.text))] if rest.strip() else []
        self._notes.append((label.of(line.text), first))

    def _write(self, text: str) -> None:
        self._text.append(text)
        self._at += len(text)


def _body_size(lines: list[_Line]) -> float:
    """The largest print in which at least a quarter of the characters stand."""
    counts: Counter[float] = Counter()
    for line in lines:
        counts[round(line.size, 1)] += len(line.text)
    return max((size for size, n in counts.items() if 4 * n >= counts.total()), default=0.0)


def _usual(values: list[float]) -> float:
    return Counter(values).most_common(1)[0][0] if values else 0.0
