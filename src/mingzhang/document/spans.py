"""Merged cells position by position."""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.document.model import Cell, Grid


def positions(grid: Grid) -> Iterator[list[tuple[int, Cell, bool]]]:
    """Row by row (column, cell, begins): a merged cell comes again, with `begins` False, in every row
    that it reaches down to, at its first column."""
    width = len(grid.widths) or max(
        (sum(cell.col_span for cell in row.cells) for row in grid.rows), default=0
    )
    hanging: dict[int, tuple[Cell, int]] = {}
    for row in grid.rows:
        laid: list[tuple[int, Cell, bool]] = []
        cells = iter(row.cells)
        column = 0
        while column < width:
            if column in hanging:
                cell, left = hanging.pop(column)
                laid.append((column, cell, False))
            else:
                following = next(cells, None)
                if following is None:
                    break
                cell, left = following, following.row_span
                laid.append((column, cell, True))
            if left > 1:
                hanging[column] = (cell, left - 1)
            column += cell.col_span
        yield laid
