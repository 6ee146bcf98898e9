"""An empty package: valid for Frictionless, documented, with an example that spoils nothing."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import frictionless
import openpyxl
import pytest

from mingzhang.app.compile import compile_package
from mingzhang.app.import_xlsx import import_workbook
from mingzhang.app.new_package import last_year, new_package
from mingzhang.kit.language import Language
from mingzhang.standard.load import Standard


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV."""
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


@pytest.mark.parametrize("headings", ["zh", "en"])
def test_a_valid_frictionless_package(headings: Language, tmp_path: Path, standard: Standard) -> None:
    new_package(tmp_path / "package", year=2025, headings=headings)
    report = frictionless.validate(str(tmp_path / "package" / "datapackage.json"))
    assert report.valid, report.flatten(["type", "message"])
    names = [task.name for task in report.tasks]
    assert names == standard.package.words.order == list(standard.package.tables)


def test_frictionless_judges_filled_rows_like_compile(tmp_path: Path) -> None:
    """The examples are rows as they should be; a wrong value, code or blank is found by its schema."""
    package = tmp_path / "package"
    new_package(package, year=2024)
    for example in (package / "示例").iterdir():
        (package / example.name).write_bytes(example.read_bytes())
    assert frictionless.validate(str(package / "datapackage.json")).valid
    path = package / "支出.csv"
    text = path.read_text(encoding="utf-8-sig")
    for before, after in (
        ("项目支出", "项目"),
        ("2240106", "22401"),
        ("3280.50", "许多"),
        ("2024-03-15", ""),
    ):
        path.write_text(text.replace(before, after), encoding="utf-8-sig")
        assert not frictionless.validate(str(package / "datapackage.json")).valid, after


def test_one_example_a_table_that_compile_does_not_see(
    tmp_path: Path, standard: Standard, capsys: pytest.CaptureFixture[str]
) -> None:
    package = tmp_path / "package"
    new_package(package, year=2030)
    examples = {path.stem: rows(path) for path in (package / "示例").iterdir()}
    assert set(examples) == {table.title.zh for table in standard.package.tables.values()}
    assert {len(found) for found in examples.values()} == {1}
    assert examples["支出"][0]["日期"] == "2030-03-15"
    assert examples["结转结余"][0]["文号"] == "财预〔2029〕18号"
    assert compile_package(package, tmp_path / "out.json", language="en") == 2
    assert capsys.readouterr().err.startswith("单位.csv:0: -: : has no rows yet")


def test_every_example_is_good_by_itself(standard: Standard, tmp_path: Path) -> None:
    """Imported as a workbook, every example passes the checks of its cells."""
    from mingzhang.compile.imports.cells import converted
    from mingzhang.compile.template.naming import example_of

    form = standard.package
    for table in form.tables.values():
        for column in table.columns:
            example = example_of(form, column, 2024, "zh")
            assert (converted(example or None, table, column, form) != "") == bool(example)
            assert not (column.required and not example)


def test_the_dictionary_explains_every_column_in_both_languages(tmp_path: Path, standard: Standard) -> None:
    new_package(tmp_path / "package", year=2024)
    page = (tmp_path / "package" / "数据字典.md").read_text(encoding="utf-8")
    for table in standard.package.tables.values():
        assert f"## {table.title.zh} {table.title.en}" in page
        for column in table.columns:
            assert f"| {column.heading} | {column.name}" in page
            assert column.explanation.zh in page
            assert column.explanation.en in page
    for values in standard.package.values.values():
        assert all(f"| {value.words[0]} | `{value.code}` |" in page for value in values)


@pytest.fixture
def template(tmp_path: Path) -> Any:
    """The workbook of 2024, read back."""
    new_package(tmp_path / "package", year=2024, workbook=tmp_path / "template.xlsx")
    return openpyxl.load_workbook(tmp_path / "template.xlsx")


def test_the_workbook_has_a_sheet_a_table(template: Any, standard: Standard) -> None:
    tables = standard.package.tables
    titles = [table.title.zh for table in tables.values()]
    assert template.sheetnames == ["填写说明", *titles, "取值"]
    for table in tables.values():
        sheet = template[table.title.zh]
        assert [cell.value for cell in sheet[1]] == [column.heading for column in table.columns]
        assert sheet.freeze_panes == "A2"
        assert sheet.max_row == 1
        for cell, column in zip(sheet[1], table.columns, strict=True):
            assert column.explanation.zh in cell.comment.text
            assert cell.comment.text.startswith("必填") == column.required


def test_drop_downs_offer_the_values(template: Any, standard: Standard) -> None:
    values = template["取值"]
    for table in standard.package.tables.values():
        offered = {
            str(rule.sqref).partition(":")[0]: rule.formula1
            for rule in template[table.title.zh].data_validations.dataValidation
            if rule.type == "list"
        }
        for place, column in enumerate(table.columns, 1):
            cell = f"{openpyxl.utils.get_column_letter(place)}2"
            assert (cell in offered) == (column.values is not None)
            if column.values is not None:
                area = values[offered[cell].partition("!")[2].replace("$", "")]
                words = [line[0].value for line in area]
                assert words == [value.words[0] for value in standard.package.values[column.values]]


def test_the_empty_workbook_imports_nothing(
    template: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert import_workbook(tmp_path / "template.xlsx", tmp_path / "other", language="en") == 2
    assert "has no row to import" in capsys.readouterr().err


def test_the_same_bytes_every_time(tmp_path: Path) -> None:
    for name in ("a", "b"):
        new_package(tmp_path / name, year=2024, workbook=tmp_path / f"{name}.xlsx")
    files = [path.relative_to(tmp_path / "a") for path in (tmp_path / "a").rglob("*") if path.is_file()]
    assert all((tmp_path / "a" / path).read_bytes() == (tmp_path / "b" / path).read_bytes() for path in files)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_the_year_is_the_one_before(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1772323200")  # 2026-03-01
    assert last_year() == 2025
