"""尾差: what rounding left between a published total and its parts, in columns beside the table."""

from __future__ import annotations

from collections.abc import Mapping

from mingzhang.writers.xlsx.formulas import Formula
from mingzhang.writers.xlsx.placing import Placed, Positions
from mingzhang.writers.xlsx.plan import StatementSheet
from mingzhang.writers.xlsx.sheet import Sheet
from mingzhang.writers.xlsx.styles import number_format

DIFFERENCE = "尾差"
_REMARK = {"font_color": "#7F7F7F"}
_BROKEN = {"font_color": "#9C0006", "bg_color": "#FFC7CE"}
_EXPLAINED = (
    "“尾差”列（在表的右侧，不打印）：公布的合计与各分项之和的差。各数由元折算为万元时分别四舍五入，合计不一定正好等于分项之和；"
    "合计格的公式是分项之和加上尾差，改动分项后合计随之变动，尾差不变。"
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
            and (formula := formulas.get(item.cell.slot or "")) is not None
            and formula.difference
        }
    )
    return {column: plan.columns + 1 + number for number, column in enumerate(needed)}


def is_first(item: Placed, sheet: str, positions: Positions) -> bool:
    """Whether this is the cell's place, not a repetition of it."""
    found = positions.of.get(item.cell.slot or "")
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
        sheet.worksheet.set_column(at, at, 12)
        sheet.text(row, at, text, border=1, align="center", text_wrap=True, font_color="#7F7F7F")


def explain_differences(
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
    here = [formulas.get(item.cell.slot or "") for item in plan.cells]
    broken = any(item is not None and item.broken and item.difference for item in here)
    text = _EXPLAINED + (_UNEXPLAINED if broken else "")
    sheet.note(row, text, columns, width, font_color="#7F7F7F")
    return row + 1
