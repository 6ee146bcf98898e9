"""Statements with one row a functional subject (02, 03, 05, 07, 08)."""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.document.model import Cell, Grid, Row
from mingzhang.present.cells import grid, header_tree, label, row
from mingzhang.present.statements.form import Form

_CODE, _NAME, _FIGURE = 11.0, 28.0, 11.0
"""Widths of code, name and one figure, as shares."""


def lay_out(form: Form) -> Grid:
    """Code, name, and the columns under their header tree; 合计 first, as the forms print it."""
    side = form.form.sides[0]
    columns = form.columns(side)
    paths = [form.printed.code_header.split("/"), form.printed.label_header.split("/")]
    heads = [row(cells) for cells in header_tree([*paths, *(form.path(column) for column in columns)])]
    heads += form.number_row(2, len(columns))
    widths = [_CODE, _NAME, *(_FIGURE for _ in columns)]
    return grid([*heads, *_rows(form, [column.id for column in columns])], widths, len(heads))


def _rows(form: Form, columns: list[str]) -> Iterator[Row]:
    figures = form.figures
    known = [code for code in form.statement.labels if code != "total"]
    codes = ["total", *known, *(code for code in figures.codes(None) if code not in ("total", *known))]
    for code in codes:
        for time in range(max(figures.times(None, code), 1)):
            cells = [figures.cell(None, code, column, time) for column in columns]
            yield row([*_head(form, code, time), *cells])


def _head(form: Form, code: str, time: int) -> Iterator[Cell]:
    if code == "total":
        yield label(
            form.figures.label(None, code, time) or form.standard.headings.columns.total_row[0],
            columns=2,
            align="center",
        )
        return
    subject = form.standard.subjects.functional.get(code)
    name = form.figures.label(None, code, time) or form.statement.labels.get(code)
    yield label(code)
    yield label(name or (subject.name if subject else ""))
