"""Plain text: UTF-8, UTF-16 with its mark, Windows-1252, or UTF-8 with strays of it."""

from __future__ import annotations

import codecs
import re

from qa.errors import UnsupportedFormat
from qa.read.content import Content
from qa.read.guard import check_length

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark begins with the other's
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAX_BYTES_PER_CHARACTER = 4
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_MAX_CONTROL_SHARE = 0.005
_MULTIBYTE = (
    # Only UTF-8 of what Dutch documents hold: in Windows-1252 "CAFÉ»" ends as a letter would.
    rb"[\xc2-\xc5\xcc][\x80-\xbf]|[\xe2\xef][\x80-\xbf]{2}|\xf0\x9f[\x80-\xbf]{2}"
)
_UTF_8 = re.compile(rb"(?:[\x00-\x7f]|" + _MULTIBYTE + rb")+")


def read(data: bytes, name: str) -> Content:
    """The text in `data`. A form feed begins a page and becomes a line break.

    Raises:
        LimitExceeded: It is too long in any encoding.
        UnsupportedFormat: The bytes are no text in any encoding that we know.
    """
    check_length(len(data) // _MAX_BYTES_PER_CHARACTER, name)  # before any work on it
    text = decode(data)
    controls = len(_CONTROL.findall(text))
    if "\x00" in text or controls > _MAX_CONTROL_SHARE * len(text) + 2:
        raise UnsupportedFormat(
            f"Het bestand {name!r} bevat geen tekst maar binaire gegevens. Verwacht werd PDF, "
            "DOCX, HTML, XML of platte tekst; bewaar het document in een van die vormen."
        )
    pages = tuple(found.end() for found in re.finditer("\f", text))
    return Content(text.replace("\f", "\n"), (0, *pages) if pages else ())


def decode(data: bytes) -> str:
    """`data` as text: by its byte order mark, else UTF-8, else Windows-1252.

    Where bytes break UTF-8, those alone are read as Windows-1252; the five bytes that
    Windows-1252 leaves undefined become U+FFFD. Never fails.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    pieces: list[str] = []
    at = 0
    for found in _UTF_8.finditer(data):
        pieces.append(data[at : found.start()].decode("cp1252", "replace"))
        pieces.append(found.group().decode("utf-8", "replace"))
        at = found.end()
    pieces.append(data[at:].decode("cp1252", "replace"))
    return "".join(pieces)
