"""A lake opened for questions: every table as a view, and views that save the usual mistakes.

Nothing can be written and no network reached: only single queries run, and files outside the lake are closed.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa

from mingzhang.corpus.store.changes import Snapshot
from mingzhang.corpus.store.lake import Lake
from mingzhang.corpus.tables import COLUMNS, SCHEMAS
from mingzhang.kit.amounts import FEN_PER_UNIT
from mingzhang.kit.errors import UsageError
from mingzhang.kit.language import Text

_MOST_PLACES = 6
_OF_PATH: tuple[tuple[str, pa.DataType, str, str], ...] = (
    ("fiscal_year", pa.int64(), "年度", "fiscal year"),
    ("standard", pa.string(), "标准", "standard that it was checked by"),
)


@dataclass(frozen=True, slots=True)
class View:
    """One view: its name, what it holds, its query."""

    name: str
    zh: str
    en: str
    query: str


def views() -> list[View]:
    """The views beside the tables, in the order in which they are made."""
    yuan = " ".join(
        f"WHEN '{unit}' THEN {_printed()} * {fen // 100}::DECIMAL(10,0)" for unit, fen in FEN_PER_UNIT.items()
    )
    amounts = (
        f"SELECT *, {_printed()} AS amount, CASE unit {yuan} END AS yuan FROM {{}} "
        "WHERE document IN (SELECT document FROM current)"
    )
    return [
        View(
            "current",
            "现行文件：未被同一单位同一年度的新版本取代的",
            "documents that no later version of the same unit's disclosure supersedes",
            "SELECT * FROM documents WHERE superseded_by IS NULL "
            "OR superseded_by NOT IN (SELECT document FROM documents)",
        ),
        View(
            "current_facts",
            "现行文件的数；amount 为印出的数，yuan 为元",
            "facts of current documents; amount as printed, yuan in 元",
            amounts.format("facts"),
        ),
        View(
            "current_figures",
            "现行文件说明中的数",
            "figures of the explanation of current documents",
            amounts.format("figures"),
        ),
        View(
            "current_findings",
            "现行文件的问题，连同单位",
            "findings of current documents, with their units",
            "SELECT f.*, d.path, d.unit_name, d.unit_code, d.scope FROM findings f JOIN current d "
            "USING (document)",
        ),
        View(
            "verdicts",
            "现行文件的结论与计数",
            "verdict and counts of current documents",
            "SELECT d.document, d.path, d.kind, d.unit_name, d.unit_code, d.scope, d.fiscal_year, d.status, "
            "d.reason, c.verdict, c.run, c.held, c.rounding, c.broken, c.not_run "
            "FROM current d LEFT JOIN checks c USING (document)",
        ),
    ]


def _printed() -> str:
    """The printed amount, exact; null where it has more places than money has in any unit."""
    cases = " ".join(
        f"WHEN {places} THEN value::DECIMAL(19,0) * {_tenth(places)}::DECIMAL(7,6)"
        for places in range(_MOST_PLACES + 1)
    )
    return f"(CASE places {cases} END)"


def _tenth(places: int) -> str:
    return "1" if not places else "0." + "0" * (places - 1) + "1"


@contextlib.contextmanager
def opened(lake: Lake, snapshot: Snapshot) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection with all views over this state of the lake.

    UsageError where files of that state are gone while it is asked: another merged them meanwhile.
    """
    try:
        with duckdb.connect() as connection:
            _prepared(connection, lake, snapshot)
            yield connection
    except duckdb.IOException as error:
        said = " ".join(str(error).split())[:200]
        raise UsageError(
            f"{lake.root}：读取时文件有变动（{said}）；请再运行一次。",
            f"{lake.root}: its files changed while they were read ({said}); run this again.",
        ) from None


def _prepared(connection: duckdb.DuckDBPyConnection, lake: Lake, snapshot: Snapshot) -> None:
    connection.execute(f"SET allowed_directories = [{quoted(lake.root.resolve().as_posix())}]")
    for table in SCHEMAS:
        files = [place.resolve().as_posix() for place in lake.places(snapshot.of(table))]
        if files:
            listed = ", ".join(map(quoted, files))
            connection.execute(
                f"CREATE VIEW {table} AS SELECT * FROM read_parquet([{listed}], hive_partitioning = true, "
                "hive_types_autocast = false, hive_types = {'fiscal_year': BIGINT, 'standard': VARCHAR})"
            )
        else:
            _empty(connection, table)
    for view in views():
        connection.execute(f"CREATE VIEW {view.name} AS {view.query}")
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")


def _empty(connection: duckdb.DuckDBPyConnection, table: str) -> None:
    """A table of which the lake has no file yet."""
    schema = SCHEMAS[table]
    plain = [(field.name, _plain(field.type)) for field in schema] + [
        (name, kind) for name, kind, *_ in _OF_PATH
    ]
    connection.register("nothing", pa.schema(plain).empty_table())
    connection.execute(f"CREATE TABLE {table} AS SELECT * FROM nothing")
    connection.unregister("nothing")


def _plain(kind: pa.DataType) -> pa.DataType:
    return kind.value_type if pa.types.is_dictionary(kind) else kind


def quoted(text: str) -> str:
    """A text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


_READS = (
    duckdb.StatementType.SELECT,
    duckdb.StatementType.EXPLAIN,
    duckdb.StatementType.PRAGMA,
)


def answered(connection: duckdb.DuckDBPyConnection, query: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    """Columns and rows of the last of the queries. Raises UsageError where one is wrong or would write."""
    names: list[str] = []
    rows: list[tuple[Any, ...]] = []
    try:
        for statement in connection.extract_statements(query):
            if statement.type not in _READS:
                raise UsageError(
                    "数据湖只能查询，不能改写；请只用 SELECT、DESCRIBE、SHOW、EXPLAIN。",
                    "a lake can only be read here: use SELECT, DESCRIBE, SHOW, EXPLAIN.",
                )
            result = connection.execute(statement)
            names = [name for name, *_ in result.description or []]
            rows = result.fetchall() if names else []
    except duckdb.Error as error:
        said = " ".join(str(error).split())
        raise UsageError(f"查询有误：{said}", f"the query is wrong: {said}") from None
    return names, rows


def described() -> list[tuple[str, str, Text]]:
    """(table or view, column or blank, meaning) of all there is."""
    found = []
    for table, columns in COLUMNS.items():
        found += [(table, column.name, Text(column.zh, column.en)) for column in columns]
        found += [(table, name, Text(zh, en)) for name, _, zh, en in _OF_PATH]
    return found + [(view.name, "", Text(view.zh, view.en)) for view in views()]
