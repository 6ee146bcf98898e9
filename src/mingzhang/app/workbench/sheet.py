"""A plain list as one sheet of an xlsx workbook, the same bytes for the same list."""

from __future__ import annotations

import io
from collections.abc import Collection, Sequence
from decimal import Decimal, InvalidOperation

import xlsxwriter

from mingzhang.app.moment import FIXED_TIME, moment_of_environment

_WIDEST = 50


def sheet_of(
    title: str, headings: Sequence[str], rows: Sequence[Sequence[str]], numbers: Collection[int] = ()
) -> bytes:
    """A workbook with a title, headings and rows. Columns in `numbers` hold decimal strings and become
    numbers; every other cell is text, so that none is taken for a formula."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        made = moment_of_environment() or FIXED_TIME
        book.set_properties({"title": title, "created": made.replace(tzinfo=None)})
        sheet = book.add_worksheet(title[:31])
        bold = book.add_format({"bold": True, "text_wrap": True, "border": 1, "bg_color": "#E3EEEE"})
        text = book.add_format({"text_wrap": True, "border": 1, "valign": "top"})
        figure = book.add_format({"border": 1, "valign": "top", "num_format": "#,##0.00####"})
        sheet.write_string(0, 0, title, book.add_format({"bold": True, "font_size": 14}))
        for column, heading in enumerate(headings):
            cells = [heading, *(row[column] for row in rows)]
            width = max(sum(2 if ord(char) > 255 else 1 for char in cell) for cell in cells) + 2
            sheet.set_column(column, column, min(width, _WIDEST))
            sheet.write_string(1, column, heading, bold)
        for place, row in enumerate(rows, 2):
            for column, cell in enumerate(row):
                number = _number(cell) if column in numbers else None
                if number is None:
                    sheet.write_string(place, column, cell, text)
                else:
                    sheet.write_number(place, column, number, figure)
        sheet.freeze_panes(2, 0)
        sheet.autofilter(1, 0, max(1, len(rows) + 1), len(headings) - 1)
    return stream.getvalue()


def _number(cell: str) -> float | None:
    """The cell for the spreadsheet, which knows no other numbers."""
    try:
        return float(Decimal(cell))
    except InvalidOperation:
        return None
