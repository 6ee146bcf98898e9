"""The xls of Excel 97–2003 as grids, by xlrd."""

from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path
from typing import Any

from mingzhang.compile.imports.grids import FAULTY, Fault, Grid, Number, Value, merge, zeros_of
from mingzhang.kit.errors import UnreadableInput


def read_xls(path: Path) -> list[Grid]:
    """Every sheet in the workbook's order; UnreadableInput where it is broken or protected."""
    import xlrd

    try:
        book = xlrd.open_workbook(path, formatting_info=True, logfile=io.StringIO())
        return [_grid(book, sheet) for sheet in book.sheets()]
    except Exception as error:  # xlrd leaks what its parsing meets in a broken file
        reason = type(error).__name__
        raise UnreadableInput(
            f"{path}：读不出来（{reason}）；如果设了打开密码请先去掉，或另存为 xlsx 再试。",
            f"{path}: cannot be read ({reason}); remove a password, or save it as xlsx and retry.",
        ) from None


def _grid(book: Any, sheet: Any) -> Grid:
    rows: list[list[Value]] = [
        [_value(book, sheet, row, column) for column in range(sheet.row_len(row))]
        for row in range(sheet.nrows)
    ]
    for top, bottom, left, right in sheet.merged_cells:
        merge(rows, top + 1, left + 1, bottom, right)
    hidden = {row + 1 for row, shape in sheet.rowinfo_map.items() if shape.hidden and row < sheet.nrows}
    return Grid(sheet.name, rows, hidden, sheet.visibility != 0)


def _value(book: Any, sheet: Any, row: int, column: int) -> Value:
    import xlrd

    cell = sheet.cell(row, column)
    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            return xlrd.xldate_as_datetime(cell.value, book.datemode).date()  # type: ignore[no-any-return]
        except (ValueError, OverflowError, xlrd.xldate.XLDateError):
            return str(cell.value)
    if cell.ctype == xlrd.XL_CELL_NUMBER:
        pattern = book.format_map[book.xf_list[cell.xf_index].format_key].format_str
        number = int(cell.value) if cell.value == int(cell.value) else cell.value
        return Number(Decimal(repr(number)), zeros_of(pattern), "%" in pattern)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return Fault(xlrd.error_text_from_code.get(cell.value, "#?"), FAULTY)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    return str(cell.value).strip() or None
