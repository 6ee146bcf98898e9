"""The compiled sample beside the published facts: what several tests compare."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from mingzhang.facts.model import Claim, Disclosure
from mingzhang.standard.statements import ORDER

Cell = tuple[str, str | None, str, str]
"""(statement, side, code, column)."""

COLUMNS = {
    "income": {"本年收入合计": "total", "财政拨款收入": "appropriation"},
    "expenditure": {"本年支出合计": "total", "基本支出": "basic", "项目支出": "project"},
    "general_budget_expenditure": {"小计": "total", "基本支出": "basic", "项目支出": "project"},
    "general_budget_basic": {"决算数": "amount"},
    "appropriation_summary": {
        "金额": "amount",
        "合计": "total",
        "一般公共预算财政拨款": "general_public_budget",
    },
    "income_expenditure_summary": {"金额": "amount"},
    "three_public_expenses": {
        f"{kind}/{name}": column
        for kind in ("预算数", "决算数")
        for name, column in {
            "合计": "total",
            "公务用车购置及运行维护费/小计": "vehicles",
            "公务用车购置及运行维护费/公务用车运行维护费": "vehicle_operation",
        }.items()
    },
}
LINES = {
    "人员经费合计": "personnel",
    "公用经费合计": "public",
    "一般公共预算财政拨款收入": "general_public_budget",
    "一般公共预算财政拨款": "general_public_budget",
    "本年收入合计": "current_year_total",
    "本年支出合计": "current_year_total",
    "总计": "total",
    "合计": "total",
    "社会保障和就业支出": "208",
    "卫生健康支出": "210",
    "住房保障支出": "221",
    "粮油物资储备支出": "222",
    "灾害防治及应急管理支出": "224",
}
STATISTICS = {
    "合计": ("procurement_total", "amount"),
    "货物": ("procurement_goods", "amount"),
    "服务": ("procurement_services", "amount"),
    "行政单位": ("operating_expenses_administrative", "amount"),
    "车辆数合计（辆）": ("vehicles_total", "count"),
    "机要通信用车": ("vehicles_confidential_communication", "count"),
    "应急保障用车": ("vehicles_emergency_support", "count"),
    "特种专业技术用车": ("vehicles_special_purpose", "count"),
}
NUMBERED = re.compile(r"^([一二三四五六七八九十]+、|（[一二三四]）|\d+\.\s*)")


def cells_of(disclosure: Disclosure) -> dict[Cell, str | None]:
    """Every printed cell of the ten statements."""
    return {
        (statement.id, fact.side, fact.code, fact.column): fact.value
        for statement in disclosure.statements
        for fact in statement.facts
    }


def keyed_cells(path: Path) -> Iterator[tuple[Cell, str]]:
    """The cells that a careful reader wrote down from the document, by our addresses."""
    tables = json.loads(path.read_text(encoding="utf-8"))["tables"]
    for statement, table in zip(ORDER, tables, strict=True):
        for row in table["rows"]:
            for column, value in row["values"].items():
                if re.fullmatch(r"[\d.,]+", value):
                    code, ours = _address(statement, row, column)
                    yield (statement, row.get("side"), code, ours), value


def _address(statement: str, row: dict[str, str | None], column: str) -> tuple[str, str]:
    name = NUMBERED.sub("", row.get("name") or "").strip()
    if statement == "supplementary_statistics":
        return STATISTICS[name]
    if statement == "three_public_expenses":
        return {"预": "budget", "决": "actual"}[column[0]], COLUMNS[statement][column]
    return row.get("code") or LINES[name], COLUMNS[statement][column]


def value_of(claim: Claim, disclosure: Disclosure, cells: dict[Cell, str | None]) -> str | None:
    """This year's value of the cell or figure that a claim speaks of; a blank cell is 0."""
    about = claim.about
    assert about is not None
    if about.figure is not None:
        return next((fact.value for fact in disclosure.figures if fact.code == about.figure), None)
    return cells.get((about.statement or "", about.side, about.code or "", about.column or ""), "0")
