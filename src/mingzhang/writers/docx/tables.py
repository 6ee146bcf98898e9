"""Grids as Word tables: real merged cells, header rows that repeat on every page."""

from __future__ import annotations

from docx.oxml.ns import qn

from mingzhang.document.model import Cell, Grid
from mingzhang.document.spans import positions
from mingzhang.writers.docx.elements import Element, append, element, paragraph
from mingzhang.writers.docx.looks import TWIPS

_KEPT_TOGETHER = 12
"""A table of so few rows stays on one page."""
_KINDS = {"left": "Text", "center": "Centre", "right": "Number"}


def table(grid: Grid, width: float, *, form: bool) -> Element:
    """The table over `width` mm. `form`: a self-evaluation form, whose long rows may break."""
    family = "Tiny" if grid.small else "Small" if form else "Cell"
    made = element("tbl")
    properties = append(made, "tblPr")
    append(properties, "tblStyle", val="Statement")
    append(properties, "tblW", w=round(width * TWIPS), type="dxa")
    append(properties, "jc", val="center")
    append(properties, "tblLayout", type="fixed")
    widths = [round(share * width * TWIPS) for share in grid.widths]
    columns = append(made, "tblGrid")
    for each in widths:
        append(columns, "gridCol", w=each)
    together = len(grid.rows) <= _KEPT_TOGETHER
    for number, row in enumerate(positions(grid)):
        line = append(made, "tr")
        kept = append(line, "trPr")
        if not form:
            append(kept, "cantSplit")
            append(kept, "trHeight", val=226, hRule="atLeast")
        if number < grid.header_rows:
            append(kept, "tblHeader")
        for column, cell, begins in row:
            line.append(_cell(cell, begins, sum(widths[column : column + cell.col_span]), family))
            if together and number + 1 < len(grid.rows):
                append(line[-1].find(f".//{qn('w:pPr')}"), "keepNext")
    return made


def _cell(cell: Cell, begins: bool, width: int, family: str) -> Element:
    made = element("tc")
    properties = append(made, "tcPr")
    append(properties, "tcW", w=width, type="dxa")
    if cell.col_span > 1:
        append(properties, "gridSpan", val=cell.col_span)
    if cell.row_span > 1:
        merge = append(properties, "vMerge")
        if begins:
            merge.set(qn("w:val"), "restart")
    append(properties, "vAlign", val="center")
    kind = "Header" if cell.header else _KINDS[cell.align]
    made.append(paragraph(family + kind, cell.text if begins else ""))
    return made
