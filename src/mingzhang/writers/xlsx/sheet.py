"""One worksheet: writing texts, numbers and merged cells, and its print set-up."""

from __future__ import annotations

import math
from typing import Any

from mingzhang.kit.printable import printable
from mingzhang.writers.findings.layout import width_of
from mingzhang.writers.xlsx.placing import Placed
from mingzhang.writers.xlsx.styles import HEAD, TITLE, Styles

_LINE = 15.0
"""Height of one line of text in points."""
_PORTRAIT, _LANDSCAPE = 102.0, 146.0
"""Characters that fit across an A4 page at the size of the body text."""
_FILLED = 0.97
"""How much of a line is filled before a character that does not fit goes to the next."""
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'=|!@+", ""))


class Sheet:
    """A worksheet with its formats. Rows and columns count from 0."""

    def __init__(self, workbook: Any, styles: Styles, name: str, stamp: str | None) -> None:
        self.name = name
        self.worksheet = workbook.add_worksheet(name)
        self.styles = styles
        self._page(stamp)

    def _page(self, stamp: str | None) -> None:
        worksheet = self.worksheet
        worksheet.set_paper(9)
        worksheet.set_margins(left=0.6, right=0.6, top=0.9, bottom=0.7)
        worksheet.fit_to_pages(1, 0)
        worksheet.center_horizontally()
        worksheet.set_footer("&C— &P —")
        if stamp is not None:
            worksheet.set_header("&C&K9C0006" + printable(stamp).replace("&", "&&")[:200])
        worksheet.hide_gridlines(2)

    def title(self, row: int, text: str, columns: int) -> None:
        """A title over the width of the table."""
        style = self.styles.text(text, font_name=TITLE, font_size=18, align="center")
        self.worksheet.set_row(row, 30)
        self._span(row, 0, row, max(columns, 1) - 1, text, style)

    def text(self, row: int, column: int, text: str, **properties: object) -> None:
        """A text, never a formula."""
        self.worksheet.write_string(row, column, printable(text), self.styles.text(text, **properties))

    def cell(self, item: Placed, **properties: object) -> None:
        """A cell of words with its border."""
        cell = item.cell
        style: dict[str, object] = {"border": 1, "text_wrap": True, "align": cell.align, **properties}
        if cell.header:
            style |= {"font_name": HEAD, "bg_color": "#F2F2F2"}
        self._span(
            item.row,
            item.column,
            item.last_row,
            item.last_column,
            cell.text,
            self.styles.text(cell.text, **style),
        )

    def _span(self, row: int, column: int, last_row: int, last_column: int, text: str, style: Any) -> None:
        if (row, column) == (last_row, last_column):
            self.worksheet.write_string(row, column, printable(text), style)
            return
        self.worksheet.merge_range(row, column, last_row, last_column, "", style)
        self.worksheet.write_string(row, column, printable(text), style)

    def line(self, row: int, text: str, columns: int, characters: float, **properties: object) -> None:
        """A paragraph of running text over the width of the sheet."""
        self.note(row, text, columns, characters, **{"font_size": 11, **properties})

    def note(self, row: int, text: str, columns: int, characters: float, **properties: object) -> None:
        """A paragraph over the width of the table, as high as it needs."""
        style = self.styles.text(text, **{"text_wrap": True, "valign": "top", "font_size": 10, **properties})
        self.worksheet.set_row(row, min(lines_of(text, characters * 1.08) * _LINE + 2, 400.0))
        self._span(row, 0, row, max(columns, 1) - 1, text, style)


def page_width(landscape: bool, columns: int) -> float:
    """Characters across the page; many columns are given more room and printed smaller."""
    return max(_LANDSCAPE if landscape else _PORTRAIT, 11.0 * columns)


def lines_of(text: str, characters: float) -> int:
    """Lines that a text takes in so many columns of half-width characters."""
    room = max(characters * _FILLED, 2)
    return sum(max(1, math.ceil(width_of(line) / room)) for line in text.split("\n"))


def height_of(items: list[Placed], widths: list[float], least: float = 18.0) -> float:
    """The height that a row's texts need (cells that are merged over several rows left out)."""
    lines = 1
    for item in items:
        if item.last_row == item.row:
            lines = max(lines, lines_of(item.cell.text, sum(widths[item.column : item.last_column + 1])))
    return max(least, min(lines * _LINE + 3, 400.0))


def sheet_name(wanted: str, taken: set[str]) -> str:
    """A name that Excel takes: at most 31 characters, none of `[]:*?/\\`, unlike all others."""
    plain = printable(wanted).translate(_FORBIDDEN).strip("' ")[:31] or "Sheet"
    name, number = plain, 1
    while name.lower() in taken:
        number += 1
        tail = f" {number}"
        name = plain[: 31 - len(tail)] + tail
    taken.add(name.lower())
    return name
