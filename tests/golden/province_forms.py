"""How the Ministry and provinces lay out the statements: titles, order, headers, codes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Form:
    """How a province prints: titles in its order, and the shapes of headers and rows."""

    titles: Mapping[str, str]
    unit_line: str = "部门：{unit}"
    money: str = "万元"
    money_line: str = "金额单位：{money}"
    numbers: bool = True
    """Printed form numbers 公开NN表."""
    number_row: bool = True
    lines: bool = True
    codes: Literal["one", "levels", "filled levels"] = "one"
    """A code in one cell, merged over 类 款 项, or in parts 208 | 05 | 01."""
    blank: str = ""
    thousands: bool = True
    education: bool = False
    """事业收入 with 小计 and 其中：教育收费."""
    basic: Literal["three groups", "two groups", "list", "levels"] = "three groups"
    three_public: Literal["halves", "pairs", "items", "rows"] = "halves"
    general: Literal["three", "balances"] = "three"
    """The general budget with its three columns, or with opening, income and closing around them."""
    total_title: str = "小计"
    extra: tuple[str, ...] = ()
    """Further columns of the three-public statement: 会议费, 培训费."""
    state_capital: tuple[str, ...] = ("total", "basic", "project")
    details: bool = False
    """Whether the accounts by function and economic subject, and the project expenditure, are printed too."""
    last_year: bool = False
    """Whether the three-public statement prints last year's figures beside this year's."""
    note: str = "注：本表反映本年度收支情况。"


_MINISTRY = {
    "income_expenditure_summary": "收入支出决算总表",
    "income": "收入决算表",
    "expenditure": "支出决算表",
    "appropriation_summary": "财政拨款收入支出决算总表",
    "general_budget_expenditure": "一般公共预算财政拨款支出决算表",
    "general_budget_basic": "一般公共预算财政拨款基本支出决算表",
    "three_public_expenses": "财政拨款“三公”经费支出决算表",
    "government_managed_funds": "政府性基金预算财政拨款收入支出决算表",
    "state_capital_operations": "国有资本经营预算财政拨款支出决算表",
}


def _ordered(**changed: str) -> dict[str, str]:
    """The Ministry's titles; those named go to the end in the order given, under the title given."""
    kept = {name: title for name, title in _MINISTRY.items() if name not in changed}
    return {**kept, **changed}


FORMS: dict[str, Form] = {
    "ministry": Form(_MINISTRY, codes="levels", education=True),
    "guangdong": Form(
        _ordered(
            three_public_expenses="一般公共预算财政拨款“三公”经费支出决算表",
            government_managed_funds="政府性基金预算财政拨款收入支出决算表",
            state_capital_operations="国有资本经营预算财政拨款支出决算表",
        ),
        unit_line="编制单位：{unit}",
        blank="0.00",
        thousands=False,
    ),
    "beijing": Form(
        _ordered(
            government_managed_funds="政府性基金预算财政拨款收入支出决算表",
            state_capital_operations="国有资本经营预算财政拨款收入支出决算表",
            three_public_expenses="财政拨款“三公”经费支出决算表",
        ),
        unit_line="部门名称：{unit}",
        money="元",
        basic="list",
        three_public="rows",
        lines=False,
        number_row=False,
        total_title="合计",
        state_capital=("opening_balance", "income", "total", "basic", "project", "closing_balance"),
    ),
    "zhejiang": Form(
        _ordered(
            government_managed_funds="政府性基金预算财政拨款收入支出决算表",
            state_capital_operations="国有资本经营预算财政拨款支出决算表",
            three_public_expenses="财政拨款“三公”经费支出决算表",
        ),
        unit_line="单位：{unit}",
        education=True,
        three_public="pairs",
        codes="levels",
        blank="0.00",
        total_title="合计",
    ),
    "sichuan": Form(
        _ordered(
            government_managed_funds="政府性基金预算财政拨款收入支出决算表",
            state_capital_operations="国有资本经营预算财政拨款支出决算表",
            three_public_expenses="财政拨款“三公”经费支出决算表",
        ),
        unit_line="编制单位：{unit}",
        codes="filled levels",
        basic="two groups",
        details=True,
    ),
    "jiangsu": Form(
        _ordered(
            three_public_expenses="一般公共预算“三公”经费、会议费和培训费支出决算表",
            government_managed_funds="政府性基金预算财政拨款支出决算表",
            state_capital_operations="国有资本经营预算支出决算表",
        ),
        unit_line="部门：{unit}",
        three_public="items",
        extra=("会议费", "培训费"),
        lines=False,
        number_row=False,
        basic="levels",
        last_year=True,
    ),
    "until 2020": Form(
        _ordered(
            general_budget_expenditure="一般公共预算财政拨款收入支出决算表",
            general_budget_basic="一般公共预算财政拨款基本支出决算表",
            government_managed_funds="政府性基金预算财政拨款收入支出决算表",
            three_public_expenses="一般公共预算财政拨款“三公”经费支出决算表",
            state_capital_operations="国有资本经营预算财政拨款支出决算表",
        ),
        general="balances",
        codes="levels",
        blank="0.00",
    ),
}
