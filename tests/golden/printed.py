"""Prints statements as published text: other units, other layouts, so that reading is not tuned to one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random

from mingzhang.standard.load import Standard
from mingzhang.standard.statements import Side, StatementForm

Cells = dict[tuple[str | None, str, str], str]
"""(side, code, column) → printed value."""

Rows = list[list[str]]


@dataclass(frozen=True)
class Style:
    """How a document prints: separator of cells, heading marks, unit of money, thousands, line numbers."""

    separator: str = "\t"
    heading: str = "## "
    money: str = "万元"
    thousands: bool = False
    line_numbers: bool = True
    paired: bool = False
    unit_line: str = "部门名称：{unit}"

    def row(self, cells: Sequence[str]) -> str:
        """One table row."""
        if self.separator == "|":
            return "| " + " | ".join(cells) + " |"
        return self.separator.join(cells)


FUNCTIONAL = ("201", "20103", "2010301", "2010302", "205", "20502", "2050299", "208", "20805", "2080505")
FUNDS = ("212", "21208", "2120899")
ECONOMIC = (
    *("301", "30101", "30102", "30107", "30113"),
    *("302", "30201", "30206", "30211", "30231", "30299"),
    *("303", "30302", "30305", "310", "31002"),
)


def facts_for(statement: StatementForm, random: Random, codes: Sequence[str]) -> Cells:
    """Some figures for the statement; they need not add up."""
    cells: Cells = {}
    for side in statement.sides:
        for code in _codes(statement, side, codes):
            for column in side.columns:
                name = next((row.column for row in side.rows if row.code == code and row.column), column.id)
                if random.random() < 0.7:
                    counted = name == "count"
                    value = str(random.randint(1, 60)) if counted else _amount(random)
                    cells[side.id, code, name] = value
    return cells


def _amount(random: Random) -> str:
    return str(Decimal(random.randint(-500, 99_999_999)).scaleb(-2))


def _codes(statement: StatementForm, side: Side, codes: Sequence[str]) -> list[str]:
    if statement.layout == "subject_rows":
        return ["total", *codes]
    if statement.layout == "economic_groups":
        return [*ECONOMIC, "personnel", "public"]
    rows = [row.code for row in side.rows]
    return [*rows, "201", "205", "208", "221"] if side.class_rows else rows


def printed(statement: StatementForm, cells: Cells, style: Style, unit: str, standard: Standard) -> list[str]:
    """The statement's lines, title first."""
    head = [
        f"{style.heading}{statement.title}",
        "",
        style.unit_line.format(unit=unit),
        "",
        "2024年度",
        "",
        f"金额单位：{style.money}",
        "",
    ]
    layouts: dict[str, Callable[..., list[list[str]]]] = {
        "subject_rows": _subject_rows,
        "two_sided": _two_sided,
        "economic_groups": _economic,
        "three_public": _three_public,
        "labelled_rows": _labelled,
    }
    rows = layouts[statement.layout](statement, cells, style, standard)
    return [*head, *(style.row(row) for row in rows), "", "注：本表为示例。", ""]


def _shown(value: str | None, style: Style) -> str:
    if value is None:
        return ""
    return f"{Decimal(value):,}" if style.thousands else value


def _subject_rows(
    statement: StatementForm, cells: Cells, style: Style, standard: Standard
) -> list[list[str]]:
    columns = statement.sides[0].columns
    heads = [column.title.split("/") for column in columns]
    deep = any(len(head) > 1 for head in heads)
    rows = [["项目", "", *_grouped(heads)]]
    if deep:
        rows.append(["科目编码", "科目名称", *(head[1] if len(head) > 1 else "" for head in heads)])
    else:
        rows.append(["科目编码", "科目名称", *("" for _ in heads)])
    if style.line_numbers:
        rows.append(["栏次", "", *(str(number) for number in range(1, len(columns) + 1))])
    codes = list(dict.fromkeys(code for _, code, _ in cells))
    for code in codes:
        subject = standard.subjects.functional.get(code)
        label = subject.name if subject else f"示例科目{code}"
        first = ["合计", ""] if code == "total" else [code, label]
        rows.append([*first, *(_shown(cells.get((None, code, column.id)), style) for column in columns)])
    return rows


