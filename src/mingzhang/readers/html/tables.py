"""Tables of a page: which are data, and those as grids with their spans."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from lxml import etree

from mingzhang.document.model import Cell, Grid, Place, Row
from mingzhang.readers.areas import Areas
from mingzhang.readers.html.visible import is_visible, line_of, text_of

MOST_SPAN = 500


def is_layout(table: etree._Element) -> bool:
    """Whether the table only arranges others: they have as many cells as it has, or it says so itself."""
    if table.get("role") in ("presentation", "none"):
        return True
    own = sum(1 for row in _rows(table) for _ in _cells(row))
    return sum(1 for _ in islice(table.iterdescendants("td", "th"), 2 * own)) >= 2 * own


def grid_of(table: etree._Element, number: int, areas: Areas) -> tuple[Grid, str]:
    """(grid, caption) of the `number`-th table from 1; places are `T3R4C2`, columns as laid out.

    Raises UnreadableInput where the document's tables are larger than `areas` allows.
    """
    rows: list[Row] = []
    hanging: dict[int, int] = {}
    for at, element in enumerate(_rows(table), start=1):
        cells, hanging = _laid(element, f"T{number}R{at}", hanging)
        areas.columns(max(len(hanging), sum(cell.col_span for cell in cells)))
        rows.append(Row(cells, Place(line=line_of(element), cell=f"T{number}R{at}")))
    grid = Grid(rows, Place(cell=f"T{number}"))
    areas.count(grid)
    caption = table.find("caption")
    return grid, "" if caption is None else text_of(caption)


def _laid(row: etree._Element, place: str, above: dict[int, int]) -> tuple[list[Cell], dict[int, int]]:
    """(cells, column → rows that a cell still reaches down below this row); `above` from the row before."""
    hanging = {column: left - 1 for column, left in above.items() if left > 1}
    cells: list[Cell] = []
    column = 1
    for element in _cells(row):
        while column in above:
            column += 1
        down, width = _span(element.get("rowspan")), _span(element.get("colspan"))
        at = Place(line=line_of(element), cell=f"{place}C{column}")
        cells.append(Cell(text_of(element), at, row_span=down, col_span=width))
        if down > 1:
            hanging |= dict.fromkeys(range(column, column + width), down - 1)
        column += width
    return cells, hanging


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    return _below(table, ("tr",), ("table", "td", "th"))


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    return _below(row, ("td", "th"), ("table", "tr"))


def _below(
    element: etree._Element, wanted: tuple[str, ...], closed: tuple[str, ...]
) -> Iterator[etree._Element]:
    """The visible elements of these kinds inside, through parts and forms that stand between."""
    stack = [*reversed(element)]
    while stack:
        child = stack.pop()
        if not isinstance(child.tag, str) or not is_visible(child):
            continue
        if child.tag in wanted:
            yield child
        elif child.tag not in closed:
            stack += reversed(child)


def _span(text: str | None) -> int:
    digits = (text or "").strip()
    return max(1, min(int(digits), MOST_SPAN)) if digits.isdecimal() and len(digits) < 9 else 1
