"""A Word table as a grid: merged cells with their spans, nested tables flattened into lines of the cell."""

from __future__ import annotations

from dataclasses import dataclass, field

from lxml import etree

from mingzhang.document.model import Cell, Grid, Place, Row
from mingzhang.readers.docx.names import TBL, TC, TR, VAL, P, W
from mingzhang.readers.docx.text import blocks_below, text_of

MOST_SPAN = 500
MOST_CELLS = 500_000


@dataclass(slots=True)
class _Column:
    """The cell that a vertical merge hangs from, and the columns that it covers."""

    cell: Cell
    width: int


@dataclass(slots=True)
class TableText:
    """A table read: its grid, the tables nested in its cells, and whether it has tracked changes."""

    grid: Grid
    nested: list[etree._Element] = field(default_factory=list)
    changed: bool = False


def table_of(table: etree._Element, number: int) -> TableText:
    """The `number`-th table of the document (from 1); places are `T3R4C2`, columns as laid out."""
    read = TableText(Grid([], Place(cell=f"T{number}")))
    hanging: dict[int, _Column] = {}
    for at, row in enumerate(blocks_below(table, (TR,)), start=1):
        if _deleted(row):
            read.changed = True
            continue
        read.grid.rows.append(_row(row, f"T{number}R{at}", hanging, read))
    return read


def _row(row: etree._Element, place: str, hanging: dict[int, _Column], read: TableText) -> Row:
    cells: list[Cell] = []
    column = _skipped(row, "gridBefore")
    cells += [Cell("", Place(cell=f"{place}C{at + 1}")) for at in range(column)]
    for element in blocks_below(row, (TC,)):
        width, merge = _spans(element)
        above = hanging.get(column)
        if merge == "continue" and above is not None:
            above.cell.row_span += 1
        else:
            cell = Cell(_text(element, read), Place(cell=f"{place}C{column + 1}"), col_span=width)
            cells.append(cell)
            hanging.pop(column, None)
            if merge is not None:
                hanging[column] = _Column(cell, width)
        column += width
    return Row(cells, Place(cell=place))


def _spans(cell: etree._Element) -> tuple[int, str | None]:
    """(columns, None | "restart" | "continue")."""
    properties = cell.find(f"{W}tcPr")
    if properties is None:
        return 1, None
    span, merge = properties.find(f"{W}gridSpan"), properties.find(f"{W}vMerge")
    width = span.get(VAL, "1") if span is not None else "1"
    columns = min(int(width), MOST_SPAN) if width.isdecimal() and len(width) < 9 else 1
    return max(columns, 1), None if merge is None else merge.get(VAL, "continue")


def _skipped(row: etree._Element, name: str) -> int:
    properties = row.find(f"{W}trPr")
    found = None if properties is None else properties.find(f"{W}{name}")
    value = "0" if found is None else found.get(VAL, "0")
    return min(int(value), MOST_SPAN) if value.isdecimal() and len(value) < 9 else 0


def _deleted(row: etree._Element) -> bool:
    properties = row.find(f"{W}trPr")
    return properties is not None and properties.find(f"{W}del") is not None


def _text(cell: etree._Element, read: TableText) -> str:
    lines = []
    for block in blocks_below(cell, (P, TBL)):
        if block.tag == TBL:
            read.nested.append(block)
            continue
        run = text_of(block)
        read.changed = read.changed or run.changed
        lines.append(run.text)
    return "\n".join(line for line in lines if line.strip())
