"""Rows as some offices print them: totals without a name, marks of footnotes, brackets for a minus."""

from __future__ import annotations

import pytest
from tests.unit.recognise.tables.reading import only, statements, values

from mingzhang.standard.load import Standard

HEAD = [
    "清河县水务局2024年度部门决算", "", "支出决算表", "金额单位：万元",
    "科目代码\t科目名称\t本年支出合计\t基本支出\t项目支出", "栏次\t\t1\t2\t3",
]  # fmt: skip
ROW = "208\t社会保障和就业支出\t30.00\t10.00\t20.00"


@pytest.mark.parametrize(
    "rows", [["\t\t30.00\t10.00\t20.00", ROW, ROW], [ROW, ROW, "\t\t30.00\t10.00\t20.00"]]
)
def test_a_total_without_a_name_is_read_as_one_and_says_so(rows: list[str], standard: Standard) -> None:
    statement = only([*HEAD, *rows], standard)
    totals = [fact for fact in statement.facts if fact.code == "total"]
    assert [fact.value for fact in totals] == ["30.00", "10.00", "20.00"]
    assert all(fact.confidence < 1 and "合计" in (fact.inferred or "") for fact in totals)


def test_a_row_in_the_middle_without_a_name_is_none(standard: Standard) -> None:
    found = statements([*HEAD, ROW, "\t\t30.00\t10.00\t20.00", ROW], standard)
    assert not [fact for fact in found.statements[0].facts if fact.code == "total"]
    assert found.unread


def test_the_total_may_begin_with_a_blank(standard: Standard) -> None:
    statement = only([*HEAD[:5], "合计\t\t/\t10.00\t20.00", ROW], standard)
    assert values(statement)["total", "basic"] == "10.00"


def test_a_mark_of_a_footnote_is_no_part_of_a_name_or_figure(standard: Standard) -> None:
    statement = only([*HEAD, "208\t社会保障和就业支出②\t30.00①\t10.00\t20.00*"], standard)
    assert statement.labels["208"] == "社会保障和就业支出"
    assert list(values(statement).values()) == ["30.00", "10.00", "20.00"]


def test_accountants_brackets_are_a_minus_and_say_so(standard: Standard) -> None:
    statement = only([*HEAD, "208\t社会保障和就业支出\t30.00\t(1,210.00)\t20.00"], standard)
    (fact,) = (fact for fact in statement.facts if fact.column == "basic")
    assert (fact.value, fact.inferred) == ("-1210.00", "印作“(1,210.00)”，括号读作负数")
    assert fact.confidence < 1
