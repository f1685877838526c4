"""HTML: the pages of officielebekendmakingen.nl, and any other page with a text.

Navigation, scripts and forms are left out; footnotes are taken from `div.noot` and from links
of the class `nootnum`. Headings, paragraphs, list items and table rows are lines.
"""

from __future__ import annotations

import re

from qa.errors import DamagedFile, EmptyText
from qa.read.content import Content
from qa.read.lines import Lines
from qa.read.markup import Element, children, parse_html, tag, text_of
from qa.read.numbering import number_as
from qa.read.official import properties
from qa.read.txt import decode

_LEFT_OUT = re.compile(
    "head|script|style|noscript|template|nav|aside|form|button|select|input|iframe|object|embed"
    "|svg|img|audio|video|canvas|dialog|menu|textarea"
)
_FURNITURE = re.compile(
    r"(?i)\b(?:nav|navigation|menu|breadcrumb|broodkruimel|skiplink|cookie|sidebar|toolbar)\b"
)
_BLOCKS = re.compile(
    "address|article|blockquote|body|br|caption|center|dd|details|div|dl|dt|fieldset|figcaption"
    "|figure|footer|h[1-6]|header|hr|html|li|main|ol|p|pre|section|summary|table|tbody|tfoot"
    "|thead|tr|ul"
)
_ERROR = re.compile(
    r"(?i)errors/404|\b(?:404|403|500|503)\b.{0,40}(?:niet gevonden|not found|error|fout)"
    r"|(?:pagina|document|publicatie|page)\s.{0,30}(?:niet (?:worden )?gevonden|not found)"
    r"|er is (?:iets misgegaan|een fout opgetreden)"
)
_WORDS = {"vraag": "Vraag", "antwoord": "Antwoord"}
_ERROR_PAGE = 2_000
"""An error page holds fewer characters, navigation and all; a title may say "500 fouten"."""
_ERROR_TEXT = 600
"""In a page of fewer characters an error is also looked for outside the titles."""
_SAYS_WHAT = re.compile(r"\s*(?:Mededeling|Toelichting|Opmerking|Noot)\b", re.IGNORECASE)
_STYLES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


def read(data: bytes, name: str) -> Content:
    """The text and the official properties of an HTML page.

    Raises:
        DamagedFile: It is an error page of a web site, or nothing in it can be parsed.
        EmptyText: It shows no text (a page that a script fills).
    """
    root = parse_html(decode(data), name)
    _check(root, name)
    content = _Writer().content(root)
    if not content.text.strip():
        raise EmptyText(
            f"De webpagina {name!r} bevat geen tekst. Verwacht werd een publicatie; bewaar de "
            "pagina opnieuw of haal het document op als PDF of XML."
        )
    return content


def _check(root: Element, name: str) -> None:
    titles = [text_of(element) for element in root.iter("title", "h1")]
    addresses = [element.get("href") or "" for element in root.iter("link")]
    text = text_of(root)
    shown = text if len(text) < _ERROR_TEXT else " ".join(titles)
    if len(text) < _ERROR_PAGE and _ERROR.search(" ".join([shown, *addresses])):
        raise DamagedFile(
            f"De webpagina {name!r} is een foutmelding ({' '.join(titles)[:80]!r}), geen "
            "document. Controleer het nummer en haal de publicatie opnieuw op."
        )


