"""A checked question set as a file to hand in: Word, Excel, CSV or JSON."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Final

from qa.export import comma, excel, plain, word
from qa.export.sheet import Sheet

__all__ = ["MEDIA_TYPES", "FileKind", "Sheet", "write"]


class FileKind(StrEnum):
    """The kinds of file; the value is the file name's suffix."""

    DOCX = "docx"
    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"


_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
MEDIA_TYPES: Final = {
    FileKind.DOCX: f"{_OFFICE}.wordprocessingml.document",
    FileKind.XLSX: f"{_OFFICE}.spreadsheetml.sheet",
    FileKind.CSV: "text/csv; charset=utf-8",
    FileKind.JSON: "application/json",
}
_WRITERS: Final[dict[FileKind, Callable[[Sheet], bytes]]] = {
    FileKind.DOCX: word.write,
    FileKind.XLSX: excel.write,
    FileKind.CSV: comma.write,
    FileKind.JSON: plain.write,
}


def write(sheet: Sheet, kind: FileKind) -> bytes:
    """The content of a file of `kind` that holds `sheet`."""
    return _WRITERS[kind](sheet)
