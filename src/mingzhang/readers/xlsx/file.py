"""A workbook through openpyxl: what cells show, what they store, what is merged and what is hidden."""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Mapping
from typing import Any

import openpyxl
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException

from mingzhang.document.model import Document, Place
from mingzhang.readers.archive import Archive, damaged, parse_xml
from mingzhang.readers.number_formats import exact, plain, shown
from mingzhang.readers.properties import traces_of
from mingzhang.readers.sheets import MOST_CELLS, Sheet, SheetCell, add_sheet, oversize

_XML = (".xml", ".rels", ".vml")
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")


def read_workbook(data: bytes, name: str) -> Document:
    """The document in a workbook; places are `Sheet!B7`."""
    archive = Archive(data, name)
    _refuse_hostile(archive)
    values = _opened(data, name, data_only=True)
    calculated = any(b"<f" in archive.read(part) for part in archive.names() if "/worksheets/" in part)
    formulas = _opened(data, name, data_only=False) if calculated else None
    document = Document(file=name, format="xlsx", traces=traces_of(archive))
    for sheet in values.worksheets:
        if sheet.sheet_state != "visible":
            document.traces.append(("hidden_sheet", sheet.title))
            document.unread.append((Place(cell=f"{sheet.title}!A1"), sheet.title, "隐藏的工作表，没有读入"))
            continue
        add_sheet(document, _sheet(sheet, document))
        if formulas is not None:
            _say_uncalculated(sheet, formulas[sheet.title]._cells, document)
    return document


def _refuse_hostile(archive: Archive) -> None:
    """Refuses bombs, entities, broken parts and far too many cells before openpyxl meets them."""
    cells = 0
    for part in archive.names():
        if part.endswith(_XML) or part.startswith("xl/worksheets/"):
            content = archive.read(part)
            root = parse_xml(content, archive.name)
            if "/worksheets/" in part:
                cells += len(_CELL.findall(content)) + sum(map(_merged_area, root.iter("{*}mergeCell")))
            if cells > MOST_CELLS:
                raise oversize(archive.name)


def _merged_area(merge: Any) -> int:
    """The cells that a merged cell covers: openpyxl makes each of them."""
    try:
        left, top, right, bottom = (int(bound or 0) for bound in range_boundaries(merge.get("ref", "")))
        return (right - left + 1) * (bottom - top + 1)
    except (TypeError, ValueError):
        return 0


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


def _sheet(values: Any, document: Document) -> Sheet:
    sheet = Sheet(values.title)
    comments = 0
    for (row, column), cell in values._cells.items():
        try:
            text = shown(cell.value, cell.number_format)
            ruled = cell.has_style and (_drawn(cell.border.left) or _drawn(cell.border.right))
        except IndexError:  # a style that the file does not have: what the cell shows cannot be known
            raise damaged(document.file) from None
        if text:
            sheet.cells[row, column] = SheetCell(text, _stored(cell.value, text))
        if ruled:
            sheet.ruled.add((row, column))
        comments += cell.comment is not None
    if comments:
        document.traces.append(("comment", f"{values.title}: {comments}"))
    for area in values.merged_cells.ranges:
        rows, columns = area.max_row - area.min_row + 1, area.max_col - area.min_col + 1
        sheet.merged[area.min_row, area.min_col] = (rows, columns)
    sheet.hidden_rows = {row for row, shape in values.row_dimensions.items() if shape.hidden}
    for shape in values.column_dimensions.values():
        if shape.hidden and shape.min is not None:
            sheet.hidden_columns |= set(range(shape.min, min(shape.max, shape.min + 20_000) + 1))
    return sheet


def _drawn(side: Any) -> bool:
    return side is not None and side.style is not None


def _say_uncalculated(values: Any, formulas: Mapping[tuple[int, int], Any], document: Document) -> None:
    """One line a sheet about formulas whose result the file does not hold; an empty text is a result."""
    missing = [
        values._cells[at].coordinate
        for at, cell in sorted(formulas.items())
        if cell.data_type == "f" and values._cells[at].value is None and values._cells[at].data_type == "n"
    ]
    if missing:
        reason = f"{len(missing)} 个公式没有保存计算结果；请在表格软件里打开、保存后再试"
        document.unread.append((Place(cell=f"{values.title}!{missing[0]}"), "", reason))


def _stored(value: object, text: str) -> str | None:
    """The stored number where it says more than the cell shows."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    stored = plain(exact(value))
    return None if stored == text.replace(",", "") else stored
