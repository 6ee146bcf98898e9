"""Rows that stand twice: keys (an error) and rows of lists (a warning)."""

from __future__ import annotations

from mingzhang.compile.package import SourcePackage
from mingzhang.compile.problems import ROWS_SHOWN, Problem
from mingzhang.compile.relations import TableFile
from mingzhang.compile.sql import name
from mingzhang.kit.language import Text

_KEY = Text("这个键已在第{row}行出现", "stands in row {row} already")
_UNIQUE = Text("重复记录", "stands more than once")


def check_keys(package: SourcePackage) -> None:
    """A second row with the same key is an error; a repeated row of a list is a warning."""
    for entry in package.tables.values():
        if entry.present and entry.table.key:
            _repeats(package, entry, entry.table.key, error=True)
        elif entry.present and entry.table.unique:
            _repeats(package, entry, entry.table.unique, error=False)


def _repeats(package: SourcePackage, entry: TableFile, key: list[str], error: bool) -> None:
    columns = ", ".join(name(column) for column in key)
    shown = " || '/' || ".join(f"coalesce({name(column)}, '')" for column in key)
    found = package.rows(
        f"SELECT {shown} AS shown, list(row ORDER BY row) FROM rows_{entry.table.table} "
        f"WHERE {name(key[0])} IS NOT NULL GROUP BY {columns} HAVING count(*) > 1 ORDER BY min(row)"
    )
    heading = "/".join(entry.heading(column) for column in key)
    for value, rows in found:
        if not error:
            problem = Problem(entry.file, tuple(rows[:ROWS_SHOWN]), heading, value, _UNIQUE, len(rows))
            package.problems.warn(problem)
            continue
        for row in rows[1:]:
            problem = Problem(entry.file, (int(row),), heading, value, _KEY.format(row=rows[0]))
            package.problems.error(problem)
