"""Workbooks as packages: our template filled in, other orders and layouts, what is passed over and said."""

from __future__ import annotations

import csv
import datetime
import io
import shutil
import subprocess
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from mingzhang.app.import_xlsx import import_workbook
from mingzhang.app.new_package import new_package

UNIT = ["020001", "某县某局", "020", "某县某局", "行政单位"]
SPENT = ["日期", "凭证号", "单位代码", "功能科目", "经济科目", "支出性质", "项目代码", "资金来源", "金额"]
Cells = list[list[Any]]


def line(amount: Any, **changed: Any) -> list[Any]:
    """A good row of expenditure with this amount."""
    cells = dict(
        zip(SPENT, ["2024-03-05", "记-1", "020001", "2240106", "30201", "基本支出", None], strict=False)
    )
    return list((cells | {"资金来源": "一般公共预算", "金额": amount} | changed).values())


def workbook(folder: Path, sheets: dict[str, Cells]) -> Path:
    """An xlsx with these sheets."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(folder / "book.xlsx")
    return folder / "book.xlsx"


def books(spent: Cells) -> dict[str, Cells]:
    """The sheets of a unit and of this expenditure (without header)."""
    return {
        "单位": [["单位代码", "单位名称", "部门代码", "部门名称", "单位性质"], UNIT],
        "支出": [SPENT, *spent],
    }


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV."""
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def amounts(directory: Path) -> list[str]:
    return [row["金额"] for row in rows(directory / "支出.csv")]


def test_the_template_filled_in_becomes_the_package(tmp_path: Path) -> None:
    new_package(tmp_path / "blank", year=2025, variant="shanghai", workbook=tmp_path / "template.xlsx")
    book = openpyxl.load_workbook(tmp_path / "template.xlsx")
    book["单位"].append(UNIT)
    book["支出"].append(line(1234.5, 日期=datetime.date(2025, 3, 5)))
    book["三公经费统计"].append(["020001", "国内公务接待批次", 12, "调研"])
    book.save(tmp_path / "filled.xlsx")
    assert import_workbook(tmp_path / "filled.xlsx", tmp_path / "package") == 0
    assert rows(tmp_path / "package/支出.csv")[0]["日期"] == "2025-03-05"
    assert amounts(tmp_path / "package") == ["1234.50"]
    assert rows(tmp_path / "package/三公经费统计.csv")[0]["数值"] == "12"
    descriptor = (tmp_path / "package/datapackage.json").read_text(encoding="utf-8")
    assert '"fiscal_year": 2025' in descriptor
    assert '"variant": "shanghai"' in descriptor


def test_english_sheets_and_headings_give_an_english_package(tmp_path: Path) -> None:
    spent = ["amount", "source", "nature", "economic", "functional", "unit", "date"]
    sheets = {
        "units": [["kind", "code", "name"], ["administrative", "001", "A"]],
        "Expenditure": [spent, [5, "general_public_budget", "basic", 30201, 2240106, "001", "2024-01-31"]],
    }
    assert import_workbook(workbook(tmp_path, sheets), tmp_path / "package", headings="en") == 0
    assert rows(tmp_path / "package/expenditure.csv")[0]["nature"] == "basic"
    assert rows(tmp_path / "package/units.csv") == [
        {"code": "001", "name": "A", "department_code": "", "department_name": "", "kind": "administrative"}
    ]


