"""Rows that stand twice: keys (an error), whole rows of lists, and vouchers (warnings)."""

from __future__ import annotations

import numpy as np

from mingzhang.compile.package import SourcePackage
from mingzhang.compile.problems import LIMIT, ROWS_SHOWN, Problem
from mingzhang.compile.relations import TableFile
from mingzhang.compile.sql import name
from mingzhang.kit.language import Text

_KEY = Text("这个键已在第{row}行出现", "stands in row {row} already")
_UNIQUE = Text("重复记录", "stands more than once")
_VOUCHER = Text("凭证重复：同一单位、同一凭证号、同一金额", "duplicate voucher: same unit, number and amount")
_AT_ONCE = 1 << 25
"""Rows whose marks (8 bytes each) are held in memory together."""


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


def warn_of_vouchers(package: SourcePackage) -> None:
    """Expenditures with the same unit, voucher and amount.

    A 64-bit mark of each row is sorted in an array: grouping millions of distinct vouchers would take
    several times the time and memory. What shares a mark is then compared itself.
    """
    entry = package.tables["expenditure"]
    if "voucher" not in entry.kinds:
        return
    marks = _repeated_marks(package)
    if not len(marks):
        return
    package.connection.register("repeated_marks", {"mark": marks[:LIMIT]})
    found = package.rows(
        f"SELECT voucher, list(row ORDER BY row) FROM rows_expenditure WHERE row IN (SELECT row "
        f"FROM raw_expenditure WHERE {_mark(entry)} IN (SELECT mark FROM repeated_marks)) "
        "GROUP BY unit, voucher, fen HAVING count(*) > 1 ORDER BY min(row)"
    )
    heading = entry.heading("voucher")
    for voucher, rows in found:
        problem = Problem(entry.file, tuple(rows[:ROWS_SHOWN]), heading, voucher, _VOUCHER, len(rows))
        package.problems.warn(problem)
    package.problems.more_warnings += max(0, len(marks) - LIMIT)


def _mark(entry: TableFile) -> str:
    columns = [column for column in ("unit", "voucher", "amount") if column in entry.kinds]
    return f"hash({', '.join(name(column) for column in columns)})"


def _repeated_marks(package: SourcePackage) -> np.ndarray[tuple[int], np.dtype[np.uint64]]:
    entry = package.tables["expenditure"]
    mark = _mark(entry)
    rows = int(package.rows("SELECT coalesce(sum(n), 0) FROM groups_expenditure")[0][0])
    parts = rows // _AT_ONCE + 1
    repeated = []
    for part in range(parts):
        some = "" if parts == 1 else f" AND {mark} % {parts} = {part}"
        held = package.connection.execute(
            f"SELECT {mark} AS mark FROM raw_expenditure WHERE voucher IS NOT NULL AND voucher <> ''{some}"
        ).fetchnumpy()["mark"]
        marks = np.sort(np.asarray(held, dtype=np.uint64))
        repeated.append(np.unique(marks[1:][marks[1:] == marks[:-1]]))
    return np.concatenate(repeated)
