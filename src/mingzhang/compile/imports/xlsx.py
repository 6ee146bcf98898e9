"""xlsx and xlsm as grids, by openpyxl."""

from __future__ import annotations

import datetime
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

from mingzhang.compile.imports.grids import (
    FAULTY,
    UNCOMPUTED,
    Fault,
    Grid,
    Number,
    Value,
    merge,
    zeros_of,
)
from mingzhang.kit.errors import UnreadableInput

UNPACKED = 1 << 30
"""Bytes that the parts of a workbook may have unpacked."""


def read_xlsx(path: Path) -> list[Grid]:
    """Every sheet in the workbook's order; UnreadableInput where it is broken."""
    _refuse_bomb(path)
    book = _loaded(path, values=False)
    results = None
    if any(cell.data_type == "f" for sheet in book.worksheets for cell in sheet._cells.values()):
        results = _loaded(path, values=True)
    return [_grid(sheet, None if results is None else results[sheet.title]) for sheet in book.worksheets]


def _refuse_bomb(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
    except (zipfile.BadZipFile, OSError) as error:
        raise _broken(path, error) from None
    if size > UNPACKED:
        raise UnreadableInput(
            f"{path}：解开后超过 {UNPACKED >> 20} MB，没有读取。",
            f"{path}: unpacks to more than {UNPACKED >> 20} MB and was not read.",
        )


def _loaded(path: Path, values: bool) -> Any:
    import warnings

    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # parts that openpyxl does not keep are of no use here
            return openpyxl.load_workbook(path, data_only=values)
    except Exception as error:  # openpyxl has no error of its own for the many ways a file may be broken
        raise _broken(path, error) from None


def _broken(path: Path, error: Exception) -> UnreadableInput:
    reason = type(error).__name__
    return UnreadableInput(
        f"{path}：不是有效的 xlsx 工作簿（{reason}）；请用表格软件另存为 xlsx 再试。",
        f"{path}: is no valid xlsx workbook ({reason}); save it as xlsx again and retry.",
    )


def _grid(sheet: Any, results: Any) -> Grid:
    # `_cells` has only the cells that are stored: sheets formatted to their last row have a million more.
    written = {place: cell for place, cell in sheet._cells.items() if cell.value is not None}
    height = max((row for row, _ in written), default=0)
    rows: list[list[Value]] = [[] for _ in range(height)]
    for (row, column), cell in sorted(written.items()):
        line = rows[row - 1]
        line.extend([None] * (column - 1 - len(line)))
        line.append(_value(cell, results))
    for area in sheet.merged_cells.ranges:
        merge(rows, area.min_row, area.min_col, min(area.max_row, height), area.max_col)
    hidden = {
        row for row, shape in sheet.row_dimensions.items() if shape.hidden and row <= height and rows[row - 1]
    }
    return Grid(sheet.title, rows, hidden, sheet.sheet_state != "visible")


def _value(cell: Any, results: Any) -> Value:
    value, kind = cell.value, cell.data_type
    if kind == "f":
        formula = getattr(value, "text", value)
        computed = results[cell.coordinate]
        value, kind = computed.value, computed.data_type
        if value is None:
            return Fault(str(formula), UNCOMPUTED)
    if kind == "e":
        return Fault(str(value), FAULTY)
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        pattern = str(cell.number_format)
        return Number(Decimal(repr(value)), zeros_of(pattern), "%" in pattern)
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, datetime.date):
        return value
    return str(value).strip() or None
