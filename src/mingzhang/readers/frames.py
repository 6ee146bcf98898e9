"""What a table of a page or a Word file holds beside the table: text that it frames, a title in its rows."""

from __future__ import annotations

import re

from mingzhang.document.model import Block, Cell, Grid, Paragraph, Row

CAPTION = re.compile(r"单位\s*[:：]\s*(?:人民币)?\s*[亿千百十万]*元")
"""The line above a table that says the unit of money."""


def without_frame(grid: Grid) -> list[Block]:
    """The table's leading rows of text as paragraphs, then the table. A sheet saved as a page has its title
    and the line of the units in the table; a table without two texts in any row is a frame around text."""
    begin = 0
    while begin < len(grid.rows) and _is_text(grid.rows[begin]):
        begin += 1
    lines: list[Block] = [
        Paragraph(line.strip(), cell.place)
        for row in grid.rows[:begin]
        for cell in row.cells
        for line in cell.text.split("\n")
        if line.strip()
    ]
    rest = grid.rows[begin:]
    if begin and any(
        cell.row_span > begin - at for at, row in enumerate(grid.rows[:begin]) for cell in _said(row)
    ):
        return [grid]  # a cell of the first rows reaches into the table
    return [*lines, Grid(rest, grid.place, grid.spans_known)] if rest else lines


def _said(row: Row) -> list[Cell]:
    return [cell for cell in row.cells if cell.text.strip()]


def _is_text(row: Row) -> bool:
    said = _said(row)
    return len(said) <= 1 or any(CAPTION.search(cell.text) for cell in said)