class _Writer:
    """Walks the page once and writes its lines."""

    def __init__(self) -> None:
        self._lines = Lines(squeeze=True)

    def content(self, root: Element) -> Content:
        self._walk(root)
        self._lines.end_line()
        return self._lines.content(properties(root))

    def _walk(self, element: Element, *, with_text: bool = True) -> None:
        self._lines.write((element.text or "") if with_text else "")
        for child in element:
            if isinstance(child.tag, str):
                self._child(child, tag(child).lower(), (child.get("class") or "").lower())
            self._lines.write(child.tail or "")

    def _child(self, child: Element, name: str, classes: str) -> None:
        words = classes.split()
        if _is_left_out(child, name, classes):
            return
        if name == "div" and "noot" in words:
            self._note(child)
        elif name == "div" and words and words[0] in _WORDS:
            self._headed(child, _WORDS[words[0]])
        elif "nootnum" in words or name == "sup":
            self._raised(child)
        elif _BLOCKS.fullmatch(name):
            self._block(child, name)
        else:
            self._walk(child)

    def _block(self, child: Element, name: str) -> None:
        self._lines.end_line()
        if name == "tr":
            self._row(child)
            return
        if re.fullmatch("h[1-6]", name):
            self._lines.blank()
        if name == "div" and "kamervraagopmerking" in (child.get("class") or ""):
            self._lines.blank()
            self._lines.write("" if _SAYS_WHAT.match(text_of(child)) else "Mededeling")
            self._lines.end_line()
        if name == "li":
            self._lines.write(_marker(child))
        for line in (child.text or "").splitlines() if name == "pre" else ():
            self._lines.write(line)
            self._lines.end_line()
        self._walk(child, with_text=name != "pre")
        self._lines.end_line()

    def _headed(self, child: Element, word: str) -> None:
        """A question or an answer, with its number in a heading or in a paragraph."""
        self._lines.blank()
        parts = list(children(child))
        first = text_of(parts[0]) if parts else ""
        numbered = bool(parts) and (parts[0].get("class") or "") == "nummer"
        if numbered or not first.startswith(tuple(_WORDS.values())):
            self._lines.write(f"{word} {first.rstrip('.:) ')}" if numbered else word)
            self._lines.end_line()
        if numbered:
            child.remove(parts[0])
        self._walk(child)
        self._lines.end_line()

    def _row(self, row: Element) -> None:
        self._lines.row()
        cells = [cell for cell in children(row) if tag(cell) in {"td", "th"}]
        while cells and not text_of(cells[-1]):
            cells.pop()
        for at, cell in enumerate(cells):
            if at:
                self._lines.next_cell()
            self._walk(cell)
        self._lines.end_row()

    def _raised(self, child: Element) -> None:
        """Raised figures; a link to a place on the page is a footnote mark for certain."""
        text = text_of(child)
        link = next(child.iter("a"), None)
        if text and link is not None and (link.get("href") or "").startswith("#"):
            self._lines.mark(text)
        else:
            self._lines.raised(text)

    def _note(self, note: Element) -> None:
        label = ""
        parts = []
        for child in note.iter():
            classes = (child.get("class") or "").split()
            if "nootnum" in classes:
                label = label or text_of(child).strip("[]() ")
            elif tag(child) == "p":
                parts.append(text_of(child))
        text = " ".join(filter(None, parts)).removeprefix(label).strip()
        if text:
            self._lines.note(label, text)


def _is_left_out(element: Element, name: str, classes: str) -> bool:
    if _LEFT_OUT.fullmatch(name) or _FURNITURE.search(classes) or _is_hidden(element):
        return True
    return name in {"header", "footer"} and _is_outside(element)


def _is_hidden(element: Element) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return element.get("hidden") is not None or "display:none" in style


def _is_outside(element: Element) -> bool:
    """Whether a header or footer is that of the page, and not of the document in it."""
    return next(element.iterancestors("article", "main"), None) is None


def _marker(item: Element) -> str:
    """What a browser prints before a list item."""
    parent = item.getparent()
    if parent is None or "expliciet" in (parent.get("class") or ""):
        return ""
    if tag(parent) != "ol":
        return "• "
    start = parent.get("start") or "1"
    first = int(start) if re.fullmatch(r"[0-9]{1,6}", start) else 1
    before = sum(tag(sibling) == "li" for sibling in item.itersiblings(preceding=True))
    return f"{number_as(first + before, _STYLES.get(parent.get('type') or '', 'decimal'))}. "
