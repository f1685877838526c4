"""Official XML in its generations, written as the lines that the official PDF prints.

`kamervragen` (op-xsd): questions and answers are siblings, told apart by `nr`. `vraagdoc`
(before 2010): first all questions, then all answers, told apart by `nummer`. `kamerstuk`: plain
paragraphs, the numbers among them. A question becomes a line "Vraag 2, 3" and its paragraphs,
an answer a line "Antwoord 2, 3" and its paragraphs, so that one grammar reads every format.
"""

from __future__ import annotations

import re

from qa.errors import DamagedFile, EmptyText, UnsupportedFormat
from qa.read.content import Content
from qa.read.lines import Lines
from qa.read.markup import Element, attribute, children, parse_xml, tag, text_of
from qa.read.official import from_elements, properties
from qa.read.txt import decode

_STUBS = frozenset(["metadata", "metadata_gegevens", "gzd", "searchRetrieveResponse"])
_ROOTS = frozenset(
    ["officiele-publicatie", "kamervragen", "kamerstuk", "vraagdoc", "kamerwrk", "notatoe"]
)
_ALSO = frozenset(["aanhangsel", "handelingen", "niet-dossierstuk", "agenda"])
_TEXT = frozenset(["al", "vraag", "antwoord", "tussenkop"])
_LEFT_OUT = frozenset(["metadata", "meta", "plaatje", "illustratie", "colspec", "spanspec"])
_LINES = frozenset(
    (
        *("al", "tussenkop", "titel", "subtitel", "kop", "tekstregel", "kamervraagnummer"),
        *("kamervraagomschrijving", "omschr", "vraagnummer", "nummer", "nr", "datumtekst"),
        *("stuknr", "dossiernummer", "naam", "functie", "ondertekenaar", "label", "title"),
    )
)
_ROWS = frozenset(["row", "tr"])
_CELLS = frozenset(["entry", "td", "th"])
_BLOCKS = _ROWS | frozenset(["lijst", "table", "tgroup", "al", "li"])
_HEADED = {"vraag": "Vraag", "antwoord": "Antwoord"}
_REMARKS = {"kamervraagopmerking": "Mededeling", "toelicht": "Toelichting"}
_SAYS_WHAT = re.compile(r"\s*(?:Vraag|Antwoord|Mededeling|Toelichting|Opmerking|Noot)\b", re.I)
_MARK = re.compile(rb"^(?:\xef\xbb\xbf|\xc3\xaf\xc2\xbb\xc2\xbf)")


def read(data: bytes, name: str) -> Content:
    """The text and the official properties of an XML publication.

    Raises:
        EmptyText: It is a stub that holds properties only.
        UnsupportedFormat: It is XML of another kind.
        DamagedFile: It is not well-formed, or uses entities of its own.
    """
    root = _parse(data, name)
    _check(root, name)
    metadata = {**from_elements(root), **properties(root)}
    return _Writer(root).content(metadata)


def _parse(data: bytes, name: str) -> Element:
    data = _MARK.sub(b"", data)
    try:
        return parse_xml(data, name)
    except DamagedFile:
        # Published as UTF-8 and stored as Windows-1252: the declaration no longer fits.
        text = re.sub(r"^\s*<\?xml.*?\?>", "", decode(data), count=1, flags=re.DOTALL)
        return parse_xml(text.encode("utf-8", "replace"), name)


def _check(root: Element, name: str) -> None:
    kind = tag(root)
    if kind in _STUBS:
        raise EmptyText(
            f"Het XML-bestand {name!r} bevat alleen metadata ({kind!r}) en geen tekst. Verwacht "
            "werd de publicatie zelf; haal die op als XML, HTML of PDF."
        )
    known = kind in _ROOTS | _ALSO
    if not known and not any(tag(element) in _TEXT for element in root.iter()):
        raise UnsupportedFormat(
            f"Het XML-bestand {name!r} heeft als hoofdelement {kind!r}. Verwacht werd een "
            "officiële publicatie (officiele-publicatie, kamerstuk of vraagdoc)."
        )


