"""A whole HTML table inside text (some OCR engines write tables so)."""

from __future__ import annotations

import re
from html import unescape

from mingzhang.document.model import Cell, Grid, Place, Row
from mingzhang.readers.text.cells import plain, spans_of

OPENS = re.compile(r"<table\b", re.IGNORECASE)
CLOSES = re.compile(r"</table\s*>", re.IGNORECASE)
_PIECE = re.compile(
    r"<(tr|td|th)\b([^<>]*)>|</?(?:tr|td|th|table|tbody|thead|tfoot)\b[^<>]*>|\n", re.IGNORECASE
)


def html_grid(text: str, first_line: int) -> Grid | None:
    """The grid of `<table>…</table>`, its spans known; None where it holds no cell.

    `first_line` is the line of the opening tag; every row knows its own.
    """
    line = first_line
    rows: list[Row] = []
    cell: Cell | None = None
    end = 0
    for piece in _PIECE.finditer(text):
        if cell is not None:
            cell.text += text[end : piece.start()]
        end = piece.end()
        if piece.group(0) == "\n":
            line += 1
            if cell is not None:
                cell.text += " "
            continue
        tag = (piece.group(1) or "").lower()
        if tag == "tr":
            rows.append(Row([], Place(line=line)))
        elif tag:
            if not rows:
                rows.append(Row([], Place(line=line)))
            row_span, col_span = spans_of(piece.group(2))
            cell = Cell("", Place(line=line), row_span=row_span, col_span=col_span)
            rows[-1].cells.append(cell)
            continue
        cell = None
    for row in rows:
        for each in row.cells:
            each.text = plain(unescape(each.text))
    rows = [row for row in rows if row.cells]
    return Grid(rows, rows[0].place, spans_known=True) if rows else None
