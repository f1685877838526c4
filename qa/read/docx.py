"""Word (DOCX): the body in order, with everything that Word prints beside the typed text.

A paragraph is a line and a table row is a line. Automatic list numbers are written out, text
boxes follow the paragraph that holds them, tracked changes are read as accepted, hidden text,
headers and footers are left out. Footnotes and endnotes follow after the body.

The parts are read here, not through python-docx: that knows no footnotes, list numbers,
tracked changes or text boxes, and it unpacks every part, images too.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator

from qa.errors import DamagedFile
from qa.read.content import Content
from qa.read.lines import Lines
from qa.read.markup import Element, attribute, children, tag
from qa.read.numbering import Numbering, number_as
from qa.read.package import Package

_TRANSPARENT = frozenset(
    (
        *("ins", "moveTo", "customXml", "smartTag", "sdt", "sdtContent"),
        *("hyperlink", "fldSimple", "dir", "bdo"),
    )
)
"""Elements that only wrap what is printed. A deletion (`del`, `moveFrom`) is not among them."""
_GRAPHICS = frozenset(["drawing", "pict", "object", "AlternateContent"])
_MAX_CELL = 5
"""Paragraphs in a cell of a table of data; a cell with more holds a part of the letter."""


def read(data: bytes, name: str) -> Content:
    """The text of a Word document.

    Raises:
        ProtectedFile: A part is locked by a password.
        LimitExceeded: It unpacks to more than a document holds.
        DamagedFile: It cannot be unpacked, or a part is not well-formed.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            package = Package(archive, name)
            notes = {kind: _notes(package.part(f"{kind}s")) for kind in ("footnote", "endnote")}
            numbering = Numbering(package.part("numbering"), package.part("styles"))
            return _Body(numbering, notes).content(package.main())
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, NotImplementedError) as error:
        raise DamagedFile(
            f"Het Word-bestand {name!r} is beschadigd of afgebroken ({error}). Haal het opnieuw op."
        ) from error


def _notes(root: Element | None) -> dict[str, Element]:
    """The footnotes by their id, without Word's separator lines."""
    return {
        attribute(note, "id"): note
        for note in (() if root is None else children(root))
        if attribute(note, "type") in {"", "normal"}
    }


