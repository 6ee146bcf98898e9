"""A statement's sheet: the official form, with formulas in its derived cells and what rounding left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from mingzhang.document.model import Grid, Paragraph
from mingzhang.document.paper import Section
from mingzhang.writers.xlsx.amounts import Amounts
from mingzhang.writers.xlsx.formulas import Formula, written
from mingzhang.writers.xlsx.placing import Placed, Positions, placed
from mingzhang.writers.xlsx.sheet import Sheet, height_of, page_width
from mingzhang.writers.xlsx.styles import number_format

DIFFERENCE = "尾差"
_BLANK_PLACES = 2
_REMARK = {"font_color": "#7F7F7F"}
_BROKEN = {"font_color": "#9C0006", "bg_color": "#FFC7CE"}
_EXPLAINED = (
    "“尾差”列（在表的右侧，不打印）：公布的合计与各分项之和的差。各数由元折算为万元时分别四舍五入，合计不一定正好等于分项之和；"
    "合计格的公式是分项之和加上尾差，改动分项后合计随之变动，尾差不变。"
)
_UNEXPLAINED = "标红的差额超出四舍五入所能解释的范围，是账表不符，见“勾稽核对”。"


@dataclass(slots=True)
class StatementSheet:
    """Where a statement stands in the workbook. `cells`: the grid's; `top`: its first row."""

    name: str
    section: Section
    grid: Grid | None
    top: int
    cells: list[Placed]

    @property
    def columns(self) -> int:
        """Columns of the form."""
        return max((item.last_column + 1 for item in self.cells), default=1)


def planned(section: Section, name: str, positions: Positions, stamped: bool) -> StatementSheet:
    """The sheet's layout: title, lines above the table, table, notes. Adds its cells to `positions`."""
    grid = next(iter(section.grids()), None)
    top = (
        1 + stamped + sum(isinstance(block, Paragraph) and block.style == "form" for block in section.blocks)
    )
    cells = [] if grid is None else list(placed(grid, top))
    for item in cells:
        positions.add(name, item)
    return StatementSheet(name, section, grid, top, cells)


def write_statement(
    sheet: Sheet,
    plan: StatementSheet,
    amounts: Amounts,
    formulas: Mapping[str, Formula],
    positions: Positions,
    stamp: str | None,
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
    if stamp is not None:
        sheet.stamp(row, stamp)
        row += 1
    for block in section.blocks:
        if isinstance(block, Paragraph) and block.style == "form":
            _form_line(sheet, row, block.text, columns)
            row += 1
    if plan.grid is not None:
        differences = _difference_columns(plan, formulas, positions)
        _heights(sheet.worksheet, plan, widths)
        for item in plan.cells:
            _write_cell(sheet, item, amounts, formulas, positions, differences)
        _difference_headers(sheet, plan, differences)
        row = plan.top + len(plan.grid.rows)
        row = _explanations(sheet, row, plan, formulas, differences, columns, width)
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


def _difference_columns(
    plan: StatementSheet, formulas: Mapping[str, Formula], positions: Positions
) -> dict[int, int]:
    """Column of the form → column that holds its rounding differences, for columns that have any."""
    needed = sorted(
        {
            item.column
            for item in plan.cells
            if _is_first(item, plan.name, positions)
            and (formula := formulas.get(item.cell.address or "")) is not None
            and formula.difference
        }
    )
    return {column: plan.columns + 1 + number for number, column in enumerate(needed)}


def _is_first(item: Placed, sheet: str, positions: Positions) -> bool:
    """Whether this is the cell's place, not a repetition of it."""
    found = positions.of.get(item.cell.address or "")
    return found is not None and (found.sheet, found.row, found.column) == (sheet, item.row, item.column)


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
    formula = formulas.get(address) if _is_first(item, sheet.name, positions) else None
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
        _write_difference(sheet, item.row, differences[item.column], formula, shown)
    text = written(formula, at)
    sheet.worksheet.write_formula(item.row, item.column, text, sheet.styles.of(**style), number)


def _write_difference(sheet: Sheet, row: int, column: int, formula: Formula, shown: int) -> None:
    colours = (
        {"font_color": "#9C0006", "bg_color": "#FFC7CE"} if formula.broken else {"font_color": "#7F7F7F"}
    )
    style = sheet.styles.of(border=1, align="right", num_format=number_format(max(shown, 2)), **colours)
    sheet.worksheet.write_number(row, column, float(formula.difference), style)


def _difference_headers(sheet: Sheet, plan: StatementSheet, differences: Mapping[int, int]) -> None:
    """`尾差：项目支出` above each column of differences, on the lowest header row."""
    if not differences or plan.grid is None:
        return
    row = plan.top + max(plan.grid.header_rows - 1, 0)
    for column, at in differences.items():
        above = [
            item for item in plan.cells if item.cell.header and item.column <= column <= item.last_column
        ]
        named = [item.cell.text for item in above if item.cell.text and not item.cell.text.isdecimal()]
        text = f"{DIFFERENCE}：{named[-1]}" if named else DIFFERENCE
        sheet.worksheet.set_column(at, at, 12)
        sheet.text(row, at, text, border=1, align="center", text_wrap=True, font_color="#7F7F7F")


def _explanations(
    sheet: Sheet,
    row: int,
    plan: StatementSheet,
    formulas: Mapping[str, Formula],
    differences: Mapping[int, int],
    columns: int,
    width: float,
) -> int:
    if not differences:
        return row
    here = [formulas.get(item.cell.address or "") for item in plan.cells]
    broken = any(item is not None and item.broken and item.difference for item in here)
    text = _EXPLAINED + (_UNEXPLAINED if broken else "")
    sheet.note(row, text, columns, width, font_color="#7F7F7F")
    return row + 1
