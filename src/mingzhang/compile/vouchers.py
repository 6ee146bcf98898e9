"""Marks of vouchers, by which those that stand twice are found among millions.

Of millions of rows a 64-bit mark each is sorted in an array: grouping distinct vouchers in SQL takes
several times the time and memory. What shares a mark is compared itself before anything is said.
"""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from mingzhang.compile.relations import TableFile
from mingzhang.compile.sql import name

_SAMPLE = 100_000
_SMALL = 20
_FEW = 500_000
"""Up to so many rows SQL groups the marks itself."""
_BATCH = 1 << 18
SEARCHED = 10_000_000
"""Larger files are searched on demand only: reading their vouchers costs as much as all their sums."""
_AT_ONCE = 1 << 25
"""Rows whose marks (8 bytes each) are held in memory together."""


@dataclass(frozen=True, slots=True)
class RepeatedMarks:
    """`mark` is the SQL of a row's mark; `columns` what equal marks have in common; `repeated`
    the marks that stand more than once. `lines` = vouchers have several lines, so amounts count too;
    `unsearched` = the number of rows of a file that was not searched, because it is so large."""

    mark: str
    columns: tuple[str, ...]
    repeated: list[int]
    lines: bool
    unsearched: int = 0


def _count(connection: duckdb.DuckDBPyConnection, relation: str) -> int:
    """Rows of a relation: Parquet knows without reading them."""
    return int(connection.execute(f"SELECT count(*) FROM {relation}").fetchall()[0][0])


def repeated_marks(
    connection: duckdb.DuckDBPyConnection, entry: TableFile, thorough: bool = False
) -> RepeatedMarks | None:
    """The repeated marks of `raw_expenditure`; None where it has no vouchers.

    `thorough`: search it however large it is.

    Where vouchers stand once, a number that repeats in a unit is odd; where more than half of the rows
    share theirs, vouchers have several lines, and a repeated number with the same amount is odd.
    """
    if "voucher" not in entry.kinds:
        return None
    relation = f"raw_{entry.table.table}"
    rows = _count(connection, relation)
    if rows > SEARCHED and not thorough:
        return RepeatedMarks("", (), [], False, rows)
    some = "voucher IS NOT NULL AND voucher::VARCHAR <> ''"
    lines = _has_lines(connection, f"SELECT unit, voucher FROM {relation} WHERE {some} LIMIT {_SAMPLE}")
    columns = ("unit", "voucher", "amount") if lines else ("unit", "voucher")
    mark = f"hash({', '.join(name(column) for column in columns)})"
    repeated = _repeated(connection, f"SELECT {mark} AS mark FROM {relation} WHERE {some}", rows)
    return RepeatedMarks(mark, columns, repeated, lines)


def _has_lines(connection: duckdb.DuckDBPyConnection, sample: str) -> bool:
    rows, shared = connection.execute(
        "SELECT coalesce(sum(n), 0), coalesce(sum(n) FILTER (WHERE n > 1), 0) "
        f"FROM (SELECT count(*) AS n FROM ({sample}) GROUP BY unit, voucher)"
    ).fetchall()[0]
    return bool(rows >= _SMALL and shared * 2 > rows)


def _repeated(connection: duckdb.DuckDBPyConnection, marks: str, rows: int) -> list[int]:
    if rows <= _FEW:
        grouped = f"SELECT mark FROM ({marks}) GROUP BY mark HAVING count(*) > 1 ORDER BY mark"
        return [row[0] for row in connection.execute(grouped).fetchall()]
    return _sorted(connection, marks, rows)


def _sorted(connection: duckdb.DuckDBPyConnection, marks: str, rows: int) -> list[int]:
    import numpy as np  # here, because it takes longer to load than most packages take to compile

    parts = rows // _AT_ONCE + 1
    held = np.empty(min(rows, _AT_ONCE + _BATCH), dtype=np.uint64)
    repeated: list[int] = []
    for part in range(parts):
        some = "" if parts == 1 else f" AND mark % {parts} = {part}"
        filled = 0
        for batch in connection.sql(marks + some).to_arrow_reader(_BATCH):
            chunk = batch.column(0).to_numpy(zero_copy_only=False)
            if filled + len(chunk) > len(held):
                held = np.concatenate([held, np.empty_like(held)])
            held[filled : filled + len(chunk)] = chunk
            filled += len(chunk)
        values = held[:filled]
        values.sort()
        again = values[1:] == values[:-1]
        repeated += np.unique(values[1:][again]).tolist() if again.any() else []
    return repeated