class _Body:
    """Walks the body once and writes what it prints."""

    def __init__(self, numbering: Numbering, notes: dict[str, dict[str, Element]]) -> None:
        self._numbering = numbering
        self._notes = notes
        self._seen = {"footnote": 0, "endnote": 0}
        self._fields: list[bool] = []  # per open field: are we in its instruction?
        self._boxes: list[Element] = []
        self._custom: Element | None = None
        self._hide_instructions = True
        self._lines = Lines(squeeze=False)

    def content(self, root: Element) -> Content:
        kinds = [attribute(mark, "fldCharType") for mark in root.iter("{*}fldChar")]
        # Where a field is never closed, hiding its instruction would hide the document.
        self._hide_instructions = kinds.count("begin") == kinds.count("end")
        self._blocks(next(root.iter("{*}body"), root))
        return self._lines.content()

    # --- blocks

    def _blocks(self, parent: Element) -> None:
        for element in children(parent):
            name = tag(element)
            if name == "p":
                self._paragraph(element)
            elif name == "tbl":
                self._table(element)
            elif name == "AlternateContent":
                self._blocks(_chosen(element))
            elif name in _TRANSPARENT:
                self._blocks(element)

    def _paragraph(self, paragraph: Element) -> None:
        label = self._numbering.label(paragraph)
        if label:
            self._lines.write(f"{label} ")
        self._inline(paragraph)
        if paragraph.find("{*}pPr/{*}rPr/{*}del") is None:  # else its end was deleted: run on
            self._lines.end_paragraph()
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self._blocks(box)

    def _table(self, table: Element) -> None:
        for row in _within(table, "tr"):
            if row.find("{*}trPr/{*}del") is not None:
                continue
            cells = list(_within(row, "tc"))
            while cells and not _prints(cells[-1]):
                cells.pop()
            if sum(map(_prints, cells)) < 2 or any(map(_is_layout, cells)):
                for cell in cells:
                    self._blocks(cell)
                continue
            self._lines.row()
            for at, cell in enumerate(cells):
                if at:
                    self._lines.next_cell()
                self._blocks(cell)
            self._lines.end_row()

    # --- what stands in a paragraph

    def _inline(self, parent: Element) -> None:
        for element in children(parent):
            name = tag(element)
            if name == "r":
                self._run(element)
            elif name == "AlternateContent":
                self._inline(_chosen(element))
            elif name in {"oMath", "oMathPara"}:
                self._lines.write("".join(part.text or "" for part in element.iter("{*}t")))
            elif name in _TRANSPARENT:
                self._inline(element)

    def _run(self, run: Element) -> None:
        if _is_on(run.find("{*}rPr/{*}vanish")):
            return
        align = run.find("{*}rPr/{*}vertAlign")
        is_raised = align is not None and attribute(align, "val") == "superscript"
        for element in children(run):
            name = tag(element)
            if name == "fldChar":
                self._field(attribute(element, "fldCharType"))
            elif self._hide_instructions and any(self._fields):
                continue
            elif name in _GRAPHICS:
                self._boxes += _boxes(element)
            elif name in {"footnoteReference", "endnoteReference"}:
                self._reference(element, name.removesuffix("Reference"))
            elif name == "t":
                self._text(element.text or "", is_raised)
            else:
                self._lines.write(_sign(element, name))

    def _field(self, kind: str) -> None:
        if kind == "begin":
            self._fields.append(True)
        elif kind == "separate" and self._fields:
            self._fields[-1] = False
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _text(self, text: str, is_raised: bool) -> None:
        if self._custom is not None:
            self._keep_note(self._custom, text)
            self._custom = None
        elif is_raised:
            self._lines.raised(text)
        else:
            self._lines.write(text)

    # --- footnotes

    def _reference(self, reference: Element, kind: str) -> None:
        note = self._notes[kind].get(attribute(reference, "id"))
        if note is None:
            return
        if attribute(reference, "customMarkFollows") in {"1", "true", "on"}:
            self._custom = note
            return
        self._seen[kind] += 1
        style = "decimal" if kind == "footnote" else "lowerRoman"  # Word's defaults
        self._keep_note(note, number_as(self._seen[kind], style))

    def _keep_note(self, note: Element, label: str) -> None:
        body = _Body(Numbering(None, None), {"footnote": {}, "endnote": {}})
        text = " ".join(body.content(note).text.split())
        self._lines.mark(label)
        self._lines.note(label, text)


def _sign(element: Element, name: str) -> str:
    """The characters that an empty element of a run stands for."""
    if name in {"tab", "ptab"}:
        return "\t"
    if name in {"br", "cr"}:
        return "\n"
    if name == "noBreakHyphen":
        return "-"
    if name == "sym":
        code = attribute(element, "char")
        return chr(int(code, 16)) if re.fullmatch("[0-9A-Fa-f]{4}", code) else ""
    return ""


def _is_on(switch: Element | None) -> bool:
    return switch is not None and attribute(switch, "val") not in {"0", "false", "off"}


def _chosen(alternatives: Element) -> Element:
    """Of the same thing drawn in two ways the first, so that its text comes once."""
    return next(children(alternatives), alternatives)


def _boxes(graphic: Element) -> list[Element]:
    """The text boxes in a drawing, outermost only."""
    if tag(graphic) == "AlternateContent":
        graphic = _chosen(graphic)
    found = []
    for child in children(graphic):
        found += [child] if tag(child) == "txbxContent" else _boxes(child)
    return found


def _within(parent: Element, name: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also inside wrappers."""
    for child in children(parent):
        if tag(child) == name:
            yield child
        elif tag(child) in _TRANSPARENT:
            yield from _within(child, name)


def _prints(cell: Element) -> bool:
    return any((text.text or "").strip() for text in cell.iter("{*}t"))


def _is_layout(cell: Element) -> bool:
    """Whether a cell holds a part of the letter: a table, or many paragraphs."""
    filled = sum(map(_prints, cell.iterfind("{*}p")))
    return filled > _MAX_CELL or cell.find("{*}tbl") is not None
