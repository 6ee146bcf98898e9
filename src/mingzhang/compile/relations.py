"""A table's file as relations in DuckDB, whatever its format and language.

For every table of the package there are
- `rows_<table>`: `row` (from 1), every column of the data dictionary as text in one form (English
  codes, blank = NULL), `fen` (the amount in whole 分) and `raw_date`, `raw_amount` as stored;
- `groups_<table>` where the table may hold millions of rows: its `grouped` columns, `n` (rows) and
  `fen` (their sum), so that validation and compilation read the file once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from mingzhang.compile.csv_file import header_of, load_csv
from mingzhang.compile.problems import Problems, file_error
from mingzhang.compile.sql import fen, file_literal, name, normal, summed_fen
from mingzhang.kit.chinese import fold
from mingzhang.kit.language import Text
from mingzhang.standard.package import PackageForm, PackageTable

_SIGNED = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT")
_WHOLE = (*_SIGNED, "UTINYINT", "USMALLINT", "UINTEGER", "UBIGINT")
_FEN = "_fen"


@dataclass(slots=True)
class TableFile:
    """Where a table came from. `headings`: column → heading in the file; `kinds`: column → DuckDB type;
    `in_fen` = the amount is stored as whole 分. A table without a file is empty."""

    table: PackageTable
    file: str
    present: bool = False
    headings: dict[str, str] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    in_fen: bool = False

    def heading(self, column: str) -> str:
        """The column's heading as the file has it."""
        return self.headings.get(column, column)


def load_table(
    connection: duckdb.DuckDBPyConnection,
    table: PackageTable,
    path: Path | None,
    form: PackageForm,
    scratch: Path,
    problems: Problems,
) -> TableFile:
    """Makes the table's relations; defects of the file as a whole go to `problems`."""
    if path is None:
        connection.execute(_empty(table))
        return TableFile(table, f"{table.table}.csv")
    shown = path.name if table.folder is None else f"{path.parent.name}/{path.name}"
    entry = TableFile(table, shown, present=True)
    parquet = path.suffix.lower() == ".parquet"
    origin = _parquet(connection, entry, path, problems) if parquet else None
    if not parquet:
        origin = _csv(connection, entry, path, scratch, problems)
    if origin is not None:
        _make_views(connection, entry, origin, form)
    return entry


def _empty(table: PackageTable) -> str:
    """The relations of a table without a file."""
    columns = "".join(f", {name(column.name)} VARCHAR" for column in table.columns)
    keys = "".join(f"{name(column)} VARCHAR, " for column in table.grouped)
    rows = f"CREATE TABLE rows_{table.table} (row BIGINT{columns}, fen HUGEINT)"
    return f"{rows}; CREATE TABLE groups_{table.table} ({keys}n BIGINT, fen HUGEINT)" if keys else rows


def _csv(
    connection: duckdb.DuckDBPyConnection, entry: TableFile, path: Path, scratch: Path, problems: Problems
) -> str | None:
    header = header_of(path, scratch, problems)
    if header is None:
        return None
    readable, headings = header
    columns = _assign(entry, headings, problems)
    if columns is None:
        return None
    private = any(column.private for column in entry.table.columns)
    load_csv(connection, entry.table.table, readable, entry.file, headings, scratch, problems, private)
    entry.kinds = dict.fromkeys(columns, "VARCHAR")
    stored = {column: f"c{index}" for column, index in columns.items()}
    chosen = "".join(f", {stored[column]} AS {name(column)}" for column in columns)
    some = ", ".join(f"nullif({cell}, '')" for cell in stored.values())
    held = name("csv_" + entry.table.table)
    return f"(SELECT rowid + 1 AS row{chosen} FROM {held} WHERE coalesce({some}) IS NOT NULL)"


def _parquet(
    connection: duckdb.DuckDBPyConnection, entry: TableFile, path: Path, problems: Problems
) -> str | None:
    source = f"read_parquet({file_literal(path)}, file_row_number=true, hive_partitioning=false)"
    try:
        described = connection.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()
    except duckdb.Error as error:
        reason = str(error).splitlines()[0]
        text = Text(f"不是有效的 Parquet 文件（{reason}）", f"no valid Parquet file ({reason})")
        problems.error(file_error(entry.file, "-", "", text))
        return None
    stored = [(row[0], row[1]) for row in described if row[0] != "file_row_number"]
    columns = _assign(entry, [heading for heading, _ in stored], problems)
    if columns is None:
        return None
    entry.kinds = {column: stored[index][1] for column, index in columns.items()}
    _refuse_inexact(entry, problems)
    chosen = "".join(f", {name(stored[index][0])} AS {name(column)}" for column, index in columns.items())
    return f"(SELECT file_row_number + 1 AS row{chosen} FROM {source})"


