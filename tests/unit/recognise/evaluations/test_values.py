"""Printed targets and results, taken apart."""

from __future__ import annotations

import pytest

from mingzhang.recognise.evaluations.values import ValueReader
from mingzhang.standard.load import load_standard

READER = ValueReader(load_standard().form_labels)


@pytest.mark.parametrize(
    ("printed", "operator", "number", "unit"),
    [
        ("≥60人", "≥", "60", "人"),
        ("≥人", "≥", None, "人"),
        (">=60 人", "≥", "60", "人"),
        ("≤1,200.50万元", "≤", "1200.50", "万元"),
        ("—100%", "=", "100", "%"),
        ("－7项", "=", "7", "项"),
        ("==1套", "=", "1", "套"),
        ("≈1941.5平方米", "=", "1941.5", "平方米"),
        ("→16人", "=", "16", "人"),
        ("＝%", "=", None, "%"),
        ("—45元/人/月", "=", "45", "元/人/月"),
        ("≥1每月", "≥", "1", "每月"),
        ("100%", None, "100", "%"),
        ("一万元", "=", None, "万元"),
        ("60", None, "60", None),
        ("-5%", None, "-5", "%"),
        ("≤-5%", "≤", "-5", "%"),
        ("＞3次", ">", "3", "次"),
        ("<3次", "<", "3", "次"),
        ("不少于3次", "≥", "3", "次"),
    ],
)
def test_quantities(printed: str, operator: str | None, number: str | None, unit: str | None) -> None:
    value = READER.read(printed)
    assert value.quantitative
    assert (value.operator, value.number, value.unit) == (operator, number, unit)
    assert value.kept == number


@pytest.mark.parametrize(
    "printed", ["2024年底", "12月", "2023年7月", "全年", "50至100元", "≤春前", "一次", "达成预期指标"]
)
def test_texts(printed: str) -> None:
    value = READER.read(printed)
    assert not value.quantitative
    assert value.kept == printed
