"""The unit of money: title line, caption, header or note; whole or broken over lines."""

from __future__ import annotations

import pytest
from tests.unit.recognise.tables.reading import only, statements

from mingzhang.standard.load import Standard

TABLE = ["科目代码\t科目名称\t本年支出合计\t基本支出\t项目支出", "合计\t\t5.00\t2.00\t3.00"]


@pytest.mark.parametrize(
    ("caption", "money"),
    [
        (["金额单位：万元"], "万元"),
        (["单位:元"], "元"),
        (["金额单位：人民币元"], "元"),
        (["计量单位：千元"], "千元"),
        (["金额单位：亿元"], "亿元"),
        (["金额单位：万  ", "元"], "万元"),
        (["金额单位：", "万元"], "万元"),
        (["部门名称：甲局2024年度单位：元"], "元"),
        (["公开03表", "部门名称：甲局　　2024年度　　金额单位：元"], "元"),
    ],
)
def test_above_the_table(standard: Standard, caption: list[str], money: str) -> None:
    statement = only(["支出决算表", *caption, *TABLE], standard)
    assert statement.currency_unit == money
    assert not any(fact.inferred for fact in statement.facts)


def test_the_name_of_the_unit_is_no_unit_of_money(standard: Standard) -> None:
    statement = only(["支出决算表", "单位：云岭县水务局", "单位：元", *TABLE], standard)
    assert (statement.unit_name, statement.unit_label, statement.currency_unit) == (
        "云岭县水务局",
        "单位",
        "元",
    )


def test_not_printed_it_is_taken_from_the_others_and_says_so(standard: Standard) -> None:
    printed = [
        "收入决算表",
        "单位：元",
        "科目代码\t科目名称\t本年收入合计\t财政拨款收入",
        "合计\t\t5.00\t5.00",
    ]
    found = statements([*printed, "支出决算表", *TABLE], standard).statements
    assert [item.currency_unit for item in found] == ["元", "元"]
    assert all(fact.inferred is None for fact in found[0].facts)
    assert all(fact.inferred and fact.confidence < 1 for fact in found[1].facts)
