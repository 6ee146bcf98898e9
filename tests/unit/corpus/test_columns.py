"""Disclosures as rows of the lake, and back."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from mingzhang.corpus.amounts import amount_columns, amount_texts, fen_column
from mingzhang.corpus.batches import batch_of
from mingzhang.corpus.columns import Origin, Recorded, tables_of, unpacked
from mingzhang.corpus.tables import COLUMNS, SCHEMAS
from mingzhang.facts.batch import Batch
from mingzhang.facts.codec import decode_disclosure
from mingzhang.facts.model import Disclosure, Fact, Statement

HASHES = ("b" * 64, "a" * 64)


def table(unit: str, column: str, *values: str | None) -> pa.Table:
    facts = [Fact(code=str(200 + at), column=column, value=value) for at, value in enumerate(values)]
    return amount_columns([("d", Statement(id="expenditure", currency_unit=unit, facts=facts))])


@pytest.fixture(scope="module")
def sample(repository: Path) -> Disclosure:
    return decode_disclosure((repository / "samples/gaoping-2024.json").read_bytes(), "sample")


@pytest.mark.parametrize(
    ("unit", "column", "value", "fen"),
    [
        ("万元", "total", "125.06", 125_060_000),
        ("万元", "total", "-0.5", -500_000),
        ("万元", "total", "-0.00", 0),
        ("万元", "total", "007.10", 7_100_000),
        ("元", "total", "3", 300),
        ("元", "total", "1.005", 101),
        ("元", "total", "-1.005", -101),
        ("亿元", "total", "12.3456789012", 123_456_789_012),
        ("万元", "total", "0.1234567890123456789", 123_457),
        ("万元", "count", "29", 29),
        ("万元", "count", "29.00", 29),
    ],
)
def test_amounts_keep_their_text_and_their_fen(unit: str, column: str, value: str, fen: int) -> None:
    rows = table(unit, column, value)
    assert fen_column(rows).to_pylist() == [fen]
    assert amount_texts(rows)(np.asarray([0])) == [value]


def test_what_was_not_read_and_what_is_no_amount_are_not_numbers() -> None:
    rows = table("万元", "total", None, "9" * 25, "1.00")
    assert fen_column(rows).to_pylist() == [None, None, 1_000_000]
    assert amount_texts(rows)(np.arange(3)) == [None, "9" * 25, "1.00"]


def test_amounts_are_units_of_their_last_place() -> None:
    rows = table("万元", "total", "125.06", "3")
    assert rows.column("value").to_pylist() == [12506, 3]
    assert rows.column("places").to_pylist() == [2, 0]
    assert rows.column("printed").null_count == 2


def test_rules_see_the_same_columns_through_the_lake(sample: Disclosure) -> None:
    empty = Disclosure()
    tables = tables_of(
        [Recorded(Origin(HASHES[0]), sample), Recorded(Origin(HASHES[1]), empty)],
    )
    stored = batch_of(sorted(HASHES), tables)
    direct = Batch.of([empty, sample])
    for name in ("statements", "facts", "evaluations", "funds", "indicators", "claims"):
        ours, theirs = direct.table(name), stored.table(name)
        assert ours.document.tolist() == theirs.document.tolist()
        for column in set(ours.rows.column_names) - {"document", "ordinal", "value"}:
            assert ours.rows.column(column).to_pylist() == theirs.rows.column(column).to_pylist(), column
        if "value" in ours.rows.column_names:
            rows = range(len(ours))
            assert [ours.text("value", row) for row in rows] == [theirs.text("value", row) for row in rows]


def test_the_whole_disclosure_comes_back(sample: Disclosure) -> None:
    tables = tables_of([Recorded(Origin(HASHES[0]), sample)])
    assert unpacked(tables["documents"].column("disclosure")[0].as_py()) == sample


def test_tables_have_the_published_columns(sample: Disclosure) -> None:
    tables = tables_of([Recorded(Origin(HASHES[0]), sample)])
    assert {name: rows.schema for name, rows in tables.items()} == SCHEMAS
    assert all(column.zh and column.en for columns in COLUMNS.values() for column in columns)


def test_a_file_that_could_not_be_read_is_a_row_with_its_reason() -> None:
    origin = Origin(HASHES[0], paths=("a.pdf", "b.pdf"), status="unreadable", reason="文件损坏")
    tables = tables_of([Recorded(origin)])
    assert tables["documents"].select(["path", "paths", "status", "reason", "disclosure"]).to_pylist() == [
        {
            "path": "a.pdf",
            "paths": ["a.pdf", "b.pdf"],
            "status": "unreadable",
            "reason": "文件损坏",
            "disclosure": None,
        }
    ]
    assert tables["checks"].column("verdict").to_pylist() == ["unreadable"]
    assert len(tables["facts"]) == 0
