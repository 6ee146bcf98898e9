"""Cells of workbooks in the package's one form: exact amounts, dates, codes, values."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest

from mingzhang.compile.imports.cells import BadCell, converted
from mingzhang.compile.imports.grids import Fault, Merged, Number, Value, zeros_of
from mingzhang.kit.language import Text
from mingzhang.standard.load import Standard


def number(text: str, zeros: int = 0, percent: bool = False) -> Number:
    """A number as a workbook stores it."""
    return Number(Decimal(text), zeros, percent)


def read(
    standard: Standard, column: str, value: Value, unit: str = "元", date_format: str | None = None
) -> str:
    """The cell in the column `table.column`."""
    name, _, field = column.partition(".")
    table = standard.package.tables[name]
    return converted(value, table, table.column(field), standard.package, unit, date_format)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("value", "unit", "expected"),
    [
        (number(repr(0.1 + 0.2)), "元", "0.30"),
        (number(repr(1e16 / 1e4)), "元", "1000000000000.00"),
        (number(repr(123456789.13 - 1e-8)), "元", "123456789.13"),
        (number("-3280.5"), "元", "-3280.50"),
        (number("80.33"), "万元", "803300.00"),
        (number(repr(0.1 + 0.2)), "万元", "3000.00"),
        (number("12345"), "分", "123.45"),
        ("1,234.50", "元", "1234.50"),
        ("１，２３４．５０", "元", "1234.50"),
        ("¥1,234.5", "元", "1234.50"),
        ("-¥8.00", "元", "-8.00"),
        ("1234元", "元", "1234.00"),
        (" 80.33 ", "万元", "803300.00"),
        (None, "元", ""),
        (Merged(number("5")), "元", ""),
    ],
)
def test_amounts_are_exact(standard: Standard, value: Value, unit: str, expected: str) -> None:
    assert read(standard, "expenditure.amount", value, unit) == expected


@pytest.mark.parametrize(
    ("value", "unit", "reason"),
    [
        (number("1234.565"), "元", "at most two decimals"),
        (number("0.0000123"), "万元", "at most two decimals"),
        ("1.234", "元", "at most two decimals"),
        ("(5.00)", "元", "must be an amount"),
        ("约5元左右", "元", "must be an amount"),
        ("1,23.00", "元", "must be an amount"),
        (datetime.date(2024, 1, 2), "元", "must be an amount"),
        (Fault("#REF!", Text("公式出错", "the formula failed")), "元", "the formula failed"),
    ],
)
def test_what_is_no_amount_is_named(standard: Standard, value: Value, unit: str, reason: str) -> None:
    with pytest.raises(BadCell, match=reason):
        read(standard, "expenditure.amount", value, unit)


@pytest.mark.parametrize(
    "value",
    [
        datetime.date(2024, 3, 5),
        "2024-03-05",
        "2024/3/5",
        "2024.3.5",
        "2024年3月5日",
        "２０２４－０３－０５",
        "20240305",
        "2024-03-05 10:22:33",
        number("20240305"),
        number("45356"),
    ],
)
def test_dates(standard: Standard, value: Value) -> None:
    assert read(standard, "expenditure.date", value) == "2024-03-05"


def test_a_date_of_another_form(standard: Standard) -> None:
    assert read(standard, "expenditure.date", "05/03/24", date_format="%d/%m/%y") == "2024-03-05"
    for value in ("2024-02-30", "三月", number("5")):
        with pytest.raises(BadCell, match="must be a date"):
            read(standard, "expenditure.date", value)


@pytest.mark.parametrize(
    ("column", "value", "expected"),
    [
        ("expenditure.functional", number("2240106"), "2240106"),
        ("expenditure.functional", "2240106.0", "2240106"),
        ("expenditure.functional", "2240106 安全监管", "2240106"),
        ("expenditure.functional", "[2240106]安全监管", "2240106"),
        ("expenditure.economic", "30201-办公费", "30201"),
        ("expenditure.economic", "３０２０１", "30201"),
        ("expenditure.unit", number("20001", zeros=6), "020001"),
        ("expenditure.unit", "20001.0", "20001"),
        ("expenditure.nature", "项目 支出", "project"),
        ("expenditure.nature", "Project expenditure", "project"),
        ("expenditure.source", Merged("一般公共预算"), "general_public_budget"),
        ("staff.count", number("14.0"), "14"),
        ("staff.count", "１４", "14"),
        ("indicators.weight", number("7.5"), "7.5"),
        ("results.actual", number("0.953", percent=True), "95.3%"),
        ("results.actual", number("60.0"), "60"),
        ("expenditure.voucher", number("315"), "315"),
    ],
)
def test_codes_values_and_numbers(standard: Standard, column: str, value: Value, expected: str) -> None:
    assert read(standard, column, value) == expected


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("expenditure.functional", "22401"),
        ("expenditure.functional", "2240106.5"),
        ("expenditure.functional", "安全监管"),
        ("expenditure.nature", "项目"),
        ("staff.count", "14.5"),
        ("indicators.weight", "很多"),
    ],
)
def test_what_fits_no_column_is_refused(standard: Standard, column: str, value: Value) -> None:
    with pytest.raises(BadCell):
        read(standard, column, value)


def test_only_a_format_of_zeros_fills_up() -> None:
    assert [zeros_of(text) for text in ("000000", "0", "0.00", "General", "")] == [6, 0, 0, 0, 0]
