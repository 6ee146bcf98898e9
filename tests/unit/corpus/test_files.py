"""Files of the lake: whole documents, in order, readable by any tool."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from mingzhang.corpus.columns import Origin, Recorded, tables_of
from mingzhang.corpus.files import by_document, cuts, write, write_all
from mingzhang.corpus.tables import SCHEMAS
from mingzhang.facts.model import Disclosure, Fact, Statement


def recorded(document: str, facts: int) -> Recorded:
    found = [Fact(code=str(201 + at), column="total", value="1.00") for at in range(facts)]
    return Recorded(
        Origin(document),
        Disclosure(statements=[Statement(id="expenditure", currency_unit="万元", facts=found)]),
    )


def test_row_groups_end_at_a_document_and_agree_over_the_tables(tmp_path: Path) -> None:
    tables = tables_of([recorded(name, count) for name, count in zip("edcba", (3, 0, 4, 1, 2), strict=True)])
    write_all(tmp_path, "x.parquet", tables, size=2)
    groups = {}
    for name in ("documents", "facts"):
        file = pq.ParquetFile(tmp_path / name / "x.parquet")
        groups[name] = [
            list(dict.fromkeys(file.read_row_group(at, ["document"]).column("document").to_pylist()))
            for at in range(file.num_row_groups)
        ]
    assert groups == {"documents": [["a", "b"], ["c", "d"], ["e"]], "facts": [["a", "b"], ["c"], ["e"]]}


def test_tables_of_different_documents_are_joined_in_order() -> None:
    made = [tables_of([recorded(name, 2)])["facts"] for name in "cab"]
    joined = by_document(made)
    assert joined.column("document").to_pylist() == ["a", "a", "b", "b", "c", "c"]
    assert joined.column("code").to_pylist() == ["201", "202"] * 3


def test_an_empty_table_is_a_file_with_its_columns(tmp_path: Path) -> None:
    write(tmp_path / "x.parquet", "claims", SCHEMAS["claims"].empty_table())
    assert pq.read_schema(tmp_path / "x.parquet").names == SCHEMAS["claims"].names


def test_other_tools_read_it(tmp_path: Path) -> None:
    tables = tables_of([recorded("a", 3)])
    write_all(tmp_path, "x.parquet", tables)
    query = """SELECT document, statement, "column", count(*), max(value) FROM read_parquet(?) GROUP BY ALL"""
    found = duckdb.execute(query, [str(tmp_path / "facts/*.parquet")]).fetchall()
    assert found == [("a", "expenditure", "total", 3, 100)]


def test_cuts_are_the_first_documents_of_groups() -> None:
    documents = pa.table({"document": ["a", "b", "c", "d", "e"]})
    assert cuts(documents, 2) == ["c", "e"]
