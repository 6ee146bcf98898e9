"""Every bad sheet, row and cell of a workbook is named by its place; nothing is written."""

# ruff: noqa: E501 (one defect a line, however long its message)

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from mingzhang.app.import_xlsx import import_workbook
from mingzhang.app.new_package import new_package
from mingzhang.app.roll_forward import roll_forward
from mingzhang.cli.main import main
from mingzhang.kit.errors import MingzhangError, UnreadableInput, UsageError

SHEETS: dict[str, list[list[Any]]] = {
    "单位": [["单位代码", "单位名称", "单位性质"], ["001", "某局", "行政单位"]],
    "项目": [["项目代码", "项目名称", "单位代码", "项目类别"], ["P1", "检查", "001", "特定目标类"], ["P2", "工资", "001", "人员类"]],
    "支出": [
        ["日期", "单位代码", "功能科目", "经济科目", "支出性质", "项目代码", "资金来源", "金额"],
        ["2024-03-01", "001", "2240106", "30201", "项目支出", "P1", "一般公共预算", 600],
        ["2024-03-02", "001", "2240106", "30101", "基本支出", None, "一般公共预算", 300],
    ],
}  # fmt: skip
Change = Callable[[Any], None]


def at(sheet: str, cell: str, value: Any) -> Change:
    """A change of one cell."""
    return lambda book: book[sheet].__setitem__(cell, value)


