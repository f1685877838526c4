"""CSV as Dutch Excel opens it: UTF-8 with a byte order mark, semicolons, CRLF."""

from __future__ import annotations

import csv
import io
from typing import Final

from qa.export.rows import COLUMNS, Cell, rows
from qa.export.sheet import Sheet

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write(sheet: Sheet) -> bytes:
    """The CSV file."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for row in rows(sheet):
        writer.writerow([guarded(cell) for cell in row])
    return ("\ufeff" + text.getvalue()).encode("utf-8", "replace")


def guarded(cell: Cell) -> Cell:
    """`cell`, with an apostrophe before text that a spreadsheet would run as a formula."""
    if isinstance(cell, str) and cell.lstrip(" ").startswith(_FORMULA):
        return f"'{cell}"
    return cell
