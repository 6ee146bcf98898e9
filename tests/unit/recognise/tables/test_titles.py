"""Titles: by their words, with slips of OCR, never by number; prose names no table."""

from __future__ import annotations

import pytest

from mingzhang.recognise.tables.titles import Titles, titles_of
from mingzhang.standard.load import Standard


@pytest.fixture(scope="module")
def titles(standard: Standard) -> Titles:
    return titles_of(standard)


@pytest.mark.parametrize(
    ("line", "statement"),
    [
        ("收入支出决算总表", "income_expenditure_summary"),
        ("支出決算表", "expenditure"),
        ("三、支 出 决 算 表", "expenditure"),
        ("公开09表 收入决算表", "income"),
        ("云岭县水务局2024年度财政拨款收入支出决算总表", "appropriation_summary"),
        ("云岭县水务局支出决算表", "expenditure"),
        ("财政拨款收支决算总表", "appropriation_summary"),
        ("一般公共预算财政拨款基本支出决算表", "general_budget_basic"),
        ("一般公共预算财政拨款支出决算表（公开05表）", "general_budget_expenditure"),
        ("政府性基金予算财政拨款收入支出决算表", "government_managed_funds"),
        ("国有资本经营预算财政拨款收入支出决算表", "state_capital_operations"),
        ('财政拨款"三公"经费支出决算表', "three_public_expenses"),
        ("財政撥款“三公”經費支出決算表", "three_public_expenses"),
        ("单位决算公开相关信息统计表", "supplementary_statistics"),
        ("收入决算表（单位：万元）", "income"),
        ("支出决算表 金额单位：元", "expenditure"),
        ("附件1-3 支出决算表", "expenditure"),
        ("附表二：收入决算表", "income"),
        ("支出决算表（续表）", "expenditure"),
        ("续支出决算表", "expenditure"),
    ],
)
def test_titles_as_printed(titles: Titles, line: str, statement: str) -> None:
    assert titles.statement(line) == statement


@pytest.mark.parametrize(
    "line",
    [
        "公开03表",
        "表",
        "一、收入决算情况说明",
        "详见收入决算表",
        "项目支出绩效自评表",
        "注：本表反映部门本年度各项支出情况。",
        "收支预算表",
        "",
    ],
)
def test_what_is_no_title(titles: Titles, line: str) -> None:
    assert titles.statement(line) is None
