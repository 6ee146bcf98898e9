"""Packages in other clothes: encodings, Chinese words, Parquet of several types: the same disclosure."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from mingzhang.app.compile import compile_package
from mingzhang.compile.package import SourcePackage, open_package
from mingzhang.facts.codec import decode_disclosure

UNITS = "code,name,department_code,department_name,kind\n001,甲单位,0,某局,administrative\n"
PROJECTS = "code,name,unit\nP1,检查经费,001\n"
INCOME = "date,unit,functional,source,amount\n2024-01-05,001,2240106,general_public_budget,1000000.05\n"
EXPENDITURE = (
    "date,voucher,unit,functional,economic,nature,project,source,amount\n"
    "2024-03-01,V1,001,2240106,30201,project,P1,general_public_budget,600000.05\n"
    "2024-03-02,V2,001,2240106,30101,basic,,general_public_budget,400000.00\n"
)
FILES = {"units": UNITS, "projects": PROJECTS, "income": INCOME, "expenditure": EXPENDITURE}
VALUES = {
    "expenditure/total/total": "100.00",
    "expenditure/2240106/project": "60.00",
    "general_budget_basic/30101/amount": "40.00",
}


def package(folder: Path, files: dict[str, str], encoding: str = "utf-8") -> Path:
    """A package of these CSV texts."""
    directory = folder / "package"
    directory.mkdir(exist_ok=True)
    own = {"fiscal_year": 2024, "standard": "cn/2024", "variant": "shanxi"}
    (directory / "datapackage.json").write_text(json.dumps({"mingzhang": own}), encoding="utf-8")
    for name, text in files.items():
        (directory / f"{name}.csv").write_text(text, encoding=encoding)
    return directory


def values(directory: Path) -> dict[str, str | None]:
    """The cells of VALUES as compiled."""
    output = directory.parent / "out.json"
    assert compile_package(directory, output) == 0
    disclosure = decode_disclosure(output.read_bytes(), "out.json")
    found = {
        f"{statement.id}/{fact.code}/{fact.column}": fact.value
        for statement in disclosure.statements
        for fact in statement.facts
    }
    return {cell: found.get(cell) for cell in VALUES}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
def test_encodings(encoding: str, tmp_path: Path) -> None:
    directory = package(tmp_path, FILES, encoding)
    assert values(directory) == VALUES
    name = decode_disclosure((tmp_path / "out.json").read_bytes(), "out.json").unit.name
    assert name == "甲单位"


def test_line_ends_blank_lines_and_quotes(tmp_path: Path) -> None:
    spent = EXPENDITURE.replace("\n", "\r\n").replace("V1", '"V,""1"""') + ",,,,,,,,\r\n"
    assert values(package(tmp_path, FILES | {"expenditure": spent})) == VALUES


def test_chinese_files_headings_and_values(tmp_path: Path) -> None:
    files = {
        "单位": "单位代码,单位名称,部门代码,部门名称,单位性质\n001,甲单位,0,某局,行政单位\n",
        "项目": "项目代码, 项目名称 ,单位代码,项目类别\nP1,检查经费,001,特定目标类\n",
        "收入明细": "日期,单位代码,功能科目,资金来源,金额（元）\n"
        "2024-01-05,001,2240106,一般公共预算财政拨款,1000000.05\n",
        "支出": "日期,凭证号,单位代码,功能科目,经济科目,支出性质,项目代码,资金来源,金额(元)\n"
        "2024-03-01,V1,001,2240106,30201,项目支出,P1,一般公共预算,600000.05\n"
        "2024-03-02,V2,001,2240106,30101,基本支出,, 一般公共预算财政拨款 ,400000\n",
    }
    assert values(package(tmp_path, files)) == VALUES


def spent_table(amount: pa.Array, dates: pa.Array, heading: str = "amount") -> pa.Table:
    """The two expenditures with amounts and dates of some type."""
    columns = {
        "date": dates,
        "voucher": ["V1", "V2"],
        "unit": pa.array(["001", "001"]).dictionary_encode(),
        "functional": pa.array([2240106, 2240106], pa.int32()),
        "economic": ["30201", "30101"],
        "nature": ["project", "basic"],
        "project": ["P1", None],
        "source": ["general_public_budget"] * 2,
        heading: amount,
    }
    return pa.table(columns)


