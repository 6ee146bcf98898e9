"""Records in memory: out as a package and in again, compiled, evaluated, every bad row named."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from tests.unit.app.workbench.records import books

from mingzhang.app.workbench import (
    IdentityIndex,
    InvalidBooks,
    UnreadableInput,
    cell_origin,
    compile_books,
    dictionary_of,
    empty_workbook,
    evaluate_books,
    publication_files,
    read_books,
    read_disclosure,
    scores_owed,
    workbook_to_csv,
    write_books,
)
from mingzhang.cli.main import main
from mingzhang.kit.errors import UsageError


def test_written_books_read_back(tmp_path: Path) -> None:
    write_books(books(), tmp_path)
    again, warnings = read_books(tmp_path)
    assert [problem.row for problem in warnings] == []
    for table, rows in books().tables.items():
        assert [{key: value for key, value in row.items() if value} for row in again.tables[table]] == [
            {key: value for key, value in row.items() if value} for row in rows
        ]


def test_compiled_like_the_command_line(tmp_path: Path) -> None:
    write_books(books(), tmp_path)
    assert main(["compile", str(tmp_path), "-o", str(tmp_path / "out.json")]) == 0
    compiled = compile_books(books())
    assert compiled.disclosure == (tmp_path / "out.json").read_bytes()
    report = json.loads(compiled.reports["zh"])
    assert report["verdict"] == compiled.verdict
    assert compiled.errors == sum(item["severity"] == "error" for item in report["findings"])


def test_every_bad_row_is_named() -> None:
    rows = [dict(row) for row in books().tables["expenditure"]]
    rows[1]["amount"] = "1.234"
    rows[2]["nature"] = "unknown"
    with pytest.raises(InvalidBooks) as raised:
        compile_books(books(expenditure=rows))
    assert {(item.table, item.row, item.column) for item in raised.value.problems} == {
        ("expenditure", 2, "amount"),
        ("expenditure", 3, "nature"),
    }


def test_half_a_score_for_half_the_target() -> None:
    form = evaluate_books(books())[0]
    assert form.indicators[0].score == "45.00"
    assert form.total_score == "55.00"
    assert form.grade == "差"
    assert scores_owed(form, 2024) == [None]


def test_owed_says_why() -> None:
    form = evaluate_books(books(results=[{"project": "P1", "order": "1", "actual": "部分完成"}]))[0]
    assert form.total_score is None
    reason = scores_owed(form, 2024)[0]
    assert reason is not None
    assert "定性" in reason.zh


def test_origin_of_a_figure() -> None:
    disclosure = read_disclosure(compile_books(books()).disclosure)
    origin = cell_origin(books(), IdentityIndex(disclosure), "expenditure/2240106/basic", "zh")
    assert [(row["voucher"], row["amount"]) for row in origin.records] == [
        ("1", "123456.78"),
        ("2", "76543.22"),
    ]
    assert origin.identities
    for identity in origin.identities:
        assert any("2240106" in part.address for part in (*identity.totals, *identity.parts))
        assert not identity.broken
    few = cell_origin(books(), IdentityIndex(disclosure), "expenditure/2240106/basic", "zh", limit=1)
    assert (len(few.records), few.more) == (1, 1)


def test_no_such_cell() -> None:
    disclosure = read_disclosure(compile_books(books()).disclosure)
    with pytest.raises(UsageError):
        cell_origin(books(), IdentityIndex(disclosure), "expenditure/2240106/nonsense", "zh")


@pytest.mark.parametrize(
    ("table", "column", "typed", "stored"),
    [
        ("expenditure", "amount", "1,234.50", "1234.50"),
        ("expenditure", "amount", "（1.00）", None),
        ("expenditure", "amount", "1.005", None),
        ("expenditure", "amount", "", None),
        ("expenditure", "date", "2024年3月5日", "2024-03-05"),
        ("expenditure", "date", "三月五日", None),
        ("expenditure", "nature", "基本支出", "basic"),
        ("expenditure", "nature", "Basic expenditure", "basic"),
        ("expenditure", "nature", "其它", None),
        ("expenditure", "functional", "２２４０１０６", "2240106"),
        ("expenditure", "functional", "22401", None),
        ("expenditure", "economic", "30101", "30101"),
        ("expenditure", "voucher", " 记-1 ", "记-1"),
        ("staff", "count", "12", "12"),
        ("staff", "count", "12.5", None),
        ("indicators", "weight", "7.5", "7.5"),
    ],
)
def test_typed_cells(table: str, column: str, typed: str, stored: str | None) -> None:
    dictionary = dictionary_of(2024)
    value, problem = dictionary.stored(dictionary.tables[table].column(column), typed)
    if stored is None:
        assert problem is not None
        assert value == typed.strip()
    else:
        assert (value, problem) == (stored, None)


def test_words_come_back_as_codes() -> None:
    dictionary = dictionary_of(2024)
    for table in dictionary.tables.values():
        for column in table.columns:
            for language in ("zh", "en"):
                for code, word in dictionary.words(column.values, language) if column.values else ():
                    assert dictionary.stored(column, word) == (code, None), (table.table, word)
                    assert dictionary.shown(column, code, language) == word


def test_sheets_as_csv(tmp_path: Path) -> None:
    (tmp_path / "empty.xlsx").write_bytes(empty_workbook(2024, "shanxi", "zh"))
    book = openpyxl.load_workbook(tmp_path / "empty.xlsx")
    header = [cell.value for cell in book["人员"][1]]
    assert "人数" in "".join(str(value) for value in header)
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "人员"
    sheet.append(["单位代码", "人员类别", "人数"])
    sheet.append([1, "行政人员", 3])
    book.save(tmp_path / "a.xlsx")
    assert workbook_to_csv(tmp_path / "a.xlsx", tmp_path, books(), 10**7) == ["staff"]
    # The unit's code lost its zeros in the spreadsheet; the known units give them back.
    lines = (tmp_path / "staff.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[1] == "001,administrative,3"
    (tmp_path / "b.xlsx").write_bytes(b"PK\x03\x04 nonsense")
    with pytest.raises(UnreadableInput):
        workbook_to_csv(tmp_path / "b.xlsx", tmp_path, books(), 10**7)
    sheet.append(["001", "行政人员", "三个"])
    book.save(tmp_path / "c.xlsx")
    with pytest.raises(InvalidBooks) as raised:
        workbook_to_csv(tmp_path / "c.xlsx", tmp_path, books(), 10**7)
    assert [problem.table for problem in raised.value.problems] == ["人员!C3"]


def test_publication_with_errors_is_refused() -> None:
    compiled = compile_books(books(results=[{"project": "P1", "order": "1", "actual": "5", "score": "99"}]))
    assert compiled.errors
    with pytest.raises(UsageError):
        publication_files(compiled.disclosure)
