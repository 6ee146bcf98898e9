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
_UNCLOSED = Text("引号没有配对", "a quotation mark is not closed")


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
    scratch: Path,
    problems: Problems,
    private: bool = False,
) -> None:
    """Table `csv_<table>` with columns c0, c1, … as text, its `rowid` in the file's order.

    A file with a row of its own shape, or with line ends of two kinds (a CRLF file that another program
    wrote on to), is copied row by row into `scratch`, so that every row keeps its number. `private`: no
    message repeats a cell.
    """
    if not headings or _load(connection, table, path, len(headings)):
        return
    copy = scratch / f"{path.stem}.rows.csv"
    _copy_rows(path, copy, shown, len(headings), problems, private)
    if not _load(connection, table, copy, len(headings)):
        reason = Text("不是有效的 CSV 文件", "no valid CSV file")
        problems.error(file_error(shown, "-", "", reason))


def _load(connection: duckdb.DuckDBPyConnection, table: str, path: Path, width: int) -> bool:
    """Whether every row of the file is in the table now."""
    columns = ", ".join(f"'c{index}': 'VARCHAR'" for index in range(width))
    try:
        connection.execute(
            f"CREATE OR REPLACE TABLE {name('csv_' + table)} AS SELECT * FROM read_csv({file_literal(path)}, "
            "auto_detect=false, header=true, delim=',', quote='\"', escape='\"', strict_mode=true, "
            f"max_line_size=16777216, columns={{{columns}}})"
        )
    except duckdb.InvalidInputException:
        connection.execute(
            f"CREATE OR REPLACE TABLE {name('csv_' + table)} "
            f"({', '.join(f'c{index} VARCHAR' for index in range(width))})"
        )
        return False
    return True


def _copy_rows(path: Path, copy: Path, shown: str, width: int, problems: Problems, private: bool) -> None:
    """The rows that can be read, each in its place; the others are reported and leave a blank row."""
    with (
        path.open(encoding="utf-8-sig", newline="") as source,
        copy.open("w", encoding="utf-8", newline="") as target,
    ):
        rows, writer = csv.reader(source, strict=True), csv.writer(target, lineterminator="\n")
        number = -1
        while True:
            try:
                cells = next(rows, None)
            except csv.Error:
                # What follows an open quotation mark belongs to no row.
                problems.error(Problem(shown, (number + 1,), "-", "", _UNCLOSED))
                return
            if cells is None:
                return
            if not cells:
                continue
            number += 1
            if not any(cells[width:]):
                cells = cells[:width]
            if len(cells) != width and number:
                said = "***" if private else ",".join(cells)
                problems.error(Problem(shown, (number,), "-", said, _fault(len(cells), width)))
                cells = []
            writer.writerow([*cells, *[""] * (width - len(cells))])


def _fault(cells: int, width: int) -> Text:
    return Text(f"这一行有{cells}列，表头有{width}列", f"the row has {cells} columns, the header has {width}")


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
