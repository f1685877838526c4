"""Which format a file is: by its content; the name only breaks a tie."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import PurePath

from qa.errors import DamagedFile, ProtectedFile, UnsupportedFormat
from qa.model import Format
from qa.read.txt import decode

_HEAD = 65_536
_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_EXPECTED = "Verwacht werd PDF, DOCX, HTML, XML of platte tekst"
_FOREIGN = (
    (b"{\\rtf", "RTF", "open het in Word en bewaar het als DOCX"),
    (b"\x89PNG", "een afbeelding (PNG)", "laat er tekstherkenning (OCR) op los"),
    (b"\xff\xd8\xff", "een afbeelding (JPEG)", "laat er tekstherkenning (OCR) op los"),
    (b"II*\x00", "een afbeelding (TIFF)", "laat er tekstherkenning (OCR) op los"),
    (b"MM\x00*", "een afbeelding (TIFF)", "laat er tekstherkenning (OCR) op los"),
    (b"GIF8", "een afbeelding (GIF)", "laat er tekstherkenning (OCR) op los"),
    (b"\x1f\x8b", "een gzip-archief", "pak het eerst uit"),
    (b"7z\xbc\xaf", "een 7z-archief", "pak het eerst uit"),
    (b"Rar!", "een RAR-archief", "pak het eerst uit"),
)
_PROLOGUE = re.compile(
    r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>\s*)*",
    re.DOTALL | re.IGNORECASE,
)
_ELEMENT = re.compile(r"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)[\s/>]")
_HTML = re.compile(
    "html|head|body|title|meta|link|script|style|header|main|nav|section|article|div|p|h[1-4]"
    "|table|span|ul|ol",
    re.IGNORECASE,
)

_OFFICIAL = re.compile("officiele-publicatie|kamervragen|kamerstuk|vraagdoc|kamerwrk|metadata")


def detect(data: bytes, name: str) -> Format:
    """The format of `data`; `name` (with its extension) is used where the content leaves doubt.

    Raises:
        UnsupportedFormat: It is a known format that we do not read.
        DamagedFile: It begins as a zip file and cannot be opened as one.
        ProtectedFile: It is a Word file with a password.
    """
    if b"%PDF-" in data[:1024]:
        return Format.PDF
    if data.startswith(_ZIP):
        return _detect_zip(data, name)
    if data.startswith(_OLE):
        raise _refuse_ole(data, name)
    for magic, what, remedy in _FOREIGN:
        if data.startswith(magic):
            raise UnsupportedFormat(f"Het bestand {name!r} is {what}. {_EXPECTED}; {remedy}.")
    return _detect_text(decode(data[:_HEAD]), PurePath(name).suffix.lower())


def _detect_text(head: str, suffix: str) -> Format:
    head = head.removeprefix("\ufeff").removeprefix("ï»¿")  # the mark, also encoded twice
    declared = head.lstrip()[:5].lower() == "<?xml"
    prologue = _PROLOGUE.match(head)
    element = _ELEMENT.match(head, prologue.end() if prologue else 0)
    if element is None:
        if declared:
            return Format.XML
        is_markup = suffix in {".html", ".htm"} and _ELEMENT.search(head)
        return Format.HTML if is_markup else Format.TXT
    if _HTML.fullmatch(element[1]) and not (declared and suffix == ".xml" and element[1] != "html"):
        return Format.HTML
    closed = re.search(rf"</(?:[\w.-]+:)?{re.escape(element[1])}\s*>|/>", head)
    is_xml = declared or closed or suffix == ".xml" or _OFFICIAL.fullmatch(element[1])
    return Format.XML if is_xml else Format.TXT


def _detect_zip(data: bytes, name: str) -> Format:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise DamagedFile(
            f"Het bestand {name!r} begint als een Word-bestand of zip maar is beschadigd of "
            "afgebroken. Haal het opnieuw op."
        ) from error
    if "[Content_Types].xml" in names and any(part.startswith("word/") for part in names):
        return Format.DOCX
    raise UnsupportedFormat(
        f"Het bestand {name!r} is een zip-bestand zonder Word-document (misschien ODT, Excel of "
        f"een archief). {_EXPECTED}; bewaar het als DOCX of pak het uit."
    )


def _refuse_ole(data: bytes, name: str) -> ProtectedFile | UnsupportedFormat:
    if _ENCRYPTED in data:
        return ProtectedFile(
            f"Het Word-bestand {name!r} is beveiligd met een wachtwoord. Verwacht werd een open "
            "bestand; open het in Word en bewaar het zonder wachtwoord."
        )
    return UnsupportedFormat(
        f"Het bestand {name!r} is een oud Office-bestand (.doc of .xls). {_EXPECTED}; open het "
        "in Word en bewaar het als DOCX."
    )
