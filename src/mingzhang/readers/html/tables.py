"""Tables of a page: which are data, and those as grids with their spans."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from mingzhang.document.model import Cell, Grid, Place, Row
from mingzhang.readers.html.visible import is_visible, line_of, text_of

TABLE_PARTS = ("thead", "tbody", "tfoot")
MOST_SPAN = 500
MOST_CELLS = 500_000


def is_layout(table: etree._Element) -> bool:
    """Whether the table only arranges the page: other tables stand in it, or it says so itself."""
    if table.get("role") in ("presentation", "none"):
        return True
    return next(table.iterdescendants("table"), None) is not None


def grid_of(table: etree._Element, number: int) -> tuple[Grid, str]:
    """(grid, caption) of the `number`-th table from 1; places are `T3R4C2`."""
    rows: list[Row] = []
    count = 0
    for at, element in enumerate(_rows(table), start=1):
        place = f"T{number}R{at}"
        cells: list[Cell] = []
        for column, cell in enumerate((cell for cell in element if cell.tag in ("td", "th")), start=1):
            count += 1
            if count > MOST_CELLS:
                break
            shown = text_of(cell) if is_visible(cell) else ""
            cells.append(
                Cell(
                    shown,
                    Place(line=line_of(cell), cell=f"{place}C{column}"),
                    row_span=_span(cell.get("rowspan")),
                    col_span=_span(cell.get("colspan")),
                )
            )
        if cells:
            rows.append(Row(cells, Place(line=line_of(element), cell=place)))
    caption = table.find("caption")
    return Grid(rows, Place(cell=f"T{number}")), "" if caption is None else text_of(caption)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if child.tag == "tr" and is_visible(child):
            yield child
        elif child.tag in TABLE_PARTS:
            yield from (row for row in child if row.tag == "tr" and is_visible(row))


def _span(text: str | None) -> int:
    digits = (text or "").strip()
    return max(1, min(int(digits), MOST_SPAN)) if digits.isdecimal() and len(digits) < 9 else 1
