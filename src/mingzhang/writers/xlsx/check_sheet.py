"""勾稽核对: every identity with its two sides as live formulas, so that a change that breaks one is seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mingzhang.facts.model import Disclosure
from mingzhang.identities.instances import Instance, Weighted
from mingzhang.kit.address import CellAddress
from mingzhang.kit.amounts import FEN_PER_UNIT
from mingzhang.standard.load import Standard
from mingzhang.writers.xlsx.amounts import Amounts
from mingzhang.writers.xlsx.formulas import sum_text, weighted
from mingzhang.writers.xlsx.placing import Positions
from mingzhang.writers.xlsx.sheet import Sheet, lines_of

_HEADERS = ("勾稽关系", "规则", "合计一方", "合计", "关系", "分项之和", "差额", "尾差允许", "结论")
_WIDTHS = (44.0, 30.0, 46.0, 15.0, 6.0, 15.0, 13.0, 11.0, 10.0)
_NOTE = (
    "本表随各表变动：改动任何一格，凡是不再成立的勾稽关系都会显示“不成立”。“尾差允许”是四舍五入所能解释的最大差额；"
    "知道准确数的表，差额应为零。"
)


def write_checks(
    sheet: Sheet,
    found: Sequence[Instance],
    disclosure: Disclosure,
    standard: Standard,
    amounts: Amounts,
    positions: Positions,
) -> None:
    """One row for every identity whose cells all have a place in the workbook."""
    worksheet = sheet.worksheet
    for column, width in enumerate(_WIDTHS):
        worksheet.set_column(column, column, width)
    sheet.title(0, "勾稽核对", len(_HEADERS))
    sheet.note(1, _NOTE, len(_HEADERS), sum(_WIDTHS))
    for column, text in enumerate(_HEADERS):
        sheet.text(2, column, text, border=1, align="center", bg_color="#F2F2F2", bold=True)
    row = 3
    for item in found:
        shown = _shown(item, amounts, positions)
        if shown is not None:
            _write_row(sheet, row, shown, disclosure, standard, amounts, positions)
            row += 1
    worksheet.set_landscape()
    worksheet.repeat_rows(2)
    worksheet.freeze_panes(3, 0)
    worksheet.autofilter(2, 0, max(row - 1, 3), len(_HEADERS) - 1)
    wrong = sheet.styles.of(font_color="#9C0006", bg_color="#FFC7CE", border=1, align="center")
    worksheet.conditional_format(
        3, 8, max(row, 4), 8, {"type": "cell", "criteria": "==", "value": '"不成立"', "format": wrong}
    )


def _shown(item: Instance, amounts: Amounts, positions: Positions) -> Instance | None:
    """The instance over placed cells; None where a figure has no place or could not be read."""
    if item.unknown:
        return None
    for cell, _ in (*item.totals, *item.parts):
        if str(cell) not in positions.of and amounts.of(cell) is not None:
            return None
    sides = [
        tuple((cell, weight) for cell, weight in side if str(cell) in positions.of)
        for side in (item.totals, item.parts)
    ]
    return replace(item, totals=sides[0], parts=sides[1]) if all(sides) else None


def _write_row(
    sheet: Sheet,
    row: int,
    item: Instance,
    disclosure: Disclosure,
    standard: Standard,
    amounts: Amounts,
    positions: Positions,
) -> None:
    target = item.totals[0][0]
    number = sheet.styles.of(border=1, align="right", num_format="#,##0.00####")
    rule = standard.identities[item.rule]
    texts = (rule.title.zh, item.rule, _named(target, disclosure, standard))
    for column, text in enumerate(texts):
        sheet.text(row, column, text, border=1, text_wrap=True)
    lines = max(lines_of(text, width) for text, width in zip(texts, _WIDTHS, strict=False))
    sheet.worksheet.set_row(row, lines * 15.0 + 2)
    sheet.text(row, 4, item.relation.replace(">=", "≥"), border=1, align="center")
    sides = [_side(side, target, amounts, positions, sheet.name) for side in (item.totals, item.parts)]
    for column, (text, value) in zip((3, 5), sides, strict=True):
        sheet.worksheet.write_formula(row, column, f"=ROUND({text},6)", number, value)
    excel = row + 1
    difference = sides[0][1] - sides[1][1]
    sheet.worksheet.write_formula(row, 6, f"=ROUND(D{excel}-F{excel},6)", number, round(difference, 6))
    slack = _slack(item, disclosure, amounts)
    sheet.worksheet.write_number(row, 7, slack, number)
    short = f"ABS(G{excel})" if item.relation == "=" else f"-G{excel}"
    holds = (abs(difference) if item.relation == "=" else -difference) <= slack + 5e-7
    sheet.worksheet.write_formula(
        row,
        8,
        f'=IF({short}<=H{excel}+0.0000005,"成立","不成立")',
        sheet.styles.of(border=1, align="center"),
        "成立" if holds else "不成立",
    )


def _side(
    cells: Sequence[Weighted], target: CellAddress, amounts: Amounts, positions: Positions, sheet: str
) -> tuple[str, float]:
    terms = weighted(cells, target, amounts)
    value = sum(weight * amounts.number(cell) for cell, weight in terms)
    return sum_text(terms, positions, sheet), float(value)


def _slack(item: Instance, disclosure: Disclosure, amounts: Amounts) -> float:
    """What rounding can explain: nothing where exact amounts are known."""
    known = [amounts.of(cell) for cell, _ in (*item.totals, *item.parts)]
    if any(amount is not None and amount.exact for amount in known):
        return 0.0
    statement = disclosure.statement(item.totals[0][0].statement)
    unit = statement.currency_unit if statement is not None else None
    return item.slack / FEN_PER_UNIT.get(unit or "万元", 1)


def _named(cell: CellAddress, disclosure: Disclosure, standard: Standard) -> str:
    """`支出决算表 208 社会保障和就业支出 · 项目支出`."""
    form = standard.statements.get(cell.statement)
    if form is None:
        return str(cell)
    statement = disclosure.statement(cell.statement)
    facts = [] if statement is None else statement.facts
    label = next((fact.label for fact in facts if (fact.side, fact.code) == (cell.side, cell.code)), None)
    code = cell.code if cell.code[:1].isdigit() else ""
    columns = {item.id: item.title for side in form.sides if side.id == cell.side for item in side.columns}
    column = columns.get(cell.column, cell.column)
    parts = (form.title, " ".join(part for part in (code, label or "") if part), column.replace("/", "·"))
    return " · ".join(part for part in parts if part)