EXACT = [Decimal("600000.05"), Decimal("400000.00")]
TEXTS = pa.array(["600000.05", "400000"])
DAYS = [date(2024, 3, 1), date(2024, 3, 2)]
AMOUNTS: dict[str, tuple[Callable[[], pa.Array], str]] = {
    "decimal": (lambda: pa.array(EXACT, pa.decimal128(18, 2)), "amount"),
    "wide decimal": (lambda: pa.array(EXACT, pa.decimal128(38, 2)), "amount"),
    "four places": (lambda: pa.array(EXACT, pa.decimal128(20, 4)), "amount"),
    "string": (lambda: TEXTS, "amount"),
    "whole 分": (lambda: pa.array([60000005, 40000000], pa.int64()), "amount_fen"),
}


@pytest.mark.parametrize("kind", AMOUNTS)
@pytest.mark.parametrize("days", [pa.date32(), pa.timestamp("us"), pa.string()], ids=str)
def test_parquet(kind: str, days: pa.DataType, tmp_path: Path) -> None:
    amounts, heading = AMOUNTS[kind]
    dates = pa.array([str(day) for day in DAYS]) if days == pa.string() else pa.array(DAYS).cast(days)
    directory = package(tmp_path, {name: text for name, text in FILES.items() if name != "expenditure"})
    pq.write_table(spent_table(amounts(), dates, heading), directory / "expenditure.parquet")
    assert values(directory) == VALUES


BAD: dict[str, tuple[pa.Array, pa.Array, str, str]] = {
    "double": (
        pa.array([600000.05, 400000.0]),
        pa.array(DAYS),
        "amount",
        "expenditure.parquet:0: amount: DOUBLE:",
    ),
    "fractions of a 分": (
        pa.array([Decimal("600000.0512"), Decimal(400000)], pa.decimal128(20, 4)),
        pa.array(DAYS),
        "amount",
        "expenditure.parquet:1: amount: 600000.0512: must be",
    ),
    "no amount": (
        pa.array([EXACT[0], None], pa.decimal128(18, 2)),
        pa.array(DAYS),
        "amount",
        "expenditure.parquet:2: amount: : must not be blank",
    ),
    "day outside": (
        pa.array(EXACT, pa.decimal128(18, 2)),
        pa.array([DAYS[0], date(2025, 1, 1)]),
        "amount",
        "expenditure.parquet:2: date: 2025-01-01: lies outside",
    ),
    "no day": (
        pa.array(EXACT, pa.decimal128(18, 2)),
        pa.array([DAYS[0], None]),
        "amount",
        "expenditure.parquet:2: date: : must not be blank",
    ),
}


@pytest.mark.parametrize("kind", BAD)
def test_bad_parquet(kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    amounts, dates, heading, expected = BAD[kind]
    directory = package(tmp_path, {name: text for name, text in FILES.items() if name != "expenditure"})
    pq.write_table(spent_table(amounts, dates, heading), directory / "expenditure.parquet")
    assert compile_package(directory, tmp_path / "out.json", language="en") == 2
    assert expected in capsys.readouterr().err


def test_a_file_that_is_no_parquet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    directory = package(tmp_path, {"units": UNITS})
    (directory / "expenditure.parquet").write_bytes(b"nothing of the kind")
    assert compile_package(directory, tmp_path / "out.json", language="en") == 2
    assert "expenditure.parquet:0: -: : no valid Parquet file" in capsys.readouterr().err


def test_neither_encoding(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    directory = package(tmp_path, FILES)
    (directory / "income.csv").write_bytes(INCOME.encode() + b"\xff\xff\xff\n")
    assert compile_package(directory, tmp_path / "out.json", language="en") == 2
    assert "income.csv:0: -: : is neither UTF-8 nor GBK" in capsys.readouterr().err


@pytest.mark.parametrize("ends", [("\r\n", "\n"), ("\n", "\r\n"), ("\r", "\r")])
def test_line_ends_of_two_kinds(ends: tuple[str, str], tmp_path: Path) -> None:
    """A CRLF file that another program wrote on to."""
    directory = package(tmp_path, FILES)
    for name, text in FILES.items():
        *lines, last = text.splitlines()
        mixed = "".join(line + ends[0] for line in lines) + last + ends[1]
        (directory / f"{name}.csv").write_bytes(mixed.encode())
    assert values(directory) == VALUES


def interrupted_query(directory: Path) -> None:
    """A query without an end, interrupted until it gives in."""
    done = threading.Event()

    def interrupt(package: SourcePackage) -> None:
        while not done.wait(0.1):
            package.connection.interrupt()

    with open_package(directory) as opened:
        thread = threading.Thread(target=interrupt, args=[opened])
        thread.start()
        try:
            opened.rows("SELECT sum(hash(range)) FROM range(30000000000)")
        finally:
            done.set()
            thread.join()


def test_an_interruption_during_a_query_is_an_interruption(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        interrupted_query(package(tmp_path, FILES))
