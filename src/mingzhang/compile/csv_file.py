"""A CSV file as a DuckDB table: UTF-8 with or without a mark, or GBK; every cell as text."""

from __future__ import annotations

import codecs
import csv
from pathlib import Path

import duckdb

from mingzhang.compile.problems import Problem, Problems, file_error
from mingzhang.compile.sql import file_literal, name
from mingzhang.kit.language import Text

_CHUNK = 1 << 22
_LONGEST_CELL = 1 << 20
_FAULTS = {
    "MISSING COLUMNS": Text("这一行的列数少于表头", "the row has fewer columns than the header"),
    "TOO MANY COLUMNS": Text("这一行的列数多于表头", "the row has more columns than the header"),
    "UNQUOTED VALUE": Text("引号没有配对", "a quotation mark is not closed"),
    "LINE SIZE OVER MAXIMUM": Text("这一行太长", "the row is too long"),
}


def header_of(path: Path, scratch: Path, problems: Problems) -> tuple[Path, list[str]] | None:
    """The file to read (a UTF-8 copy in `scratch` if it was GBK) and its headings; None if unreadable."""
    readable = _as_utf8(path, scratch)
    if readable is None:
        reason = Text("既不是 UTF-8 也不是 GBK 编码", "is neither UTF-8 nor GBK")
        problems.error(file_error(path.name, "-", "", reason))
        return None
    csv.field_size_limit(_LONGEST_CELL)
    with readable.open(encoding="utf-8-sig", newline="") as stream:
        try:
            headings = next(csv.reader(stream), [])
        except csv.Error as error:
            reason = Text(f"表头读不出来（{error}）", f"the header cannot be read ({error})")
            problems.error(file_error(path.name, "-", "", reason))
            return None
    return readable, [heading.strip() for heading in headings]


def load_csv(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    path: Path,
    shown: str,
    headings: list[str],
    problems: Problems,
) -> None:
    """Table `csv_<table>` with columns c0, c1, … as text, its `rowid` in the file's order."""
    if not headings:
        return
    columns = ", ".join(f"'c{index}': 'VARCHAR'" for index in range(len(headings)))
    connection.execute(
        f"CREATE TABLE {name('csv_' + table)} AS SELECT * FROM read_csv({file_literal(path)}, "
        "auto_detect=false, header=true, delim=',', quote='\"', escape='\"', strict_mode=true, "
        f"max_line_size=16777216, columns={{{columns}}}, store_rejects=true, "
        f"rejects_table='faults_{table}', rejects_scan='scans_{table}', rejects_limit=2000)"
    )
    faults = connection.execute(
        f"SELECT line, error_type::VARCHAR, csv_line FROM faults_{table} ORDER BY line LIMIT 1000"
    ).fetchall()
    for line, kind, text in faults:
        reason = _FAULTS.get(kind, Text("这一行不是有效的 CSV", "the row is no valid CSV"))
        problems.error(Problem(shown, (int(line) - 1,), "-", str(text), reason))


def _as_utf8(path: Path, scratch: Path) -> Path | None:
    if _decodes(path, "utf-8"):
        return path
    if not _decodes(path, "gb18030"):
        return None
    copy = scratch / f"{path.stem}.utf8.csv"
    with (
        path.open(encoding="gb18030", newline="") as source,
        copy.open("w", encoding="utf-8", newline="") as target,
    ):
        while chunk := source.read(_CHUNK):
            target.write(chunk)
    return copy


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with path.open("rb") as stream:
        try:
            while chunk := stream.read(_CHUNK):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True
