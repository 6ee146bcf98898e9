"""A statement's sheet: the official form, with formulas in its derived cells and what rounding left."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from mingzhang.document.model import Paragraph
from mingzhang.writers.xlsx.amounts import Amounts
from mingzhang.writers.xlsx.differences import (
    difference_columns,
    difference_headers,
    explain_differences,
    is_first,
    write_difference,
)
from mingzhang.writers.xlsx.formulas import Formula, written
from mingzhang.writers.xlsx.placing import Placed, Positions
from mingzhang.writers.xlsx.plan import StatementSheet
from mingzhang.writers.xlsx.sheet import Sheet, height_of, page_width
from mingzhang.writers.xlsx.styles import number_format

_BLANK_PLACES = 2


def write_statement(
    sheet: Sheet,
    plan: StatementSheet,
    amounts: Amounts,
    formulas: Mapping[str, Formula],
    positions: Positions,
) -> None:
    """Writes the whole sheet."""
    columns, section = plan.columns, plan.section
    width = page_width(section.landscape, columns)
    widths = [share * width for share in (plan.grid.widths if plan.grid else (1.0,))]
    for column, characters in enumerate(widths):
        sheet.worksheet.set_column(column, column, max(characters, 6))
    _print_set_up(sheet.worksheet, plan)
    sheet.title(0, section.title, columns)
    row = 1
    for block in section.blocks:
        if isinstance(block, Paragraph) and block.style == "form":
            _form_line(sheet, row, block.text, columns)
            row += 1
    if plan.grid is not None:
        differences = difference_columns(plan, formulas, positions)
        _heights(sheet.worksheet, plan, widths)
        for item in plan.cells:
            _write_cell(sheet, item, amounts, formulas, positions, differences)
        difference_headers(sheet, plan, differences)
        row = plan.top + len(plan.grid.rows)
        explain_differences(sheet, plan, formulas, differences)
    for block in section.blocks:
        if isinstance(block, Paragraph) and block.style != "form":
            sheet.note(row, block.text, columns, width)
            row += 1
    sheet.worksheet.print_area(0, 0, max(row - 1, 0), columns - 1)


def _print_set_up(worksheet: Any, plan: StatementSheet) -> None:
    if plan.section.landscape:
        worksheet.set_landscape()
    if plan.grid is None:
        return
    first_body = plan.top + plan.grid.header_rows
    worksheet.repeat_rows(0, max(first_body - 1, 0))
    body = [item for item in plan.cells if item.row == first_body]
    labels = next((item.column for item in body if item.cell.address is not None), 0)
    worksheet.freeze_panes(first_body, labels if labels <= 4 else 0)
    worksheet.ignore_errors({"number_stored_as_text": f"A1:XFD{plan.top + len(plan.grid.rows)}"})


def _form_line(sheet: Sheet, row: int, text: str, columns: int) -> None:
    """Texts parted by tabs: left, middle and right; one alone stands at the right."""
    parts = text.split("\t")
    if len(parts) == 1:
        parts = ["", "", text]
    places = (0, (columns - 1) // 2, columns - 1)
    for at, part, align in zip(places, parts, ("left", "center", "right"), strict=False):
        if part:
            sheet.text(row, at, part, align=align)


def _heights(worksheet: Any, plan: StatementSheet, widths: list[float]) -> None:
    rows: dict[int, list[Placed]] = {}
    for item in plan.cells:
        rows.setdefault(item.row, []).append(item)
    for row, items in rows.items():
        worksheet.set_row(row, height_of(items, widths))


def _write_cell(
    sheet: Sheet,
    item: Placed,
    amounts: Amounts,
    formulas: Mapping[str, Formula],
    positions: Positions,
    differences: Mapping[int, int],
) -> None:
    address = item.cell.address
    if address is None or item.merged or address in amounts.unreadable:
        sheet.cell(item)
        return
    amount = amounts.of(address)
    formula = formulas.get(address) if is_first(item, sheet.name, positions) else None
    if amount is None and formula is None:
        sheet.cell(item)
        return
    shown = _BLANK_PLACES if amount is None else amount.shown
    if amount is None and address.endswith("/count"):
        shown = 0
    style = {"border": 1, "align": "right", "num_format": number_format(shown, zeros=amount is not None)}
    number = 0.0 if amount is None else float(amount.number)
    if formula is None:
        sheet.worksheet.write_number(item.row, item.column, number, sheet.styles.of(**style))
        return
    style |= {"bg_color": "#F3F7FB"}
    at = None
    if formula.difference:
        at = xl_rowcol_to_cell(item.row, differences[item.column])
        write_difference(sheet, item.row, differences[item.column], formula, shown)
    text = written(formula, at)
    sheet.worksheet.write_formula(item.row, item.column, text, sheet.styles.of(**style), number)
