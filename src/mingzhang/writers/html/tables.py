"""Grids as HTML tables: every figure has an anchor and names the header cells that it stands under."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape

from mingzhang.document.model import Cell, Grid
from mingzhang.document.spans import positions

_SPACE = re.compile(r"\s+")


@dataclass(slots=True)
class _Heads:
    """The header cells above each column, and the label left of the figures of a row, by their ids."""

    above: dict[int, list[str]] = field(default_factory=dict)
    texts: dict[int, str] = field(default_factory=dict)
    label: str | None = None


def statement_table(grid: Grid, section: str, heading: str) -> str:
    """A statement, named by the heading with this id: header rows in `thead`, labels as row headers,
    `headers` on every figure."""
    heads = _Heads()
    rows: list[str] = []
    for number, row in enumerate(positions(grid)):
        heads.label = None
        is_head = number < grid.header_rows
        cells = [
            _head_cell(cell, column, number, section, heads)
            if is_head
            else _body_cell(row, at, number, section, heads)
            for at, (column, cell, begins) in enumerate(row)
            if begins
        ]
        rows.append(f"<tr>{''.join(cells)}</tr>\n")
    thead, tbody = "".join(rows[: grid.header_rows]), "".join(rows[grid.header_rows :])
    opening = f'<table class="statement" aria-labelledby="{heading}">'
    return f"{opening}\n<thead>\n{thead}</thead>\n<tbody>\n{tbody}</tbody>\n</table>"


def _head_cell(cell: Cell, column: int, number: int, section: str, heads: _Heads) -> str:
    name = f"h-{section}-{number}-{column}"
    if cell.text:
        for at in range(column, column + cell.col_span):
            heads.above.setdefault(at, []).append(name)
    tag = "th" if cell.text else "td"
    scope = ("" if not cell.text else ' scope="colgroup"') if cell.col_span > 1 else ' scope="col"'
    scope = scope if cell.text else ""
    return f'<{tag} id="{escape(name)}"{scope}{_spans(cell)}>{_text(cell)}</{tag}>'


def _body_cell(row: list[tuple[int, Cell, bool]], at: int, number: int, section: str, heads: _Heads) -> str:
    column, cell, _ = row[at]
    if _labels(row, at):
        heads.label = f"r-{section}-{number}-{column}"
        name = escape(heads.label)
        return f'<th scope="row" id="{name}"{_kind(cell)}{_spans(cell)}>{_text(cell)}</th>'
    names = [*heads.above.get(column, []), *([heads.label] if heads.label else [])]
    about = f' headers="{escape(" ".join(names))}"' if cell.align == "right" and names else ""
    anchor = f' id="{escape(_anchor(cell.address))}"' if cell.address else ""
    return f"<td{anchor}{about}{_kind(cell)}{_spans(cell)}>{_text(cell)}</td>"


def _labels(row: list[tuple[int, Cell, bool]], at: int) -> bool:
    """Whether the cell names the figures behind it: words, and no other words before the next figure."""
    cell = row[at][1]
    if cell.align == "right" or not cell.text or cell.text.isdecimal():
        return False
    following = [other for _, other, _ in row[at + 1 :]]
    for other in following:
        if other.align == "right":
            return True
        if other.text and not other.text.isdecimal():
            return False
    return False


def form_table(grid: Grid, heading: str) -> str:
    """A self-evaluation form. On a narrow screen its cells stand one under the other, each below the
    heading of its column (`data-label`)."""
    heads = _Heads()
    rows = [f"{_form_row(row, heads)}\n" for row in positions(grid)]
    columns = f"<colgroup>{'<col>' * len(grid.widths)}</colgroup>"
    opening = f'<table class="form" aria-labelledby="{heading}">'
    return f"{opening}\n{columns}\n<tbody>\n{''.join(rows)}</tbody>\n</table>"


def _form_row(row: list[tuple[int, Cell, bool]], heads: _Heads) -> str:
    new = [(column, cell) for column, cell, begins in row if begins]
    headed = sum(cell.header for _, cell in new) >= 2 and all(cell.header for _, cell in new)
    cells = list(_form_cells(new, headed, heads))
    kind = ' class="heads"' if headed else ""
    return f"<tr{kind}>{''.join(cells)}</tr>"


def _form_cells(new: list[tuple[int, Cell]], headed: bool, heads: _Heads) -> Iterator[str]:
    left = False
    for column, cell in new:
        if cell.header:
            side = column == 0 and cell.row_span > 1
            if headed and not side:
                for at in range(column, column + cell.col_span):
                    heads.texts[at] = cell.text
            left = left or not headed
            scope = ' scope="col"' if headed and not side else ' scope="row"'
            tag, about = ("th", scope if cell.text else "") if cell.text else ("td", "")
            kind = ' class="side"' if side else ""
            yield f"<{tag}{about}{kind}{_spans(cell)}>{_text(cell)}</{tag}>"
        else:
            told = "" if left else heads.texts.get(column, "")
            label = f' data-label="{escape(told)}"' if told else ""
            empty = ' class="empty"' if not cell.text else _kind(cell)
            yield f"<td{label}{empty}{_spans(cell)}>{_text(cell)}</td>"


def plain_table(grid: Grid) -> str:
    """A small table of the text."""
    rows = []
    for number, row in enumerate(positions(grid)):
        tag = "th" if number < grid.header_rows else "td"
        scope = ' scope="col"' if tag == "th" else ""
        cells = [f"<{tag}{scope}{_kind(cell)}>{_text(cell)}</{tag}>" for _, cell, begins in row if begins]
        rows.append(f"<tr>{''.join(cells)}</tr>\n")
    return f'<table class="small">\n{"".join(rows)}</table>'


def _anchor(address: str) -> str:
    """An address as an id: without white space, which an id must not hold."""
    return _SPACE.sub("_", address)


def _kind(cell: Cell) -> str:
    return {"left": "", "center": ' class="centre"', "right": ' class="number"'}[cell.align]


def _spans(cell: Cell) -> str:
    rows = f' rowspan="{cell.row_span}"' if cell.row_span > 1 else ""
    return rows + (f' colspan="{cell.col_span}"' if cell.col_span > 1 else "")


def _text(cell: Cell) -> str:
    return escape(cell.text).replace("\n", "<br>")
