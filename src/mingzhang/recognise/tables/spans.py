"""Merged cells laid out: every position of a row has a cell, blank where a merged one only reaches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mingzhang.document.model import Cell, Grid, Row

MOST_POSITIONS = 2_000
"""A row is not laid out beyond this."""


@dataclass(slots=True)
class Reached(Cell):
    """A blank position into which a merged cell reaches; `over` is that cell's text."""

    over: str = ""


def covering(cells: Sequence[Cell]) -> list[str]:
    """What stands over every position: its own text, or that of the merged cell that reaches there."""
    return [cell.over if isinstance(cell, Reached) else cell.text for cell in cells]


def laid_out(grid: Grid) -> list[Row]:
    """The rows with merged cells taken apart: the text at the first position, blanks behind and below."""
    if not any(cell.row_span > 1 or cell.col_span > 1 for row in grid.rows for cell in row.cells):
        return grid.rows
    rows: list[Row] = []
    hanging: dict[int, tuple[int, str]] = {}
    for row in grid.rows:
        cells: list[Cell] = []
        waiting = {at: over for at, (left, over) in hanging.items() if left > 0}
        for cell in row.cells:
            _reach_over(cells, waiting, row)
            begin = len(cells)
            width = min(cell.col_span, MOST_POSITIONS - begin)
            for at in range(begin, begin + width):
                cells.append(cell if at == begin else Reached("", cell.place, over=cell.text))
                if cell.row_span > 1:
                    hanging[at] = (cell.row_span, cell.text)
        _reach_over(cells, waiting, row)
        for at in list(hanging):
            left, over = hanging.pop(at)
            if left > 1:
                hanging[at] = (left - 1, over)
        rows.append(Row(cells, row.place))
    return rows


def _reach_over(cells: list[Cell], waiting: dict[int, str], row: Row) -> None:
    """Blank cells where a cell of a row above reaches down to."""
    while len(cells) in waiting and len(cells) < MOST_POSITIONS:
        cells.append(Reached("", row.place, over=waiting.pop(len(cells))))