def test_titles_above_blank_rows_and_totals(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sheets = books([line("1,000.00"), [None] * 9, line("2.50"), ["合计", *[None] * 7, "1,002.50"]])
    sheets["支出"][:0] = [["2024年支出明细表"], [None, None, None, None, None, None, None, "单位：元"]]
    path = workbook(tmp_path, sheets)
    book = openpyxl.load_workbook(path)
    book["支出"].merge_cells("A1:I1")
    book.save(path)
    assert import_workbook(path, tmp_path / "package", language="en") == 0
    assert amounts(tmp_path / "package") == ["1000.00", "2.50"]
    assert "支出: -: : rows of totals were not imported: rows 7, 1 in all" in capsys.readouterr().err


@pytest.mark.parametrize("place", ["title", "heading"])
def test_ten_thousand_yuan_as_the_sheet_says(place: str, tmp_path: Path) -> None:
    sheets = books([line(80.33), line(0.1 + 0.2)])
    if place == "title":
        sheets["支出"].insert(0, ["金额单位：万元"])
    else:
        sheets["支出"][0] = [*SPENT[:-1], "金额（万元）"]
    assert import_workbook(workbook(tmp_path, sheets), tmp_path / "package") == 0
    assert amounts(tmp_path / "package") == ["803300.00", "3000.00"]


def test_counts_are_no_money(tmp_path: Path) -> None:
    sheets = books([line(1)]) | {
        "三公经费统计": [
            ["单位代码", "统计项目", "数值（万元）"],
            ["020001", "国内公务接待批次", 12],
            ["020001", "国内接待费", 1.5],
        ]
    }
    assert import_workbook(workbook(tmp_path, sheets), tmp_path / "package") == 0
    assert [row["数值"] for row in rows(tmp_path / "package/三公经费统计.csv")] == ["12", "15000.00"]


def test_lost_zeros_and_hidden_rows_are_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = workbook(tmp_path, books([line(1, 单位代码=20001), line(2)]))
    book = openpyxl.load_workbook(path)
    book["支出"].row_dimensions[3].hidden = True
    book.save(path)
    assert import_workbook(path, tmp_path / "package", language="en") == 0
    assert [row["单位代码"] for row in rows(tmp_path / "package/支出.csv")] == ["020001", "020001"]
    said = capsys.readouterr().err
    assert "支出!C2: 单位代码: 20001: zeros in front restored: 20001 → 020001 (1 rows)" in said
    assert "支出: -: : hidden rows were imported as well: rows 3, 1 in all" in said


def test_merged_cells_share_their_value_but_not_their_amount(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = workbook(tmp_path, books([line(1), line(2, 单位代码=None, 日期=None), line(3)]))
    book = openpyxl.load_workbook(path)
    book["支出"].merge_cells("A2:A3")
    book["支出"].merge_cells("C2:C3")
    book.save(path)
    assert import_workbook(path, tmp_path / "package") == 0
    assert [row["单位代码"] for row in rows(tmp_path / "package/支出.csv")] == ["020001"] * 3
    book["支出"].merge_cells("I3:I4")
    book.save(path)
    assert import_workbook(path, tmp_path / "other", language="en") == 2
    assert "支出!I4: 金额: : must not be blank" in capsys.readouterr().err


def test_into_a_package_that_is_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from mingzhang.kit.errors import UsageError

    package = tmp_path / "package"
    new_package(package, year=2024)
    path = workbook(tmp_path, books([line(1)]))
    assert import_workbook(path, package) == 0
    (tmp_path / "second").mkdir()
    second = workbook(tmp_path / "second", {"支出": [SPENT, line(2, 单位代码=20001)]})
    before = (package / "支出.csv").read_bytes()
    with pytest.raises(UsageError, match="已有这些表的数据：支出"):
        import_workbook(second, package)
    assert (package / "支出.csv").read_bytes() == before
    assert import_workbook(second, package, existing="add") == 0
    assert amounts(package) == ["1.00", "2.00"]
    assert import_workbook(second, package, existing="replace") == 0
    assert amounts(package) == ["2.00"]
    with pytest.raises(UsageError, match="是 2024 的数据包，不是 2025 的"):
        import_workbook(second, package, year=2025, existing="add")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["book.xlsx", "package", "second"]


def test_csv_in_gbk(tmp_path: Path) -> None:
    path = tmp_path / "单位.csv"
    path.write_bytes("单位代码,单位名称,单位性质\n020001,某县某局,行政单位\n".encode("gbk"))
    assert import_workbook(path, tmp_path / "package", year=2024) == 0
    assert rows(tmp_path / "package/单位.csv")[0]["单位代码"] == "020001"


def test_formulas_give_their_stored_results(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import xlsxwriter

    path = tmp_path / "formulas.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        for name, lines in books([line(0)]).items():
            sheet = book.add_worksheet(name)
            for place, cells in enumerate(lines):
                sheet.write_row(place, 0, cells)
        sheet.write_formula("I2", "=0.1+0.2", None, 0.1 + 0.2)
    assert import_workbook(path, tmp_path / "package") == 0
    assert amounts(tmp_path / "package") == ["0.30"]
    assert import_workbook(workbook(tmp_path, books([line("=1+1")])), tmp_path / "other", language="en") == 2
    assert "支出!I2: 金额: =1+1: a formula without its result" in capsys.readouterr().err


def test_xls_as_an_office_suite_saves_it(tmp_path: Path) -> None:
    """The template through LibreOffice into the format of Excel 97: dates, formats of zeros, hidden rows."""
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("soffice is not installed")
    new_package(tmp_path / "blank", year=2024, workbook=tmp_path / "book.xlsx")
    book = openpyxl.load_workbook(tmp_path / "book.xlsx")
    book["单位"].append(UNIT)
    book["支出"].append(line(0.1 + 0.2, 日期=datetime.date(2024, 3, 5)))
    book["支出"].append(line("1,234.50", 单位代码=20001))
    book["支出"]["C3"].number_format = "000000"
    book["支出"].merge_cells("E2:E3")
    book.save(tmp_path / "book.xlsx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [soffice, profile, "--headless", "--convert-to", "xls", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(tmp_path / "book.xlsx")], check=True, capture_output=True, timeout=180)
    assert import_workbook(tmp_path / "book.xls", tmp_path / "package") == 0
    found = rows(tmp_path / "package/支出.csv")
    assert [row["日期"] for row in found] == ["2024-03-05", "2024-03-05"]
    assert [row["单位代码"] for row in found] == ["020001", "020001"]
    assert [row["经济科目"] for row in found] == ["30201", "30201"]
    assert [row["金额"] for row in found] == ["0.30", "1234.50"]
