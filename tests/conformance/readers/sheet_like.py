"""Workbooks as finance systems export them: numbers under formats, formulas with results, ruled or not."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass

import xlsxwriter

from mingzhang.document.model import Block, Grid
from mingzhang.document.spans import positions

_FIGURE = re.compile(r"-?\d+\.\d\d")


@dataclass(frozen=True)
class SheetStyle:
    """`ruled`: tables have ruling lines; `sheets`: one a table, else all below one another;
    `numbers`: figures are numbers under this format; `formulas`: figures are results of formulas."""

    ruled: bool = True
    sheets: bool = True
    numbers: str | None = "#,##0.00"
    formulas: bool = False


def workbook(blocks: Sequence[Block], style: SheetStyle = SheetStyle()) -> bytes:
    """The blocks as a .xlsx file. A sheet ends below each table and the notes under it."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False})
    formats = {
        "text": book.add_format({"border": 1 if style.ruled else 0}),
        "figure": book.add_format({"border": 1 if style.ruled else 0, "num_format": style.numbers or "@"}),
    }
    for number, part in enumerate(_parts(blocks) if style.sheets else [list(blocks)], 1):
        sheet = book.add_worksheet(f"表{number}")
        row = 0
        for block in part:
            if isinstance(block, Grid):
                row = _table(sheet, block, row, style, formats) + (0 if style.ruled else 1)
            else:
                row = _text(sheet, block.text, row)
    book.close()
    return stream.getvalue()


def _parts(blocks: Sequence[Block]) -> list[list[Block]]:
    """One list of blocks a sheet: it begins with the heading behind a table."""
    parts: list[list[Block]] = [[]]
    for block in blocks:
        level = getattr(block, "level", 0)
        if level and any(isinstance(each, Grid) for each in parts[-1]):
            parts.append([])
        parts[-1].append(block)
    return parts


def _text(sheet: xlsxwriter.worksheet.Worksheet, text: str, row: int) -> int:
    """Texts parted by tabs stand in cells of their own, as the line above a table does."""
    for column, piece in enumerate(text.split("\t")):
        sheet.write_string(row, column * 2, piece)
    return row + 1


def _table(
    sheet: xlsxwriter.worksheet.Worksheet,
    grid: Grid,
    top: int,
    style: SheetStyle,
    formats: dict[str, xlsxwriter.format.Format],
) -> int:
    for at, row in enumerate(positions(grid), top):
        for column, cell, begins in row:
            if not begins:
                continue
            if cell.row_span > 1 or cell.col_span > 1:
                last = (at + cell.row_span - 1, column + cell.col_span - 1)
                sheet.merge_range(at, column, *last, cell.text, formats["text"])
            elif style.numbers and _FIGURE.fullmatch(cell.text):
                value = float(cell.text)
                if style.formulas:
                    sheet.write_formula(at, column, f"={value}*1", formats["figure"], value)
                else:
                    sheet.write_number(at, column, value, formats["figure"])
            elif cell.text:
                sheet.write_string(at, column, cell.text, formats["text"])
            else:
                sheet.write_blank(at, column, None, formats["text"])
    return top + len(grid.rows)
