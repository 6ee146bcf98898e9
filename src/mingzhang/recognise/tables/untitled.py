"""A table whose title is lost: known by its columns or by the labels of its rows, if only one fits."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from mingzhang.document.model import Row
from mingzhang.kit.chinese import squeeze
from mingzhang.recognise.tables.codes import read_code
from mingzhang.recognise.tables.columns import value_columns
from mingzhang.recognise.tables.header_rows import leading, paths, read_header
from mingzhang.recognise.tables.labels import plain_label
from mingzhang.recognise.tables.subject_rows import is_data_row
from mingzhang.standard.load import Standard
from mingzhang.standard.statements import StatementForm

_LABELS = 0.6
"""Share of a form's own row labels that a table must show to be that form."""
_ECONOMIC = 5
FEWEST_ROWS = 3
MOST_ROWS = 400
LOST = "表的标题缺失，按表头和行名确定是哪张表"


def statement_by_content(rows: Sequence[Row], standard: Standard, titled: Collection[str]) -> str | None:
    """The one statement that the table can be, of those that have no title elsewhere; else None."""
    if len(rows) < FEWEST_ROWS or len(rows) > MOST_ROWS:
        return None
    fitting = [
        form.id
        for form in standard.statements.values()
        if form.id not in titled and _fits(rows, form, standard)
    ]
    return fitting[0] if len(fitting) == 1 else None


def _fits(rows: Sequence[Row], form: StatementForm, standard: Standard) -> bool:
    if form.layout == "subject_rows":
        return _columns_fit(rows, form, standard)
    if form.layout == "economic_groups":
        codes = [code.code for row in rows for cell in row.cells if (code := read_code(cell.text))]
        return sum(code.startswith("3") and len(code) == 5 for code in codes) >= _ECONOMIC
    if form.layout == "three_public":
        return _words_fit(rows[:4], form)
    texts = {plain_label(cell.text) for row in rows for cell in row.cells}
    own = [row for side in form.sides for row in side.rows]
    shown = [row for row in own if any(plain_label(name) in texts for name in (row.label, *row.spellings))]
    return len(shown) >= _LABELS * len(own) and _amount_columns(rows, form)


def _columns_fit(rows: Sequence[Row], form: StatementForm, standard: Standard) -> bool:
    """Every column of the form (or of a variant's form) is in the header, and nothing else."""
    headings = standard.headings
    header = read_header(rows, headings, lambda row: is_data_row(row, headings))
    width = max((len(row) for row in header.rows), default=0)
    behind = paths(header, width)[leading(header, headings) :]
    order, inferred = value_columns(header, form.sides[0].columns, headings, len(behind))
    if inferred is not None or not order or None in order:
        return False
    names = {column.id for column in order if column is not None}
    allowed = [{column.id for column in form.sides[0].columns}]
    for variant in standard.variants.values():
        item = variant.statement(form.id)
        if item is not None and item.columns is not None:
            allowed.append(set(item.columns))
    codes = {code.code for row in rows for cell in row.cells[:2] if (code := read_code(cell.text))}
    families = {standard.subjects.family_of(code) for code in codes if len(code) >= 5}
    own = form.id if form.id in ("government_managed_funds", "state_capital_operations") else None
    return names in allowed and (own is None or families <= {own})


def _words_fit(rows: Sequence[Row], form: StatementForm) -> bool:
    words = {squeeze(cell.text) for row in rows for cell in row.cells}
    named = [
        column
        for column in form.sides[0].columns
        if any(path[-1] in words for path in column.paths() if len(path[-1]) > 3)
    ]
    return len(named) >= 4


def _amount_columns(rows: Sequence[Row], form: StatementForm) -> bool:
    """Whether the header names as many budgets as the form has columns: what tells 01 from 04."""
    widest = max((side for side in form.sides), key=lambda side: len(side.columns))
    words = {squeeze(cell.text) for row in rows[:4] for cell in row.cells}
    named = sum(
        any(path[-1] in words for path in column.paths()) for column in widest.columns if column.part_of
    )
    summary = sum("财政拨款结转" in squeeze(cell.text) for row in rows for cell in row.cells)
    parts = sum(column.part_of is not None for column in widest.columns)
    return named == parts and (parts > 0) == (summary > 0)
