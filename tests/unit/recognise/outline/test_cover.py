"""The cover: unit, year, scope, kind; where cover and tables disagree both are kept."""

from __future__ import annotations

import pytest

from mingzhang.facts.model import Disclosure
from mingzhang.readers.registry import read_document
from mingzhang.recognise.disclosure import recognise
from mingzhang.standard.load import Standard

TABLE = "科目代码\t科目名称\t本年支出合计\t基本支出\t项目支出\n合计\t\t5.00\t2.00\t3.00\n"


def disclosure(
    standard: Standard, cover: str, label: str = "部门名称：云岭县水务局", year: str = "2024年度"
) -> Disclosure:
    text = f"{cover}\n第二部分 决算表\n支出决算表\n{label}\n{year}\n金额单位：万元\n{TABLE}"
    return recognise(read_document(text.encode(), "x.txt"), standard)


@pytest.mark.parametrize(
    ("cover", "scope"),
    [
        ("云岭县水务局\n2024年度单位决算公开", "unit"),
        ("云岭县水务局2024年度部门决算", "department"),
        ("2024年度云岭县水务局\n部门决算公开", "department"),
        ("云岭县水务局 2024 年度部门决算", "department"),
    ],
)
def test_scope_and_name_from_the_cover(standard: Standard, cover: str, scope: str) -> None:
    found = disclosure(standard, cover)
    assert (found.unit.name, found.unit.scope, found.fiscal_year) == ("云岭县水务局", scope, 2024)


def test_cover_and_tables_that_disagree_are_both_kept(standard: Standard) -> None:
    found = disclosure(standard, "云岭县水务局\n2024年度单位决算公开", "部门名称：云岭县水利局")
    assert found.unit.scope == "unit"
    assert found.title == "云岭县水务局2024年度单位决算公开"
    assert (found.statements[0].unit_label, found.statements[0].unit_name) == ("部门名称", "云岭县水利局")


@pytest.mark.parametrize(("label", "scope"), [("部门名称：甲局", "department"), ("编制单位：甲局", "unit")])
def test_without_a_cover_the_tables_say(standard: Standard, label: str, scope: str) -> None:
    found = disclosure(standard, "", label)
    assert (found.unit.name, found.unit.scope, found.fiscal_year) == ("甲局", scope, 2024)


def test_a_year_without_data_of_its_own_is_said(standard: Standard) -> None:
    found = disclosure(standard, "云岭县水务局2022年度部门决算", year="2022年度")
    assert (found.standard, found.fiscal_year, found.printed_year) == ("cn/2024", 2022, 2022)


def test_what_the_caller_knows_overrules(standard: Standard) -> None:
    text = f"某局2024年度部门决算\n支出决算表\n{TABLE}".encode()
    found = recognise(read_document(text, "x"), standard, year=2023, variant="shanghai", unit="乙局")
    assert (found.fiscal_year, found.variant, found.unit.name) == (2023, "shanghai", "乙局")