def _assign(entry: TableFile, headings: list[str], problems: Problems) -> dict[str, int] | None:
    """Column → place in the file; every unknown, doubled or missing heading is reported."""
    known = entry.table.known_headings()
    amount = entry.table.amount
    columns: dict[str, int] = {}
    good = True
    for index, heading in enumerate(headings):
        folded = fold(heading).lower()
        column = known.get(folded)
        if amount is not None and folded == amount + _FEN:
            column, entry.in_fen = amount, True
        if column is None:
            if folded:
                reason = Text("数据字典里没有这一列，没有使用", "no column of the data dictionary; not used")
                problems.warn(file_error(entry.file, heading, "", reason))
        elif column in columns:
            good = False
            reason = Text("同一列出现了两次", "the same column stands twice")
            problems.error(file_error(entry.file, heading, entry.headings[column], reason))
        else:
            columns[column] = index
            entry.headings[column] = heading
    for wanted in entry.table.columns:
        if wanted.required and wanted.name not in columns:
            good = False
            reason = Text(f"缺少这一列（{wanted.heading}）", "this column is missing")
            problems.error(file_error(entry.file, wanted.name, "", reason))
    return columns if good else None


def _refuse_inexact(entry: TableFile, problems: Problems) -> None:
    amount = entry.table.amount
    kind = "VARCHAR" if amount is None else entry.kinds.get(amount, "VARCHAR")
    if kind in _WHOLE or (not entry.in_fen and (kind == "VARCHAR" or kind.startswith("DECIMAL"))):
        return
    if entry.in_fen:
        reason = Text("以分为单位的金额必须是整数", "amounts in 分 must be whole numbers")
    else:
        reason = Text(
            "金额不能用浮点数，请用 decimal、文本或整数分（amount_fen）",
            "amounts may not be floats: use decimal, string or whole 分 (amount_fen)",
        )
    problems.error(file_error(entry.file, entry.heading(amount or ""), kind, reason))


def _make_views(
    connection: duckdb.DuckDBPyConnection, entry: TableFile, origin: str, form: PackageForm
) -> None:
    table = entry.table
    amount = table.amount
    columns = ["row"]
    for column in table.columns:
        present = column.name in entry.kinds
        if column.name == amount:
            columns += _amount_columns(entry, amount)
        else:
            expression = normal(column, entry.kinds[column.name], form.values) if present else "NULL::VARCHAR"
            columns.append(f"{expression} AS {name(column.name)}")
        if column.name == "date":
            columns.append(f"{name('date') if present else 'NULL::VARCHAR'} AS raw_date")
    if amount is None:
        columns.append("NULL::HUGEINT AS fen")
    held = "VIEW" if table.grouped else "TABLE"
    connection.execute(f"CREATE {held} rows_{table.table} AS SELECT {', '.join(columns)} FROM {origin}")
    connection.execute(f"CREATE VIEW raw_{table.table} AS SELECT * FROM {origin}")


def _amount_columns(entry: TableFile, amount: str) -> list[str]:
    kind = entry.kinds.get(amount)
    own = name(amount)
    if kind is None:
        return [f"NULL::VARCHAR AS {own}", "NULL::HUGEINT AS fen", "NULL::VARCHAR AS raw_amount"]
    if entry.in_fen:
        exact = f"{own}::HUGEINT" if kind != "VARCHAR" else f"TRY_CAST({own} AS HUGEINT)"
        shown = f"({own}::DECIMAL(34, 0) * 0.01)::VARCHAR" if kind != "VARCHAR" else f"{own}::VARCHAR"
    else:
        exact, shown = fen(own, kind), f"{own}::VARCHAR"
    return [f"{shown} AS {own}", f"{exact} AS fen", f"{own} AS raw_amount"]


def group_table(connection: duckdb.DuckDBPyConnection, entry: TableFile, form: PackageForm) -> None:
    """`groups_<table>`: one pass over the stored cells; their words become codes group by group."""
    table = entry.table
    if not table.grouped or not entry.present:
        return
    keys = [column for column in table.grouped if column in entry.kinds]
    amount = table.amount or ""
    kind = entry.kinds.get(amount)
    total = "NULL::HUGEINT"
    if kind is not None and entry.in_fen:
        total = f"sum(TRY_CAST({name(amount)} AS HUGEINT))::HUGEINT"
    elif kind is not None:
        total = summed_fen(name(amount), kind)
    stored = "".join(f"{name(key)}, " for key in keys)
    groups = f"groups_{table.table}"
    connection.execute(
        f"CREATE TABLE {groups} AS SELECT {stored}count(*) AS n, {total} AS fen "
        f"FROM raw_{table.table} GROUP BY ALL"
    )
    other = _in_other_words(connection, entry, keys, form)
    if other:
        chosen = "".join(f"{other.get(key, name(key))} AS {name(key)}, " for key in keys)
        connection.execute(f"CREATE OR REPLACE TABLE {groups} AS SELECT {chosen}n, fen FROM {groups}")
    for key in table.grouped:
        if key not in keys:
            connection.execute(f"ALTER TABLE {groups} ADD COLUMN {name(key)} VARCHAR")


def _in_other_words(
    connection: duckdb.DuckDBPyConnection, entry: TableFile, keys: list[str], form: PackageForm
) -> dict[str, str]:
    """Key → the expression that brings it to its one form, where any of its distinct cells needs it."""
    other = {}
    for key in keys:
        kind = entry.kinds[key]
        expression = normal(entry.table.column(key), kind, form.values)
        distinct = f"SELECT DISTINCT {name(key)} FROM groups_{entry.table.table}"
        differing = f"SELECT 1 FROM ({distinct}) WHERE {name(key)} IS DISTINCT FROM {expression} LIMIT 1"
        if kind != "VARCHAR" or connection.execute(differing).fetchall():
            other[key] = expression
    return other
