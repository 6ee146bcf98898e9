"""尾差: what rounding left between a published total and its parts, in columns beside the table."""

from __future__ import annotations

from collections.abc import Mapping

from mingzhang.writers.findings.layout import width_of
from mingzhang.writers.xlsx.formulas import Formula
from mingzhang.writers.xlsx.placing import Placed, Positions
from mingzhang.writers.xlsx.plan import StatementSheet
from mingzhang.writers.xlsx.sheet import Sheet
from mingzhang.writers.xlsx.styles import number_format

DIFFERENCE = "尾差"
_REMARK: dict[str, object] = {"font_color": "#7F7F7F"}
_BROKEN: dict[str, object] = {"font_color": "#9C0006", "bg_color": "#FFC7CE"}
_EXPLAINED = (
    "“尾差”列：公布的合计减去各分项之和。各数由元折算为万元时分别四舍五入，合计不一定正好等于分项之和。",
    "合计格的公式是分项之和加上尾差：改动分项，合计随之变动，尾差不变。本列在打印范围之外。",
)
_UNEXPLAINED = "标红的差额超出四舍五入所能解释的范围，是账表不符，见“勾稽核对”。"


def difference_columns(
    plan: StatementSheet, formulas: Mapping[str, Formula], positions: Positions
) -> dict[int, int]:
    """Column of the form → column that holds its rounding differences, for columns that have any."""
    needed = sorted(
        {
            item.column
            for item in plan.cells
            if is_first(item, plan.name, positions)
            and (formula := formulas.get(item.cell.address or "")) is not None
            and formula.difference
        }
    )
    return {column: plan.columns + 1 + number for number, column in enumerate(needed)}


def is_first(item: Placed, sheet: str, positions: Positions) -> bool:
    """Whether this is the cell's place, not a repetition of it."""
    found = positions.of.get(item.cell.address or "")
    return found is not None and (found.sheet, found.row, found.column) == (sheet, item.row, item.column)


def write_difference(sheet: Sheet, row: int, column: int, formula: Formula, shown: int) -> None:
    colours = (
        {"font_color": "#9C0006", "bg_color": "#FFC7CE"} if formula.broken else {"font_color": "#7F7F7F"}
    )
    style = sheet.styles.of(border=1, align="right", num_format=number_format(max(shown, 2)), **colours)
    sheet.worksheet.write_number(row, column, float(formula.difference), style)


def difference_headers(sheet: Sheet, plan: StatementSheet, differences: Mapping[int, int]) -> None:
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
        sheet.worksheet.set_column(at, at, max(12, width_of(text) + 2))
        sheet.text(row, at, text, border=1, align="center", text_wrap=True, font_color="#7F7F7F")


def explain_differences(
    sheet: Sheet, plan: StatementSheet, formulas: Mapping[str, Formula], differences: Mapping[int, int]
) -> None:
    """What the columns are, above them in the rows of the title."""
    if not differences:
        return
    here = [formulas.get(item.cell.address or "") for item in plan.cells]
    broken = any(item is not None and item.broken and item.difference for item in here)
    lines = [*_EXPLAINED, *([_UNEXPLAINED] if broken else [])]
    if len(lines) > plan.top:
        lines = ["".join(lines)]
    for row, text in enumerate(lines):
        sheet.text(row, min(differences.values()), text, font_size=10, **_REMARK)
