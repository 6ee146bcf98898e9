"""SQL on a lake: its views, what it refuses, what comes out of the command."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from many_files import COMMAND, ENVIRONMENT, disclosure, taken_in

from mingzhang.corpus.asking.views import answered, described, opened
from mingzhang.corpus.store.lake import Lake
from mingzhang.corpus.tables import COLUMNS
from mingzhang.kit.errors import UsageError


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Lake:
    files = {
        "a/1.json": disclosure(1),
        "a/1-later.json": disclosure(1, total="7.00"),
        "b/2.json": disclosure(2),
        "b/broken.pdf": b"%PDF-1.7 nothing",
    }
    return taken_in(tmp_path_factory.mktemp("asked") / "it's a lake", files)


@pytest.fixture
def connection(lake: Lake) -> Iterator[duckdb.DuckDBPyConnection]:
    with opened(lake, lake.snapshot()) as connection:
        yield connection


def test_current_leaves_out_what_is_superseded(connection: duckdb.DuckDBPyConnection) -> None:
    _, rows = answered(connection, "SELECT path, fiscal_year FROM current ORDER BY path")
    assert rows == [("a/1-later.json", 2024), ("b/2.json", 2023), ("b/broken.pdf", None)]
    query = "SELECT amount, yuan, unit FROM current_facts WHERE \"column\" = 'total' ORDER BY yuan"
    _, rows = answered(connection, query)
    assert [(format(amount, "f"), format(yuan, "f"), unit) for amount, yuan, unit in rows] == [
        ("6.000000", "60000.000000", "万元"),
        ("7.000000", "70000.000000", "万元"),
    ]
    _, rows = answered(connection, "SELECT count(*) FROM facts")
    assert rows == [(9,)]
    _, rows = answered(connection, "SELECT path, verdict FROM verdicts WHERE status <> 'read'")
    assert rows == [("b/broken.pdf", "unreadable")]
    _, rows = answered(connection, "SELECT DISTINCT path FROM current_findings WHERE expected = '6.00'")
    assert rows == [("a/1-later.json",)]


@pytest.mark.parametrize(
    "query",
    [
        "COPY documents TO 'out.csv'",
        "ATTACH 'other.db'",
        "SET threads = 1",
        "INSTALL httpfs",
        "DROP VIEW facts",
        "SELECT 1; DELETE FROM facts",
        "SELECT * FROM read_csv('/etc/hostname')",
        "SELECT * FROM 'https://example.org/a.parquet'",
        "SELECT nothing FROM facts",
        "SELEKT",
    ],
)
def test_what_would_write_or_look_elsewhere_is_refused(
    connection: duckdb.DuckDBPyConnection, query: str
) -> None:
    with pytest.raises(UsageError) as error:
        answered(connection, query)
    assert "\n" not in error.value.message.zh


def test_a_lake_without_files_has_all_its_tables(tmp_path: Path) -> None:
    lake = Lake.made(tmp_path / "empty")
    with opened(lake, lake.snapshot()) as connection:
        for table in COLUMNS:
            assert answered(connection, f"SELECT count(*) FROM {table}")[1] == [(0,)]
        assert answered(connection, "SELECT fiscal_year, standard, yuan FROM current_facts")[1] == []


def test_every_view_and_column_is_described(connection: duckdb.DuckDBPyConnection) -> None:
    told = {(table, column) for table, column, _ in described()}
    for (name,) in connection.execute("SELECT DISTINCT table_name FROM information_schema.tables").fetchall():
        names, _ = answered(connection, f"SELECT * FROM {name} LIMIT 0")
        assert (name, "") in told or {(name, column) for column in names} <= told


def test_the_command(lake: Lake, tmp_path: Path) -> None:
    def run(*arguments: str, typed: str = "") -> subprocess.CompletedProcess[str]:
        command = [*COMMAND, "sql", "--lake", str(lake.root), *arguments]
        return subprocess.run(
            command, capture_output=True, text=True, env=ENVIRONMENT, input=typed, timeout=60
        )

    query = "SELECT unit_name, scope, paths FROM documents WHERE path = 'b/2.json'"
    assert json.loads(run(query, "--format", "json").stdout) == [
        {"unit_name": "示例2局", "scope": "unit", "paths": ["b/2.json"]}
    ]
    run(query, "--format", "csv", "-o", str(tmp_path / "out.csv"))
    assert (tmp_path / "out.csv").read_text(encoding="utf-8").splitlines()[
        1
    ] == '示例2局,unit,"[""b/2.json""]"'
    typed = ".tables\n.columns checks\nselect count(*) as many\nfrom facts;\nselect nope;\nselect 2 as two"
    answer = run(typed=typed)
    assert answer.returncode == 0
    for part in ("current_facts", "verdict ", "many\n", "9\n", "two\n"):
        assert part in answer.stdout
    assert answer.stderr.startswith("查询有误")
    assert run("copy facts to 'x'").returncode == 2
