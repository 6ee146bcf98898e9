"""Statements of invented units in other layouts are read back fact by fact."""

from __future__ import annotations

from random import Random

import pytest

from mingzhang.readers.registry import read_document
from mingzhang.recognise.disclosure import recognise
from mingzhang.standard.load import Standard
from tests.golden.printed import FUNCTIONAL, FUNDS, Style, facts_for, printed

STYLES = {
    "shanxi": ("shanxi", Style()),
    "shanghai": (
        "shanghai",
        Style(heading="", line_numbers=False, paired=True, unit_line="编制单位：{unit}"),
    ),
    "pipes and yuan": ("shanxi", Style(separator="|", money="元", thousands=True)),
    "shanghai order, thousands": ("shanghai", Style(heading="### ", thousands=True, paired=True)),
}


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("name", STYLES)
def test_every_fact_is_read_back(name: str, seed: int, standard: Standard) -> None:
    variant, style = STYLES[name]
    random = Random(seed)
    unit = "示例市示例局"
    lines = [unit, "", "2024年度部门决算公开", "", "第二部分 2024年度部门决算表", ""]
    expected = {}
    for item in standard.variants[variant].statements:
        form = standard.statements[item.id]
        codes = FUNDS if item.id == "government_managed_funds" else FUNCTIONAL
        cells = facts_for(form, random, codes)
        expected[item.id] = cells
        lines += printed(form, cells, style, unit, standard)
    disclosure = recognise(read_document("\n".join(lines).encode(), "示例.txt"), standard)
    assert disclosure.unit.name == unit
    assert disclosure.fiscal_year == 2024
    assert [item.id for item in disclosure.statements] == list(expected)
    for statement in disclosure.statements:
        got = {(fact.side, fact.code, fact.column): fact.value for fact in statement.facts}
        assert got == expected[statement.id], statement.id
        assert statement.currency_unit == style.money
        assert statement.unit_name == unit
    assert not disclosure.unread, disclosure.unread


def test_a_row_that_slipped_is_put_back_and_says_so(standard: Standard) -> None:
    lines = [
        "示例局2024年度单位决算", "", "支出决算表", "金额单位：万元",
        "项目\t\t本年支出合计\t基本支出\t项目支出\t上缴上级支出\t经营支出\t对附属单位补助支出",
        "科目代码\t科目名称\t\t\t\t\t\t",
        "栏次\t\t1\t2\t3\t4\t5\t6",
        "合计\t\t30.00\t10.00\t20.00\t\t\t",
        "208\t社会保障和就业支出\t\t30.00\t10.00\t20.00\t\t",
    ]  # fmt: skip
    disclosure = recognise(read_document("\n".join(lines).encode(), "x.txt"), standard)
    statement = disclosure.statement("expenditure")
    assert statement is not None
    slipped = {fact.column: fact for fact in statement.facts if fact.code == "208"}
    assert {column: fact.value for column, fact in slipped.items()} == {
        "total": "30.00",
        "basic": "10.00",
        "project": "20.00",
    }
    assert all(fact.confidence < 1 and fact.inferred for fact in slipped.values())


def test_a_cell_that_cannot_be_read_is_a_fact_without_value(standard: Standard) -> None:
    lines = [
        "示例局2024年度单位决算", "", "支出决算表", "单位：元",
        "科目代码\t科目名称\t本年支出合计\t基本支出\t项目支出",
        "208\t社会保障和就业支出\t30.00\t1O.0O\t20.00",
    ]  # fmt: skip
    statement = recognise(read_document("\n".join(lines).encode(), "x.txt"), standard).statement(
        "expenditure"
    )
    assert statement is not None
    damaged = next(fact for fact in statement.facts if fact.column == "basic")
    assert damaged.value is None
    assert damaged.reason
    assert statement.currency_unit == "元"
