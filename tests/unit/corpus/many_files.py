"""Many small disclosures as files, lakes of them made by the command, and what a lake holds in the end."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb

from mingzhang.corpus.documents import Documents
from mingzhang.corpus.ingest.batches import Entry, commit_entries
from mingzhang.corpus.ingest.examined import UNREADABLE, rows_of, rows_of_unreadable
from mingzhang.corpus.ingest.messages import DEFAULT_LIMITS, Task
from mingzhang.corpus.store.lake import Lake
from mingzhang.kit.errors import UnreadableInput

COMMAND = [sys.executable, "-m", "mingzhang", "corpus"]
ENVIRONMENT = {key: value for key, value in os.environ.items() if key not in ("LANG", "LC_ALL")}
TABLES = ("documents", "facts", "figures", "findings", "checks", "claims", "unread", "evaluations")
TIMES = {"seconds", "ingested_at"}


def disclosure(number: int, *, total: str = "6.00", **overruled: Any) -> bytes:
    """One unit's disclosure; the same number with another total is a later version of it."""
    cells = [("total", total), ("basic", "2.00"), ("project", "4.00")]
    facts = [{"code": "total", "column": column, "value": value} for column, value in cells]
    content = {
        "schema": "mingzhang/disclosure/1",
        "variant": "shanxi",
        "fiscal_year": 2023 + number % 2,
        "unit": {"name": f"示例{number}局", "code": f"{number:06d}", "scope": "unit"},
        "statements": [{"id": "expenditure", "currency_unit": "万元", "facts": facts}],
    }
    return json.dumps(content | overruled, ensure_ascii=False).encode()


def write_files(folder: Path, count: int, bad: int = 0) -> Path:
    """`count` disclosures of different units; among them, evenly, `bad` files that are none."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"{number:05d}.json").write_bytes(disclosure(number, total=f"{6 + number % 3}.00"))
    for number in range(bad):
        name = folder / f"{number * count // bad:05d}-bad{('.json', '.pdf', '.docx', '.txt')[number % 4]}"
        name.write_bytes(
            (b"{\x00", b"%PDF-1.7\n", b"PK\x03\x04", b"\xff\xfe")[number % 4] + bytes([number % 250] * 9)
        )
    return folder


def ingest(
    lake: Path,
    *named: object,
    status: int | None = 0,
    every: int = 10,
    more: tuple[str, ...] = ("--jobs", "1"),
) -> subprocess.CompletedProcess[str]:
    """Runs the command and checks its exit status."""
    command = [*COMMAND, "ingest", *map(str, named), "--lake", str(lake), "--commit-every", str(every), *more]
    answer = subprocess.run(command, capture_output=True, text=True, env=ENVIRONMENT, timeout=7200)
    assert status is None or answer.returncode == status, answer.stderr[-2000:]
    return answer


def rows(lake: Path, query: str) -> list[tuple[Any, ...]]:
    """The answer to a query over plain globs: `{facts}` stands for all files of the table."""
    named = {table: f"read_parquet('{lake.as_posix()}/{table}/**/*.parquet')" for table in TABLES}
    with duckdb.connect() as connection:
        return connection.sql(query.format(**named)).fetchall()


def everything(lake: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table as any tool reads it, sorted, times left out."""
    found = {}
    for table in TABLES:
        columns = [
            name for (name, *_) in rows(lake, f"describe select * from {{{table}}}") if name not in TIMES
        ]
        named = ", ".join(f'"{column}"' for column in columns)
        found[table] = sorted(rows(lake, f"select {named} from {{{table}}}"), key=repr)
    return found


def taken_in(root: Path, files: dict[str, bytes]) -> Lake:
    """A lake of these files (path → bytes), taken in without processes."""
    lake = Lake.made(root)
    entries = []
    for path, data in files.items():
        name = hashlib.sha256(data).hexdigest()
        try:
            tables, partition = rows_of(Task(name, path, path, data, DEFAULT_LIMITS))
        except UnreadableInput as error:
            tables, partition = rows_of_unreadable(name, path, len(data), error.message.zh), UNREADABLE
        entries.append(Entry(name, path, partition, tables))
    commit_entries(lake, Documents.of(lake, lake.snapshot()), entries)
    return lake
