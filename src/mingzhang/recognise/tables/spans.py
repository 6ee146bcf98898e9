"""Merged cells laid out: every position of a row has a cell, blank where a merged one only reaches."""

from __future__ import annotations

from mingzhang.document.model import Cell, Grid, Row

MOST_POSITIONS = 2_000
"""A row is not laid out beyond this."""


def laid_out(grid: Grid) -> list[Row]:
    """The rows with merged cells taken apart: the text at the first position, blanks behind and below."""
    if not any(cell.row_span > 1 or cell.col_span > 1 for row in grid.rows for cell in row.cells):
        return grid.rows
    rows: list[Row] = []
    hanging: dict[int, int] = {}
    for row in grid.rows:
        cells: list[Cell] = []
        waiting = {at: left for at, left in hanging.items() if left > 0}
        for cell in row.cells:
            _reach_over(cells, waiting, row)
            begin = len(cells)
            width = min(cell.col_span, MOST_POSITIONS - begin)
            for at in range(begin, begin + width):
                cells.append(cell if at == begin else Cell("", cell.place))
                if cell.row_span > 1:
                    hanging[at] = cell.row_span
        _reach_over(cells, waiting, row)
        for at in list(hanging):
            hanging[at] -= 1
            if hanging[at] <= 0:
                del hanging[at]
        rows.append(Row(cells, row.place))
    return rows


def _reach_over(cells: list[Cell], waiting: dict[int, int], row: Row) -> None:
    """Blank cells where a cell of a row above reaches down to."""
    while len(cells) in waiting and len(cells) < MOST_POSITIONS:
        waiting.pop(len(cells))
        cells.append(Cell("", row.place))
