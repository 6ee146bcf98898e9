"""Where every cell of a presented grid comes to stand in a sheet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from mingzhang.document.model import Cell, Grid


@dataclass(frozen=True, slots=True)
class Placed:
    """A cell with its first and last row and column, counted from 0."""

    cell: Cell
    row: int
    column: int
    last_row: int
    last_column: int

    @property
    def merged(self) -> bool:
        """Whether it covers more than one cell."""
        return (self.row, self.column) != (self.last_row, self.last_column)


def placed(grid: Grid, top: int) -> Iterator[Placed]:
    """The grid's cells from the sheet's row `top` on; cells that a merged one covers are stepped over."""
    taken: set[tuple[int, int]] = set()
    for number, line in enumerate(grid.rows):
        column = 0
        for cell in line.cells:
            while (number, column) in taken:
                column += 1
            last_row = min(number + cell.row_span, len(grid.rows)) - 1
            last_column = column + cell.col_span - 1
            taken.update(
                (row, at) for row in range(number, last_row + 1) for at in range(column, last_column + 1)
            )
            yield Placed(cell, top + number, column, top + last_row, last_column)
            column = last_column + 1


@dataclass(frozen=True, slots=True)
class Position:
    """A cell of a workbook."""

    sheet: str
    row: int
    column: int


@dataclass(slots=True)
class Positions:
    """Cell address → where it stands in the workbook."""

    of: dict[str, Position] = field(default_factory=dict)

    def add(self, sheet: str, item: Placed) -> None:
        """Remembers the cell's place, if it has an address that has none yet."""
        if item.cell.address is not None:
            self.of.setdefault(item.cell.address, Position(sheet, item.row, item.column))
