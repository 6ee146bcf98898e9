"""Cells of presented grids."""

from __future__ import annotations

from collections.abc import Sequence

from mingzhang.document.model import Alignment, Cell, Grid, Place, Row

NOWHERE = Place()
"""What is presented stands in no file."""


def label(text: str | None, *, columns: int = 1, rows: int = 1, align: Alignment = "left") -> Cell:
    """A cell of words."""
    return Cell(text or "", NOWHERE, row_span=rows, col_span=columns, align=align)


def header(text: str | None, *, columns: int = 1, rows: int = 1) -> Cell:
    """A header cell, centred."""
    return Cell(text or "", NOWHERE, row_span=rows, col_span=columns, header=True, align="center")


def row(cells: Sequence[Cell]) -> Row:
    """A row of these cells."""
    return Row(list(cells), NOWHERE)


def grid(rows: Sequence[Row], widths: Sequence[float], header_rows: int) -> Grid:
    """A grid whose widths are scaled to add up to one."""
    whole = sum(widths)
    return Grid(list(rows), NOWHERE, True, header_rows, tuple(width / whole for width in widths))


def header_tree(paths: Sequence[Sequence[str]]) -> list[list[Cell]]:
    """Header rows for columns named by paths from the top: neighbours with the same beginning share a
    merged cell, and a path that is shorter than the longest has a taller first cell."""
    depth = max((len(path) for path in paths), default=0)
    rows: list[list[Cell]] = [[] for _ in range(depth)]
    _branch(paths, 0, 0, rows)
    return rows


def _branch(paths: Sequence[Sequence[str]], level: int, begin: int, rows: list[list[Cell]]) -> None:
    """Puts the cells of `paths` from their `level` on into `rows` from the row `begin` on."""
    at = 0
    while at < len(paths):
        path = paths[at]
        end = at + 1
        if len(path) > level + 1:
            while end < len(paths) and len(paths[end]) > level + 1 and paths[end][level] == path[level]:
                end += 1
        group = paths[at:end]
        slack = len(rows) - begin - (max(map(len, group)) - level)
        rows[begin].append(header(path[level], columns=len(group), rows=1 + slack))
        if len(path) > level + 1:
            _branch(group, level + 1, begin + 1 + slack, rows)
        at = end
