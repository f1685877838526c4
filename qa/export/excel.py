"""Excel: a row for each quote, header frozen, filters on, no cell a formula."""

from __future__ import annotations

import io
from datetime import datetime, time
from typing import Final

from openpyxl import Workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.cell.cell import MergedCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from qa.export.rows import COLUMNS, Cell, rows
from qa.export.sheet import Sheet, writable

_LONGEST: Final = 32_767
"""Characters that a cell of this format can hold."""
_CUT: Final = " [ingekort: de volledige tekst staat in het Word- en het JSON-bestand]"
_LINK: Final = COLUMNS.index("Link") + 1
_WIDTHS: Final = (9, 50, 30, 20, 8, 30, 8, 40, 50, 80, 40, 40, 40, 24, 12, 40, 28)


def write(sheet: Sheet) -> bytes:
    """The XLSX file."""
    book = Workbook()
    book.properties.creator = "Kamervragen"
    book.properties.created = book.properties.modified = datetime.combine(sheet.made, time())
    page = book.worksheets[0]
    page.title = "Vragenset"
    for at, row in enumerate([COLUMNS, *rows(sheet)], 1):
        for column, value in enumerate(row, 1):
            _fill(page.cell(at, column), value)
    _dress(page)
    _links(page)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _fill(cell: SheetCell | MergedCell, value: Cell) -> None:
    if not isinstance(value, str):
        cell.value = value
        return
    text = writable(value)
    cell.value = text if len(text) <= _LONGEST else text[: _LONGEST - len(_CUT)] + _CUT
    cell.data_type = "s"  # Text stays text: a leading "=" starts no formula.
    cell.quotePrefix = text.startswith(("=", "+", "-", "@"))


def _links(page: Worksheet) -> None:
    """The addresses of official publications can be followed."""
    for row in page.iter_rows(min_row=2, min_col=_LINK, max_col=_LINK):
        for cell in row:
            if isinstance(cell, SheetCell) and str(cell.value or "").startswith("https://"):
                cell.hyperlink = str(cell.value)
                cell.font = Font(color="01567F", underline="single")


def _dress(page: Worksheet) -> None:
    page.freeze_panes = "A2"
    page.auto_filter.ref = page.dimensions
    for at, width in enumerate(_WIDTHS, 1):
        page.column_dimensions[get_column_letter(at)].width = width
    for cell in page[1]:
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="154273")
    for row in page.iter_rows():
        for cell in row:
            cell.alignment = Alignment(vertical="top", wrap_text=True)
