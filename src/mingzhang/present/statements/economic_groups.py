"""The statement of basic expenditure: columns of economic subjects side by side (06)."""

from __future__ import annotations

from collections.abc import Sequence

from mingzhang.document.model import Cell, Grid, Row
from mingzhang.present.cells import grid, header, label, row
from mingzhang.present.statements.form import Form
from mingzhang.standard.variants import EconomicGroup

_CODE, _NAME, _FIGURE = 10.0, 27.0, 12.0


def lay_out(form: Form) -> Grid:
    """Every economic subject of the form with its amount, then the totals of personnel and public funds."""
    groups = form.printed.economic_groups
    columns = [part for group in groups for part in _columns(form, group)]
    heads = _heads(form, groups)
    body = [_line(form, columns, at) for at in range(max(map(len, columns)))]
    widths = [width for _ in columns for width in (_CODE, _NAME, _FIGURE)]
    return grid([*heads, *body, *_totals(form, groups)], widths, len(heads))


def _heads(form: Form, groups: Sequence[EconomicGroup]) -> list[Row]:
    words = [
        header(word)
        for group in groups
        for _ in range(group.columns)
        for word in form.printed.economic_headers
    ]
    if not any(group.title for group in groups):
        return [row(words)]
    return [row([header(group.title, columns=3 * group.columns) for group in groups]), row(words)]


def _columns(form: Form, group: EconomicGroup) -> list[list[str]]:
    """The group's codes in as many columns of equal length; 302 fills the first where there are several."""
    classes = set(group.classes)
    listed = list(form.standard.subjects.economic.by_code)
    seen = [code for code in (*form.figures.codes(None), *form.statement.labels) if code.isdecimal()]
    codes = sorted(code for code in {*listed, *seen} if code[:3] in classes)
    if group.columns == 1:
        return [codes]
    first = [code for code in codes if code[:3] == group.classes[0]]
    rest = codes[len(first) :]
    length = -(-len(rest) // (group.columns - 1))
    return [first, *(rest[at * length : (at + 1) * length] for at in range(group.columns - 1))]


def _line(form: Form, columns: Sequence[Sequence[str]], at: int) -> Row:
    cells: list[Cell] = []
    for codes in columns:
        if at < len(codes):
            cells += _subject(form, codes[at])
        else:
            cells += [label(""), label(""), label("", align="right")]
    return row(cells)


def _subject(form: Form, code: str) -> list[Cell]:
    subject = form.standard.subjects.economic.get(code)
    name = form.figures.label(None, code) or form.statement.labels.get(code)
    figure = form.figures.cell(None, code, form.form.sides[0].columns[0].id)
    if not figure.text and code[:3] in form.form.not_applicable_classes:
        figure.text = form.printed.not_applicable
    return [label(code), label(name or (subject.name if subject else "")), figure]


def _totals(form: Form, groups: Sequence[EconomicGroup]) -> list[Row]:
    """人员经费合计 and 公用经费合计 under their groups; 合计 where the document prints it."""
    side = form.form.sides[0]
    labels = {entry.code: entry.label for entry in side.rows}
    column = side.columns[0].id
    cells: list[Cell] = []
    for code, group in zip(("personnel", "public"), groups, strict=False):
        cells.append(label(labels[code], columns=3 * group.columns - 1, align="center"))
        cells.append(form.figures.cell(None, code, column))
    rows = [row(cells)]
    if form.figures.times(None, "total"):
        wide = 3 * sum(group.columns for group in groups)
        whole = label(labels["total"], columns=wide - 1, align="center")
        rows.append(row([whole, form.figures.cell(None, "total", column)]))
    return rows