def workbook(folder: Path, change: Change | None = None) -> Path:
    """The good workbook, spoilt."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in SHEETS.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    if change is not None:
        change(book)
    path = folder / "book.xlsx"
    book.save(path)
    return path


def second_sheet(book: Any) -> None:
    book.create_sheet("expenditure").append(SHEETS["支出"][0])


ERRORS: list[tuple[str, Change, str]] = [
    ("amount", at("支出", "H2", "六百"), "支出!H2: 金额: 六百: must be an amount"),
    ("three decimals", at("支出", "H2", 1234.565), "支出!H2: 金额: 1234.565: an amount has at most two decimals"),
    ("amount blank", at("支出", "H3", None), "支出!H3: 金额: : must not be blank"),
    ("broken formula", at("支出", "H3", "#REF!"), "支出!H3: 金额: #REF!: "),
    ("date", at("支出", "A2", "三月"), "支出!A2: 日期: 三月: must be a date"),
    ("date outside", at("支出", "A3", "2023-12-31"), "支出!A3: 日期: 2023-12-31: lies outside the fiscal year 2024"),
    ("code too short", at("支出", "C2", 22401), "支出!C2: 功能科目: 22401: must be a subject's code of 7 digits"),
    ("code of no category", at("支出", "D2", "99901"), "支出!D2: 经济科目: 99901: there is no such category"),
    ("value", at("支出", "E2", "项目"), "支出!E2: 支出性质: 项目: must be one of basic, project"),
    ("source", at("支出", "G2", "税"), "支出!G2: 资金来源: 税: must be one of general_public_budget"),
    ("unit unknown", at("支出", "B3", "009"), "支出!B3: 单位代码: 009: is not in 单位.csv"),
    ("project unknown", at("支出", "F2", "P9"), "支出!F2: 项目代码: P9: is not in 项目.csv"),
    ("project missing", at("支出", "F2", None), "支出!F2: 项目代码: : is missing"),
    ("project of personnel", at("支出", "F2", "P2"), "支出!F2: 项目代码: P2: project expenditure needs a project"),
    ("code twice", at("项目", "A3", "P1"), "项目!A3: 项目代码: P1: stands in row 1 already"),
    ("column missing", at("支出", "H1", "数"), "支出!1: -: : the column amount is missing"),
    ("column twice", at("支出", "I1", "支付金额"), "支出!I1: 支付金额: amount: the same column stands twice"),
    ("no headings", lambda book: book["支出"].delete_rows(1), "支出: -: : no headings of the table found"),
    ("sheet twice", second_sheet, "expenditure: -: : is the same table as the sheet “支出”"),
    ("sheet of another name", lambda book: setattr(book["支出"], "title", "Sheet1"), "Sheet1: -: : has the headings of expenditure, adjustments, treasury but another name"),
    ("unit's own code lost its zeros", at("单位", "A2", 1), "支出!B2: 单位代码: 001: is not in 单位.csv"),
    ("nothing to import", lambda book: [book.remove(book[name]) for name in ("项目", "支出")] and book["单位"].delete_rows(2), "has no row to import"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "expected"), [item[1:] for item in ERRORS], ids=[item[0] for item in ERRORS]
)
def test_a_bad_cell_is_named_by_its_place(
    change: Change, expected: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = workbook(tmp_path, change)
    assert import_workbook(path, tmp_path / "package", year=2024, language="en") == 2
    said = capsys.readouterr()
    assert expected in said.err
    assert "nothing written" in said.err
    assert said.out == ""
    assert [entry.name for entry in tmp_path.iterdir()] == ["book.xlsx"]


def test_the_workbook_itself_is_good(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert import_workbook(workbook(tmp_path), tmp_path / "package") == 0
    assert capsys.readouterr().err == ""


def test_every_bad_cell_at_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def spoil(book: Any) -> None:
        for row in range(4, 1504):
            for column, value in enumerate(
                ["2024-13-01", "001", "2240106", "30201", "基本支出", None, "x", 1], 1
            ):
                book["支出"].cell(row, column, value)

    assert import_workbook(workbook(tmp_path, spoil), tmp_path / "package", year=2024, language="en") == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1002
    assert lines[-2] == "2000 more not listed."
    assert lines[-1].startswith("3000 errors in the records, nothing written")


def test_what_is_no_table_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def change(book: Any) -> None:
        book.create_sheet("备忘").append(["随便写写"])
        book["支出"]["J1"] = "备注"

    assert import_workbook(workbook(tmp_path, change), tmp_path / "package", language="en") == 0
    said = capsys.readouterr().err
    assert "warning: 备忘: -: : is no table of the package and was not used" in said
    assert "warning: 支出!J1: 备注: : no column of the data dictionary; not used" in said


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"PK\x03\x04 broken", "no valid xlsx workbook (BadZipFile)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 broken", "remove a password, or save it as xlsx"),
        (b"%PDF-1.7\0\0", "is no workbook"),
        (b"", "is no workbook"),
        (b'a,"b\n', "is no valid CSV"),
    ],
)
def test_unreadable_files(data: bytes, expected: str, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(data)
    with pytest.raises(UnreadableInput) as raised:
        import_workbook(path, tmp_path / "package")
    assert expected in raised.value.message.en
    assert not (tmp_path / "package").exists()


def test_usage(tmp_path: Path) -> None:
    path = workbook(tmp_path)
    (tmp_path / "used").mkdir()
    (tmp_path / "used" / "letter.txt").write_text("x")
    refused: list[tuple[Callable[[], object], str]] = [
        (lambda: import_workbook(tmp_path / "gone.xlsx", tmp_path / "p"), "cannot be opened"),
        (
            lambda: import_workbook(path, tmp_path / "p", variant="atlantis"),
            "no variant “atlantis”; known are",
        ),
        (lambda: import_workbook(path, tmp_path / "p", max_size=10), "is over 0 MB"),
        (lambda: import_workbook(path, tmp_path / "used"), "has no datapackage.json"),
        (lambda: import_workbook(path, tmp_path / "no" / "p"), "cannot be written"),
        (lambda: new_package(tmp_path / "used"), "is there already and no empty folder"),
        (lambda: new_package(path), "is there already and no empty folder"),
        (lambda: new_package(tmp_path / "p", year=1066), "1066 is no fiscal year"),
        (lambda: new_package(tmp_path / "p", variant="atlantis"), "no variant “atlantis”"),
        (lambda: new_package(tmp_path / "no" / "p"), "cannot be written"),
        (lambda: new_package(tmp_path / "p", workbook=tmp_path / "no" / "t.xlsx"), "cannot be written"),
        (lambda: roll_forward(tmp_path / "gone", tmp_path / "p"), "is no folder"),
        (lambda: roll_forward(tmp_path / "gone", tmp_path / "used"), "is there already and no empty folder"),
    ]
    for action, expected in refused:
        with pytest.raises(MingzhangError) as raised:
            action()
        assert expected in raised.value.message.en
        assert sorted(entry.name for entry in tmp_path.iterdir()) == ["book.xlsx", "used"]


def test_a_workbook_without_dates_asks_for_the_year(tmp_path: Path) -> None:
    path = workbook(tmp_path, lambda book: book.remove(book["支出"]))
    with pytest.raises(UsageError, match="请加 --year"):
        import_workbook(path, tmp_path / "package")


def test_a_bad_package_is_not_rolled_forward(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert import_workbook(workbook(tmp_path), tmp_path / "package") == 0
    assert roll_forward(tmp_path / "package", tmp_path / "next", "en") == 2
    assert "unit 001, general_public_budget: opening + adjustment" in capsys.readouterr().err
    assert not (tmp_path / "next").exists()


def test_an_interrupted_import_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ctrl-C at the worst moment: everything is written aside and not yet moved into place."""

    def interrupted(folder: Path, *_: object) -> None:
        assert (folder / "支出.csv").is_file()
        raise KeyboardInterrupt

    monkeypatch.setattr("mingzhang.app.import_xlsx.check_records", interrupted)
    path = workbook(tmp_path)
    assert main(["import-xlsx", str(path), str(tmp_path / "package"), "--lang", "en"]) == 130
    assert capsys.readouterr().err == "Interrupted.\n"
    assert [entry.name for entry in tmp_path.iterdir()] == ["book.xlsx"]
