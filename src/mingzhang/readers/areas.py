"""How large the tables of a document may be, merged cells counted by what they cover."""

from __future__ import annotations

from mingzhang.document.model import Grid
from mingzhang.kit.errors import UnreadableInput

MOST_COLUMNS = 2_000
MOST_AREA = 1_000_000
"""Positions that the cells of a document's tables cover together; a disclosure has some ten thousand."""


class Areas:
    """Counts what the tables of one document cover, and refuses what is made to be huge."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.covered = 0

    def count(self, grid: Grid) -> None:
        """Adds a table. A cell reaches no further down than the table. UnreadableInput beyond the limit."""
        high = len(grid.rows)
        for at, row in enumerate(grid.rows):
            for cell in row.cells:
                cell.row_span = min(cell.row_span, high - at)
                self.covered += cell.row_span * cell.col_span
            if self.covered > MOST_AREA:
                raise oversized_tables(self.name)

    def columns(self, count: int) -> None:
        """Refuses a row over more columns than any table has, before they are laid out."""
        if count > MOST_COLUMNS:
            raise oversized_tables(self.name)


def oversized_tables(name: str) -> UnreadableInput:
    """The tables are larger than any disclosure's."""
    return UnreadableInput(
        f"{name}：段落或表格多得不像一份决算公开；没有读取，请检查文件。",
        f"{name}: more paragraphs or tables than a disclosure has; not read, check the file.",
    )
