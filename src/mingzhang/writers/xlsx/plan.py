"""The layout of a statement's sheet, settled before anything is written."""

from __future__ import annotations

from dataclasses import dataclass

from mingzhang.document.model import Grid, Paragraph
from mingzhang.document.paper import Section
from mingzhang.writers.xlsx.placing import Placed, Positions, placed


@dataclass(slots=True)
class StatementSheet:
    """Where a statement stands in the workbook. `cells`: the grid's; `top`: its first row."""

    name: str
    section: Section
    grid: Grid | None
    top: int
    cells: list[Placed]

    @property
    def columns(self) -> int:
        """Columns of the form."""
        return max((item.last_column + 1 for item in self.cells), default=1)


def planned(section: Section, name: str, positions: Positions) -> StatementSheet:
    """The sheet's layout: title, lines above the table, table, notes. Adds its cells to `positions`."""
    grid = next(iter(section.grids()), None)
    lines = [block for block in section.blocks if isinstance(block, Paragraph) and block.style == "form"]
    top = 1 + len(lines)
    cells = [] if grid is None else list(placed(grid, top))
    for item in cells:
        positions.add(name, item)
    return StatementSheet(name, section, grid, top, cells)
