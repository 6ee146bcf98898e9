"""A workbook through openpyxl: what cells show, what they store, what is merged and what is hidden."""

from __future__ import annotations

import io
import warnings
from collections.abc import Mapping
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from mingzhang.document.model import Document, Place
from mingzhang.kit.errors import UnreadableInput
from mingzhang.readers.archive import Archive, damaged
from mingzhang.readers.number_formats import exact, plain, shown
from mingzhang.readers.properties import traces_of
from mingzhang.readers.sheets import MOST_CELLS, Sheet, SheetCell, add_sheet

_XML = (".xml", ".rels", ".vml")
_NO_VALUE = "公式没有保存计算结果；请在表格软件里打开、保存后再试"


def read_workbook(data: bytes, name: str) -> Document:
    """The document in a workbook; places are `Sheet!B7`."""
    archive = Archive(data, name)
    for part in archive.names():
        if part.endswith(_XML):
            archive.xml(part)  # refuses bombs, entities and broken parts before openpyxl meets them
    values = _opened(data, name, data_only=True)
    calculated = any(b"<f" in archive.read(part) for part in archive.names() if "/worksheets/" in part)
    formulas = _opened(data, name, data_only=False) if calculated else None
    document = Document(file=name, format="xlsx", traces=traces_of(archive))
    for sheet in values.worksheets:
        if sheet.sheet_state != "visible":
            document.traces.append(("hidden_sheet", sheet.title))
            document.unread.append((Place(cell=f"{sheet.title}!A1"), sheet.title, "隐藏的工作表，没有读入"))
            continue
        if len(sheet._cells) > MOST_CELLS:
            raise _oversize(name)
        add_sheet(document, _sheet(sheet, {} if formulas is None else formulas[sheet.title]._cells, document))
    return document


def _opened(data: bytes, name: str, *, data_only: bool) -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(io.BytesIO(data), data_only=data_only, keep_links=False)
    except InvalidFileException:
        raise damaged(name) from None
    except Exception as error:  # openpyxl lets whatever a broken file provokes through
        if isinstance(error, MemoryError):
            raise
        raise damaged(name) from None


def _sheet(values: Any, formulas: Mapping[tuple[int, int], Any], document: Document) -> Sheet:
    sheet = Sheet(values.title)
    for (row, column), cell in values._cells.items():
        text = shown(cell.value, cell.number_format)
        if text:
            sheet.cells[row, column] = SheetCell(text, _stored(cell.value, text))
        elif (row, column) in formulas and formulas[row, column].data_type == "f":
            document.unread.append((Place(cell=f"{values.title}!{cell.coordinate}"), "", _NO_VALUE))
    for area in values.merged_cells.ranges:
        rows, columns = area.max_row - area.min_row + 1, area.max_col - area.min_col + 1
        sheet.merged[area.min_row, area.min_col] = (rows, columns)
    sheet.hidden_rows = {row for row, shape in values.row_dimensions.items() if shape.hidden}
    for shape in values.column_dimensions.values():
        if shape.hidden and shape.min is not None:
            sheet.hidden_columns |= set(range(shape.min, min(shape.max, shape.min + 20_000) + 1))
    return sheet


def _stored(value: object, text: str) -> str | None:
    """The stored number where it says more than the cell shows."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    stored = plain(exact(value))
    return None if stored == text.replace(",", "") else stored


def _oversize(name: str) -> UnreadableInput:
    return UnreadableInput(
        f"{name}：工作簿的单元格多得不像一份决算公开；请检查文件。",
        f"{name}: more cells than a disclosure has; check the file.",
    )
