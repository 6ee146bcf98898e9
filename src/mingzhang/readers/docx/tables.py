"""A Word table as a grid: merged cells with their spans; tables nested in its cells are given apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import islice

from lxml import etree

from mingzhang.document.model import Cell, Grid, Place, Row
from mingzhang.readers.docx.names import TBL, TC, TR, VAL, P, W
from mingzhang.readers.docx.text import Run, blocks_below, text_of

MOST_SPAN = 500


@dataclass(slots=True)
class TableText:
    """A table read: its grid, the tables nested in its cells, whether it has tracked changes, hidden text."""

    grid: Grid
    nested: list[etree._Element] = field(default_factory=list)
    changed: bool = False
    hidden: bool = False


def arranges(table: etree._Element) -> bool:
    """Whether a table only arranges others: they have at least as many cells as it has itself."""
    own = sum(1 for row in blocks_below(table, (TR,)) for _ in blocks_below(row, (TC,)))
    deeper = sum(1 for _ in islice(table.iter(TC), 2 * own)) - own
    return deeper >= own > 0


TextOf = Callable[[etree._Element], Run]
"""A paragraph's text, with its automatic number before it."""


def table_of(table: etree._Element, number: int, text: TextOf = text_of) -> TableText:
    """The `number`-th table of the document (from 1); places are `T3R4C2`, columns as laid out."""
    read = TableText(Grid([], Place(cell=f"T{number}")))
    hanging: dict[int, Cell] = {}
    for at, row in enumerate(blocks_below(table, (TR,)), start=1):
        read.changed = read.changed or _marked(row, "trPr", "ins")
        if _marked(row, "trPr", "del"):
            read.changed = True
            continue
        laid, hanging = _row(row, f"T{number}R{at}", hanging, read, text)
        read.grid.rows.append(laid)
    return read


def _row(
    row: etree._Element, place: str, above: dict[int, Cell], read: TableText, text: TextOf
) -> tuple[Row, dict[int, Cell]]:
    """(row, column → the cell that a vertical merge in the next row would go on with)."""
    cells: list[Cell] = []
    hanging: dict[int, Cell] = {}
    column = _skipped(row)
    cells += [Cell("", Place(cell=f"{place}C{at + 1}")) for at in range(column)]
    for element in blocks_below(row, (TC,)):
        if _marked(element, "tcPr", "cellDel"):
            read.changed = True
            continue
        width = _width(element)
        down, right = _merge(element, "vMerge"), _merge(element, "hMerge")
        if right == "continue" and cells:
            cells[-1].col_span += width
        elif down == "continue" and column in above:
            hanging[column] = above[column]
            above[column].row_span += 1
        else:
            cell = Cell(_text(element, read, text), Place(cell=f"{place}C{column + 1}"), col_span=width)
            cells.append(cell)
            if down is not None:
                hanging[column] = cell
        column += width
    return Row(cells, Place(cell=place)), hanging


def _width(cell: etree._Element) -> int:
    """The columns of the table's grid that a cell covers."""
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    width = span.get(VAL, "1") if span is not None else "1"
    columns = min(int(width), MOST_SPAN) if width.isdecimal() and len(width) < 9 else 1
    return max(columns, 1)


def _merge(cell: etree._Element, name: str) -> str | None:
    """None | "restart" | "continue"."""
    merge = cell.find(f"{W}tcPr/{W}{name}")
    return None if merge is None else merge.get(VAL, "continue")


def _skipped(row: etree._Element) -> int:
    found = row.find(f"{W}trPr/{W}gridBefore")
    value = "0" if found is None else found.get(VAL, "0")
    return min(int(value), MOST_SPAN) if value.isdecimal() and len(value) < 9 else 0


def _marked(element: etree._Element, properties: str, change: str) -> bool:
    """Whether a tracked change is marked in the properties of a row or cell."""
    return element.find(f"{W}{properties}/{W}{change}") is not None


def _text(cell: etree._Element, read: TableText, text: TextOf) -> str:
    lines = []
    for block in blocks_below(cell, (P, TBL)):
        if block.tag == TBL:
            read.nested.append(block)
            continue
        run = text(block)
        read.changed, read.hidden = read.changed or run.changed, read.hidden or run.hidden
        lines.append(run.text)
        for box in run.boxes:
            lines.append(_text(box, read, text))
    return "\n".join(line for line in lines if line.strip())