def _grouped(heads: Sequence[Sequence[str]]) -> list[str]:
    """Top header cells; the lost merged cells of a group are blank after its first."""
    shown: list[str] = []
    last = None
    for head in heads:
        shown.append("" if head[0] == last else head[0])
        last = head[0]
    return shown


def _two_sided(statement: StatementForm, cells: Cells, style: Style, standard: Standard) -> list[list[str]]:
    income, expenditure = statement.sides
    lines: tuple[list[str], ...] = (["收入", "", *("" for _ in income.columns)], ["支出"])
    top = [*lines[0], *lines[1], "", *("" for _ in expenditure.columns)]
    second = ["项目", "行次", *(c.title for c in income.columns), "项目", "行次"]
    rows = [top, [*second, *(c.title for c in expenditure.columns)]]
    left = [(row.code, row.label) for row in income.rows]
    right = [(item.code, f"{item.name}") for item in standard.subjects.classes]
    right += [(row.code, row.label) for row in expenditure.rows]
    for number in range(max(len(left), len(right))):
        row: list[str] = []
        for entries, side, begin in ((left, income, 1), (right, expenditure, 40)):
            code, label = entries[number] if number < len(entries) else ("", "")
            row += [label, str(begin + number)]
            row += [_shown(cells.get((side.id, code, column.id)), style) for column in side.columns]
        rows.append(row)
    return rows


def _economic(statement: StatementForm, cells: Cells, style: Style, standard: Standard) -> list[list[str]]:
    groups = [list(ECONOMIC[:5]), list(ECONOMIC[5:11]), list(ECONOMIC[11:])]
    rows = [["科目编码", "科目名称", "决算数"] * len(groups)]
    for number in range(max(map(len, groups))):
        row: list[str] = []
        for group in groups:
            if number < len(group):
                subject = standard.subjects.economic.get(group[number])
                name = subject.name if subject else ""
                value = cells.get((None, group[number], "amount"))
                row += [group[number], name, _shown(value, style) or "——"]
            else:
                row += ["", "", ""]
        rows.append(row)
    personnel, public = (_shown(cells.get((None, code, "amount")), style) for code in ("personnel", "public"))
    rows.append(["人员经费合计", "", personnel, "公用经费合计", "", "", "", "", public])
    return rows


def _three_public(
    statement: StatementForm, cells: Cells, style: Style, standard: Standard
) -> list[list[str]]:
    columns = statement.sides[0].columns
    pairs = [(code, column) for column in columns for code in ("budget", "actual")]
    if not style.paired:
        pairs = [(code, column) for code in ("budget", "actual") for column in columns]
    names = {"budget": "预算数", "actual": "决算数"}
    heads = [
        [*column.title.split("/"), names[code]] if style.paired else [names[code], *column.title.split("/")]
        for code, column in pairs
    ]
    depth = max(map(len, heads))
    rows = []
    for level in range(depth):
        row, last = [], None
        for head in heads:
            path = head[: level + 1] if level < len(head) else None
            if style.paired and level == depth - 1:
                row.append(head[-1])
                continue
            if style.paired and level >= len(head) - 1:
                row.append("")
                continue
            row.append("" if path is None or path == last else path[-1])
            last = path
        rows.append(row)
    rows.append([_shown(cells.get((None, code, column.id)), style) for code, column in pairs])
    return rows


def _labelled(statement: StatementForm, cells: Cells, style: Style, standard: Standard) -> list[list[str]]:
    side = statement.sides[0]
    rows = []
    for section in side.sections:
        rows.append([section.label, "", ""])
        rows.append(["项目", "行次", "统计数"])
        for row in side.rows:
            if row.section == section.id:
                value = cells.get((None, row.code, row.column or side.columns[0].id))
                rows.append([row.label, row.line or "", _shown(value, style)])
    return rows
