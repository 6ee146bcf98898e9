"""The statement of the three public expenses: budget beside actual, grouped as the variant does (09)."""

from __future__ import annotations

from mingzhang.document.model import Grid
from mingzhang.present.cells import grid, header, header_tree, row
from mingzhang.present.statements.form import Form


def lay_out(form: Form) -> Grid:
    """One line of figures; either 预算数 and 决算数 over all items, or both under each item."""
    side = form.form.sides[0]
    columns = form.columns(side)
    rows = [(entry.code, form.figures.label(None, entry.code) or entry.label) for entry in side.rows]
    if form.item is not None and form.item.budget_first:
        slots = [(code, column.id) for code, _ in rows for column in columns]
        paths = [[words, *form.path(column)] for _, words in rows for column in columns]
    else:
        slots = [(code, column.id) for column in columns for code, _ in rows]
        paths = [[*form.path(column), words] for column in columns for _, words in rows]
    heads = [row(cells) for cells in header_tree(paths)]
    if form.printed.three_public_header:
        heads.insert(0, row([header(form.printed.three_public_header, columns=len(slots))]))
    if form.printed.number_row:
        heads.append(row([header(str(at)) for at in range(1, len(slots) + 1)]))
    figures = row([form.figures.cell(None, code, column) for code, column in slots])
    return grid([*heads, figures], [1.0] * len(slots), len(heads))
