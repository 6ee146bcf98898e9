"""Titles that are the same, and which of several tables of a statement is read."""

from __future__ import annotations

import pytest

from mingzhang.facts.model import Fact, Statement
from mingzhang.recognise.tables.rivals import alike, without_rivals


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("收入决算表", "收入决算表（续）", True),
        ("2023年度支出决算表", "支出决算表", True),
        ("一般公共预算财政拨款支出决算表", "一般公共预算财政拨数支出决算表", True),
        ("一般公共预算财政拨款支出决算表", "一般公共预算财政拨款支出决算明细表", False),
        ("一般公共预算财政拨款基本支出决算表", "一般公共预算财政拨款项目支出决算表", False),
        ("云岭县水务局", "云岭县水库管理所", False),
        ("云岭县水务局", None, True),
    ],
)
def test_a_slip_is_the_same_and_a_telling_word_is_not(one: str, other: str | None, same: bool) -> None:
    assert alike(one, other) is same


def statement(unit: str, *columns: str) -> Statement:
    facts = [Fact(code="total", column=column, value="1.00") for column in columns]
    return Statement(id="expenditure", title="支出决算表", unit_name=unit, facts=facts)


def test_the_first_units_table_and_the_fuller_one_are_kept() -> None:
    own, short, other = (
        statement("甲局", "total", "basic"),
        statement("甲局", "total"),
        statement("乙所", "total"),
    )
    kept, unread = without_rivals([short, other, own])
    assert kept == [own]
    assert ["乙所" in item.reason for item in unread] == [False, True]
