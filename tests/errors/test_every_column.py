"""Every column of the data dictionary refuses what is not of its kind, blank where needed, or unknown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from mingzhang.app.compile import compile_package
from mingzhang.app.new_package import new_package
from mingzhang.compile.template.naming import example_of
from mingzhang.compile.template.tables import table_csv
from mingzhang.standard.load import Standard
from mingzhang.standard.package import PackageColumn, PackageForm, PackageTable

BAD = "不对"
REASONS = {
    "value": "must be one of",
    "date": "must be a date",
    "amount": "must be 元 with at most two decimals",
    "number": "must be a number",
    "whole": "must be a whole number",
    "functional": "must be a functional item of 7 digits",
    "economic": "must be an economic section of 5 digits",
}
Row = dict[str, str]


def good_row(form: PackageForm, table: PackageTable) -> Row:
    """The dictionary's example, without what refers to something that no other example is."""
    row = {column.name: example_of(form, column, 2024, "en") for column in table.columns}
    return row | {name: "" for name in ("parent", "contract", "correction_of") if name in row}


def spoilt(table: PackageTable, row: Row) -> Iterator[tuple[PackageColumn, Row, str]]:
    """Rows with one bad cell each, and the value and reason that must be named."""
    for column in table.columns:
        if column.type in REASONS:
            yield column, row | {column.name: BAD}, f"{BAD}: {REASONS[column.type]}"
        elif column.reference is not None and not table.lenient:
            yield column, row | {column.name: BAD}, f"{BAD}: is not in "
        if column.required:
            yield column, row | {column.name: ""}, ": must not be blank"
        if column.in_year:
            yield column, row | {column.name: "2025-01-01"}, "2025-01-01: lies outside the fiscal year 2024"
        if column.type == "amount":
            yield column, row | {column.name: "1.001"}, f"1.001: {REASONS['amount']}"


def test_every_column(tmp_path: Path, standard: Standard, capsys: pytest.CaptureFixture[str]) -> None:
    form = standard.package
    package = tmp_path / "package"
    new_package(package, year=2024, headings="en")
    expected = []
    for table in form.tables.values():
        rows = [good_row(form, table)]
        for column, row, reason in spoilt(table, rows[0]):
            rows.append(row)
            expected.append(f"{table.table}.csv:{len(rows)}: {column.name}: {reason}")
        (package / f"{table.table}.csv").write_bytes(table_csv(form, table, rows, "en"))
    assert compile_package(package, tmp_path / "out.json", language="en") == 2
    lines = capsys.readouterr().err.splitlines()
    missing = [text for text in expected if not any(line.startswith(text) for line in lines)]
    assert missing == []
    assert len(expected) > 180
    wrong = [line for line in lines[:-1] if ":1: " in line]
    assert wrong == [], "a good row was refused"
