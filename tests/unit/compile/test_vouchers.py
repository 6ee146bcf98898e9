"""Repeated vouchers among few and among many rows are found alike."""

from __future__ import annotations

from pathlib import Path
from random import Random

import duckdb
import pytest

from mingzhang.compile import vouchers
from mingzhang.compile.relations import TableFile
from mingzhang.compile.vouchers import repeated_marks
from mingzhang.standard.load import Standard


def found(standard: Standard, rows: list[tuple[str, str | None, str]]) -> tuple[bool, set[tuple[str, ...]]]:
    """Whether vouchers have lines, and what the repeated marks stand for."""
    table = standard.package.tables["expenditure"]
    entry = TableFile(
        table, "expenditure.csv", True, kinds=dict.fromkeys(("unit", "voucher", "amount"), "VARCHAR")
    )
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE raw_expenditure (unit VARCHAR, voucher VARCHAR, amount VARCHAR)")
        connection.executemany("INSERT INTO raw_expenditure VALUES (?, ?, ?)", rows)
        marks = repeated_marks(connection, entry)
        assert marks is not None
        listed = ", ".join(map(str, marks.repeated)) or "NULL"
        columns = ", ".join(marks.columns)
        query = f"SELECT DISTINCT {columns} FROM raw_expenditure WHERE {marks.mark} IN ({listed})"
        return marks.lines, set(connection.execute(query).fetchall())


@pytest.fixture(params=["few", "many", "in parts"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Grouping in SQL, sorting in memory, and sorting part by part."""
    if request.param != "few":
        monkeypatch.setattr(vouchers, "_FEW", 0)
    if request.param == "in parts":
        monkeypatch.setattr(vouchers, "_AT_ONCE", 7)
        monkeypatch.setattr(vouchers, "_BATCH", 2)
    return str(request.param)


def test_a_number_that_repeats_where_vouchers_stand_once(way: str, standard: Standard) -> None:
    rows = [("1", f"V{number}", "1.00") for number in range(40)]
    rows += [
        ("2", "V7", "1.00"),
        ("1", "V7", "2.00"),
        ("1", None, "1.00"),
        ("1", None, "1.00"),
        ("1", "", "1"),
    ]
    assert found(standard, rows) == (False, {("1", "V7")})


def test_a_line_that_repeats_where_vouchers_have_lines(way: str, standard: Standard) -> None:
    rows = [("1", f"V{number // 3}", f"{number}.00") for number in range(60)]
    rows.append(("1", "V5", "16.00"))
    assert found(standard, rows) == (True, {("1", "V5", "16.00")})


def test_nothing_repeats(way: str, standard: Standard) -> None:
    assert found(standard, [("1", f"V{number}", "1.00") for number in range(30)]) == (False, set())


def test_many_repeat(way: str, standard: Standard) -> None:
    random = Random(5)
    numbers = [random.randrange(60) for _ in range(90)]
    rows = [("1", f"V{number}", "1.00") for number in numbers]
    _, repeated = found(standard, rows)
    assert {row[1] for row in repeated} == {f"V{item}" for item in numbers if numbers.count(item) > 1}


def test_no_vouchers_at_all(standard: Standard, tmp_path: Path) -> None:
    entry = TableFile(standard.package.tables["expenditure"], "expenditure.csv", True)
    with duckdb.connect() as connection:
        assert repeated_marks(connection, entry) is None


def test_a_file_too_large_to_search_unasked_says_so(
    standard: Standard, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vouchers, "SEARCHED", 2)
    table = standard.package.tables["expenditure"]
    entry = TableFile(table, "expenditure.csv", True, kinds={"unit": "VARCHAR", "voucher": "VARCHAR"})
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE raw_expenditure AS SELECT '1' AS unit, 'V' AS voucher FROM range(3)")
        unasked, asked = (repeated_marks(connection, entry, thorough) for thorough in (False, True))
    assert unasked is not None
    assert asked is not None
    assert (unasked.unsearched, len(unasked.repeated)) == (3, 0)
    assert (asked.unsearched, len(asked.repeated)) == (0, 1)
