"""Parses XML and HTML without following anything out of the file."""

from __future__ import annotations

from collections.abc import Iterator
from html.entities import html5

from lxml import etree, html

from qa.errors import DamagedFile

Element = etree._Element
_FATAL = 3
"""libxml2's level of the errors that end the parsing."""


def parse_xml(data: bytes, name: str) -> Element:
    """The root of an XML document; of entities only HTML's named characters are known.

    Raises:
        DamagedFile: It is not well-formed, is nested too deep, or uses entities of its own.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise DamagedFile(
            f"De XML in {name!r} is beschadigd of afgebroken ({error}). Haal het bestand opnieuw "
            "op van de officiële bron."
        ) from error
    for entity in list(root.iter(etree.Entity)):
        _resolve(entity, name)
    return root


def _resolve(entity: Element, name: str) -> None:
    """Put the character in place of a named one ("&eacute;") whose DTD is not at hand."""
    char = html5.get(str(entity.text).strip("&;") + ";")
    parent = entity.getparent()
    if char is None or parent is None:
        raise DamagedFile(
            f"De XML in {name!r} gebruikt een eigen entiteit ({entity.text}); een officieel "
            "document doet dat niet. Haal het bestand opnieuw op van de officiële bron."
        )
    text = char + (entity.tail or "")
    before = entity.getprevious()
    if before is None:
        parent.text = (parent.text or "") + text
    else:
        before.tail = (before.tail or "") + text
    parent.remove(entity)


def parse_html(text: str, name: str) -> Element:
    """The root of an HTML document, as a browser would mend it.

    Raises:
        DamagedFile: Nothing in it can be parsed, or it is nested too deep.
    """
    parser = html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True
    )
    reason = ""
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError) as error:
        reason = str(error)
    # Nested too deep, the rest of the page is silently left out: that is an error here.
    fatal = (entry.message for entry in parser.error_log if entry.level == _FATAL)
    reason = reason or next(fatal, "")
    if reason:
        raise DamagedFile(
            f"De HTML in {name!r} is beschadigd ({reason}). Haal het bestand opnieuw op."
        )
    return root


def tag(element: Element) -> str:
    """The name of an element without its namespace; "" for what is no element."""
    name = element.tag
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def children(element: Element) -> Iterator[Element]:
    """The child elements, without comments, instructions and entities."""
    return (child for child in element if isinstance(child.tag, str))


def attribute(element: Element, name: str) -> str:
    """The attribute of that name in any namespace; "" where there is none."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


def text_of(element: Element) -> str:
    """All text of an element as one line."""
    return " ".join("".join(map(str, element.itertext())).split())
