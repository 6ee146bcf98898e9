"""Lattices filled with the text of a page: grids of cells, and the glyphs that stand outside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import pairwise

from mingzhang.document.model import Cell, Grid, Place, Row
from mingzhang.readers.lattice_cells import LatticeCell
from mingzhang.readers.page_text import Box, Glyph, block_text, lines_of
from mingzhang.readers.ruled import Lattice

_NARROWEST = 9.0
"""Points: a narrower column in which no cell has text is a crookedly drawn border."""
_CLOSE = 0.35
_OVER = 0.15
_TOUCH = 0.12
"""Shares of a character's height: by how much one lies over a border, or how near two stand on both sides of
it, where they are one text; the padding of cells keeps two texts further apart."""

PlaceOf = Callable[[Box], Place]
Filled = dict[LatticeCell, list[Glyph]]


def grids_of(
    tables: Sequence[Lattice], glyphs: Sequence[Glyph], place_of: PlaceOf
) -> tuple[list[tuple[Box, Grid]], list[Glyph]]:
    """(each table's box and grid, the glyphs outside of all tables)."""
    filled: list[Filled] = [defaultdict(list) for _ in tables]
    outside: list[Glyph] = []
    for glyph in glyphs:
        for number, table in enumerate(tables):
            cell = table.cell_at(glyph.centre, glyph.middle)
            if cell is not None:
                filled[number][cell].append(glyph)
                break
        else:
            outside.append(glyph)
    grids: list[tuple[Box, Grid]] = []
    for table, texts in zip(tables, filled, strict=True):
        if texts:
            _bring_back(table, texts)
            grids.append((table.box, _grid(table, texts, place_of)))
    return grids, outside


def _bring_back(table: Lattice, texts: Filled) -> None:
    """Text that runs over a cell's right border into an empty cell belongs to the cell where it began."""
    for cell in sorted(texts, key=lambda cell: (cell.row, cell.column)):
        if cell not in texts:
            continue
        right = cell
        while (following := _next(table, right)) is not None and following in texts:
            if not _runs_over(texts[cell], texts[following], following.box[0]):
                break
            texts[cell] += texts.pop(following)
            right = following


def _next(table: Lattice, cell: LatticeCell) -> LatticeCell | None:
    following = table.cell_at(cell.box[2] + 0.5, (cell.box[1] + cell.box[3]) / 2)
    return following if following is not None and following.row == cell.row else None


def _runs_over(before: Sequence[Glyph], after: Sequence[Glyph], border: float) -> bool:
    """Whether a glyph lies across the border and the text on both sides of it is one run."""
    if len(lines_of(after)) > 1:
        return False
    first = min(after, key=lambda glyph: glyph.x0)
    if first.confidence < 1:
        # What was read from a picture was parted at the borders already.
        return False
    line = next(line.glyphs for line in lines_of([*before, *after]) if first in line.glyphs)
    at = line.index(first)
    if not at or not first.upright:
        return False
    last = line[at - 1]
    across = max(min(border - glyph.x0, glyph.x1 - border) for glyph in (last, first))
    # Two columns of figures set close are two columns.
    figures = last.text.isdigit() and first.text.isdigit()
    if across <= _OVER * first.size and (figures or first.x0 - last.x1 > _TOUCH * first.size):
        return False
    return all(two.x0 - one.x1 <= _CLOSE * one.size for one, two in pairwise(line[at - 1 :]))


def _grid(table: Lattice, texts: Filled, place_of: PlaceOf) -> Grid:
    kept = _kept_columns(table, texts)
    rows: list[Row] = []
    by_row: dict[int, list[LatticeCell]] = defaultdict(list)
    for cell in table.cells:
        by_row[cell.row].append(cell)
    for number in range(len(table.rows) - 1):
        cells = [_cell(cell, kept, texts, place_of) for cell in by_row[number]]
        box = (table.columns[0], table.rows[number], table.columns[-1], table.rows[number + 1])
        rows.append(Row([cell for cell in cells if cell is not None], place_of(box)))
    return Grid(rows, place_of(table.box))


def _cell(cell: LatticeCell, kept: Sequence[bool], texts: Filled, place_of: PlaceOf) -> Cell | None:
    span = sum(kept[cell.column : cell.column + cell.column_span])
    if span == 0:
        return None
    glyphs = texts.get(cell, [])
    confidence = min((glyph.confidence for glyph in glyphs), default=1.0)
    return Cell(block_text(glyphs), place_of(cell.box), cell.row_span, span, confidence=confidence)


def _kept_columns(table: Lattice, texts: Filled) -> list[bool]:
    """Which columns stay: narrow ones in which no cell has a text of its own are errors of drawing."""
    own = {cell.column for cell in table.cells if cell.column_span == 1 and texts.get(cell)}
    widths = [after - before for before, after in pairwise(table.columns)]
    # A cell of narrow columns only must keep one of them.
    kept = [width >= _NARROWEST or column in own for column, width in enumerate(widths)]
    for cell in table.cells:
        if texts.get(cell) and not any(kept[cell.column : cell.column + cell.column_span]):
            kept[cell.column] = True
    return kept
