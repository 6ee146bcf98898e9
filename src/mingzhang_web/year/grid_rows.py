"""The rows of a grid, written by Python (see `look.rows`)."""

from __future__ import annotations

from html import escape

from django.utils.safestring import SafeString, mark_safe

from mingzhang.app.workbench import Language, Text
from mingzhang_web.look.rows import Addresses
from mingzhang_web.year.grid import Grid, GridCell, GridRow
from mingzhang_web.year.models import UnitYear

_OPEN = Text("单独打开这一行", "Open this record")
_NEW = Text("新", "new")
_DELETE = Text("删除这一行", "Delete this row")


def grid_rows(unit_year: UnitYear, grid: Grid, may_write: bool, language: Language) -> SafeString:
    """Every row of the grid; fields where they may be written, else text."""
    records = Addresses("record", unit_year.pk, grid.table.table, example="987654321")
    return mark_safe("\n".join(_row(row, records, may_write, language) for row in grid.rows))


def _row(row: GridRow, records: Addresses, may_write: bool, language: Language) -> str:
    key = escape(row.key)
    if row.number:
        head = (
            f'<a href="{escape(records.of(row.key))}" title="{escape(_OPEN.said(language))}">{row.number}</a>'
        )
    else:
        head = f'<span class="hint">{_NEW.said(language)}</span>'
    last = ""
    if may_write:
        head += f'<input type="hidden" name="version-{key}" value="{row.version}">'
        box = (
            f'<input type="checkbox" name="delete-{key}" aria-label="{escape(_DELETE.said(language))}">'
            if row.number
            else ""
        )
        last = f"<td>{box}</td>"
    cells = "".join(_cell(cell, may_write, language) for cell in row.cells)
    return f'<tr data-key="{key}"><th scope="row">{head}</th>{cells}{last}</tr>'


def _cell(cell: GridCell, may_write: bool, language: Language) -> str:
    value, column = escape(cell.value), cell.column
    if not may_write:
        return f'<td><span class="of-{column.type}">{value}</span></td>'
    name, heading = escape(cell.name), escape(column.heading)
    kind, wrong, problem = "", "", ""
    if cell.problem is not None:
        kind, wrong = ' class="bad"', ' aria-invalid="true"'
        problem = f'<small class="problem">{escape(cell.problem.said(language))}</small>'
    if cell.long:
        field = f'<textarea name="{name}" rows="1" aria-label="{heading}"{wrong}>{value}</textarea>'
    else:
        words = f' list="values-{escape(column.values)}"' if column.values else ""
        field = (
            f'<input name="{name}" value="{value}" aria-label="{heading}" class="of-{column.type}"'
            f"{words}{wrong}>"
        )
    return f"<td{kind}>{field}{problem}</td>"
