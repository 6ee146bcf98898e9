"""The statement of supplementary figures: a label, a line number, a figure (10)."""

from __future__ import annotations

from mingzhang.document.model import Cell, Grid, Row
from mingzhang.present.cells import grid, header, label, row
from mingzhang.present.statements.form import Form
from mingzhang.standard.statements import RowLabel

_LABEL, _LINE, _FIGURE = 60.0, 10.0, 30.0


def lay_out(form: Form) -> Grid:
    """The sections one under the other, each with its heading over the whole width."""
    side = form.form.sides[0]
    lines = form.printed.line_numbers
    column = form.path(side.columns[0])[-1]
    words = [form.printed.item_header, *([form.printed.line_header] if lines else []), column]
    rows: list[Row] = [row([header(word) for word in words])]
    for section in side.sections:
        rows.append(row([label(section.label, columns=len(words))]))
        rows += [row(_cells(form, entry)) for entry in side.rows if entry.section == section.id]
    rows += [row(_cells(form, entry)) for entry in side.rows if entry.section is None]
    widths = [_LABEL, *([_LINE] if lines else []), _FIGURE]
    return grid(rows, widths, 1)


def _cells(form: Form, entry: RowLabel) -> list[Cell]:
    column = entry.column or form.form.sides[0].columns[0].id
    cells = [label(form.figures.label(None, entry.code) or entry.label)]
    if form.printed.line_numbers:
        cells.append(label(entry.line, align="center"))
    return [*cells, form.figures.cell(None, entry.code, column)]
