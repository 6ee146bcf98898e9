"""A BIFF workbook through xlrd: what cells show, what they store, what is merged and what is hidden."""

from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

import xlrd
from xlrd.compdoc import CompDocError

from mingzhang.document.model import Document, Place
from mingzhang.readers.archive import OLE, damaged, encrypted
from mingzhang.readers.number_formats import exact, plain, shown_number
from mingzhang.readers.sheets import MOST_CELLS, Sheet, SheetCell, add_sheet, oversize
from mingzhang.readers.xls.compound import streams_of


def read_old_workbook(data: bytes, name: str) -> Document:
    """The document in a .xls workbook; places are `Sheet!B7`."""
    if data.startswith(OLE) and streams_of(data) is None:
        raise damaged(name)
    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=io.StringIO())
    except xlrd.XLRDError as error:
        raise (encrypted(name) if "encrypt" in str(error).lower() else damaged(name)) from None
    except (CompDocError, Exception) as error:  # xlrd lets whatever a broken file provokes through
        if isinstance(error, MemoryError):
            raise
        raise damaged(name) from None
    document = Document(file=name, format="xls")
    if sum(sheet.nrows * sheet.ncols for sheet in book.sheets()) > 20 * MOST_CELLS:
        raise oversize(name)
    for sheet in book.sheets():
        if sheet.visibility:
            document.traces.append(("hidden_sheet", sheet.name))
            document.unread.append((Place(cell=f"{sheet.name}!A1"), sheet.name, "隐藏的工作表，没有读入"))
            continue
        add_sheet(document, _sheet(sheet, book))
    return document


def _sheet(source: Any, book: Any) -> Sheet:
    sheet = Sheet(source.name)
    for row in range(source.nrows):
        for column in range(source.row_len(row)):
            cell = source.cell(row, column)
            shown = _cell(cell, book)
            if shown is not None:
                sheet.cells[row + 1, column + 1] = shown
            if _ruled(cell, book):
                sheet.ruled.add((row + 1, column + 1))
    for top, bottom, left, right in source.merged_cells:
        sheet.merged[top + 1, left + 1] = (bottom - top, right - left)
    sheet.hidden_rows = {row + 1 for row, shape in source.rowinfo_map.items() if shape.hidden}
    sheet.hidden_columns = {column + 1 for column, shape in source.colinfo_map.items() if shape.hidden}
    return sheet


def _cell(cell: Any, book: Any) -> SheetCell | None:
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return SheetCell(cell.value)
    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            moment = xlrd.xldate_as_datetime(cell.value, book.datemode)
        except (xlrd.XLDateError, ValueError, OverflowError):
            return SheetCell(plain(exact(cell.value)))
        return SheetCell(moment.date().isoformat())
    if cell.ctype != xlrd.XL_CELL_NUMBER:
        return None
    value: Decimal = exact(cell.value)
    text = shown_number(value, _format(cell, book))
    stored = plain(value)
    return SheetCell(text, None if stored == text.replace(",", "") else stored)


def _ruled(cell: Any, book: Any) -> bool:
    """Whether a line is drawn at the left or the right of the cell."""
    try:
        border = book.xf_list[cell.xf_index].border
        return bool(border.left_line_style or border.right_line_style)
    except (IndexError, TypeError, AttributeError):
        return False


def _format(cell: Any, book: Any) -> str:
    try:
        key = book.xf_list[cell.xf_index].format_key
        return str(book.format_map[key].format_str)
    except (IndexError, KeyError, TypeError):
        return "General"