class _Writer:
    """Walks the tree once and writes its lines."""

    def __init__(self, root: Element) -> None:
        self._root = root
        self._lines = Lines(squeeze=True)
        self._labels: dict[str, str] = {}
        for note in root.iter("{*}noot"):
            self._labels.setdefault(attribute(note, "id"), _label(note))

    def content(self, metadata: dict[str, str]) -> Content:
        self._blocks(self._root)
        return self._lines.content(metadata)

    # --- blocks

    def _blocks(self, parent: Element) -> None:
        for element in children(parent):
            self._block(element)

    def _block(self, element: Element) -> None:
        name = tag(element)
        if name in _LEFT_OUT:
            return
        if name in _HEADED:
            self._headed(element, _HEADED[name])
        elif name in _REMARKS:
            self._remark(element, _REMARKS[name])
        elif name == "noot":
            self._lines.note(_label(element) or str(len(self._labels)), _note_text(element))
        elif name == "li":
            self._item(element)
        elif name in _ROWS:
            self._row(element)
        elif name in _LINES or _has_text(element):
            self._inline(element)
            self._lines.end_line()
        else:
            self._blocks(element)

    def _headed(self, element: Element, word: str) -> None:
        """A question or an answer: its heading, then what it holds."""
        self._lines.blank()
        parts = list(children(element))
        number = text_of(parts[0]) if parts and tag(parts[0]) in {"nr", "nummer"} else ""
        if number:
            parts = parts[1:]
            says = number if _SAYS_WHAT.match(number) else f"{word} {number.rstrip('.:) ')}"
            self._lines.write(says)
            self._lines.end_line()
        elif not (parts and _SAYS_WHAT.match(text_of(parts[0]))):
            self._lines.write(word)
            self._lines.end_line()
        if (element.text or "").strip():
            self._lines.write(element.text or "")
            self._lines.end_line()
        for part in parts:
            self._block(part)

    def _remark(self, element: Element, word: str) -> None:
        self._lines.blank()
        if not _SAYS_WHAT.match(text_of(element)):
            self._lines.write(word)
            self._lines.end_line()
        if _has_text(element):
            self._inline(element)
            self._lines.end_line()
        else:
            self._blocks(element)

    def _item(self, element: Element) -> None:
        parts = list(children(element))
        if parts and tag(parts[0]) == "li.nr":
            self._lines.write(f"{text_of(parts[0])} ")
            parts = parts[1:]
        if _has_text(element):
            self._inline(element)
        for part in parts if not _has_text(element) else ():
            self._block(part)
        self._lines.end_line()

    def _row(self, element: Element) -> None:
        self._lines.row()
        cells = [child for child in children(element) if tag(child) in _CELLS]
        while cells and not text_of(cells[-1]):
            cells.pop()
        for at, cell in enumerate(cells):
            if at:
                self._lines.next_cell()
            self._inline(cell)
        self._lines.end_row()

    # --- running text

    def _inline(self, element: Element) -> None:
        self._lines.write(element.text or "")
        for child in element:
            if isinstance(child.tag, str):
                self._child(child, tag(child))
            self._lines.write(child.tail or "")

    def _child(self, child: Element, name: str) -> None:
        if name == "noot":
            label = _label(child) or str(len(self._labels))
            self._lines.mark(label)
            self._lines.note(label, _note_text(child))
        elif name == "nootref":
            label = text_of(child) or self._labels.get(attribute(child, "refid"), "")
            self._lines.mark(label or attribute(child, "refid"))
        elif name == "br":
            self._lines.end_line()
        elif name == "sup":
            self._lines.raised(text_of(child))
        elif name in {"nr", "label"}:
            self._inline(child)
            self._lines.write(" ")
        elif name in _BLOCKS:
            self._lines.end_line()
            self._block(child)
        elif name not in _LEFT_OUT:
            self._inline(child)


def _label(note: Element) -> str:
    """The number of a footnote, from its own element or attribute."""
    for child in children(note):
        if tag(child) in {"noot.nr", "noot.lijst.nr", "nummer", "nr"}:
            return text_of(child)
    return attribute(note, "nr") or attribute(note, "nummer")


def _note_text(note: Element) -> str:
    numbers = {"noot.nr", "noot.lijst.nr", "nummer", "nr"}
    parts = [text_of(child) for child in children(note) if tag(child) not in numbers]
    return " ".join([*(note.text or "").split(), *filter(None, parts)])


def _has_text(element: Element) -> bool:
    """Whether characters stand in the element itself, not only in elements within."""
    own = [element.text, *(child.tail for child in element)]
    return any(text and text.strip() for text in own)
