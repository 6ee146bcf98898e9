"""Conditions that rows must not meet, looked for in groups first and in rows only where there are any."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from mingzhang.compile.package import SourcePackage
from mingzhang.compile.problems import LIMIT, ROWS_SHOWN, Problem, file_error
from mingzhang.compile.sql import listed, name
from mingzhang.kit.language import Text
from mingzhang.registers.ledger import MASK

_ROUNDS = 12
"""How often the rows of rarer odd values are looked for behind those of frequent ones."""


@dataclass(frozen=True, slots=True)
class Condition:
    """Rows of `table` for which the SQL `bad` is true are wrong (or odd) in `field`.

    `bad` is over the columns of `rows_<table>`; `by_group` = over the grouped columns alone, so that
    the groups answer whether there are any; `stored` = over a cell as it is stored, so that a Parquet
    file's own statistics answer.
    """

    table: str
    field: str
    bad: str
    reason: Text
    by_group: bool
    warning: bool = False
    stored: bool = False


def check_needed(package: SourcePackage) -> None:
    """A table that must be there has at least one row; raises InvalidPackage at once where it has none."""
    for entry in package.tables.values():
        if entry.table.needed and not has_rows(package, entry.table.table):
            reason = Text("还没有填写任何一行", "has no rows yet")
            package.problems.error(file_error(entry.file, "-", "", reason))
            package.problems.raise_errors()


def has_rows(package: SourcePackage, table: str) -> bool:
    """Whether the table is there and has any row: a file with its header only says nothing."""
    return package.tables[table].present and bool(package.rows(f"SELECT 1 FROM rows_{table} LIMIT 1"))


def run_conditions(package: SourcePackage, conditions: Sequence[Condition]) -> None:
    """Reports every row that meets a condition, into `package.problems`."""
    together: dict[tuple[str, bool], list[Condition]] = defaultdict(list)
    for condition in conditions:
        if package.tables[condition.table].present:
            together[condition.table, condition.by_group].append(condition)
    for group in together.values():
        for condition, count in zip(group, _how_many(package, group), strict=True):
            if count:
                (_warn if condition.warning else _report)(package, condition, count)


def _how_many(package: SourcePackage, group: list[Condition]) -> list[int]:
    """Rows that meet each condition (all of one table, all by group or none): one scan for them together."""
    table = group[0].table
    relation, unit = (f"groups_{table}", "n") if group[0].by_group else (f"rows_{table}", "1")
    together = [item for item in group if not item.stored]
    found = [None] * len(group)
    if together:
        counts = ", ".join(f"sum({unit}) FILTER (WHERE {item.bad})" for item in together)
        answers = dict(
            zip(map(id, together), package.rows(f"SELECT {counts} FROM {relation}")[0], strict=True)
        )
        found = [answers.get(id(item)) for item in group]
    return [
        int(package.rows(f"SELECT count(*) FROM {relation} WHERE {item.bad}")[0][0])
        if item.stored
        else int(count or 0)
        for item, count in zip(group, found, strict=True)
    ]


def grouped(package: SourcePackage, table: str, *columns: str) -> bool:
    """Whether the groups of the table have all these columns."""
    return set(columns) <= set(package.form.tables[table].grouped)


def _report(package: SourcePackage, condition: Condition, count: int) -> None:
    entry = package.tables[condition.table]
    found = package.rows(
        f"SELECT row, {name(condition.field)} FROM rows_{condition.table} WHERE {condition.bad} LIMIT {LIMIT}"
    )
    heading = entry.heading(condition.field)
    for row, value in found:
        shown = MASK if value is not None and _is_private(package, condition) else _shown(value)
        problem = Problem(entry.file, (int(row),), heading, shown, condition.reason)
        package.problems.error(problem)
    package.problems.more_errors += max(0, count - len(found))


def _warn(package: SourcePackage, condition: Condition, count: int) -> None:
    """One warning per value, with its first rows and how many there are."""
    table, field = condition.table, name(condition.field)
    counts = _counts(package, condition) if condition.by_group else {}
    rows: dict[str, list[int]] = defaultdict(list)
    seen = 0
    for _ in range(_ROUNDS):
        without = f" AND coalesce({field}, '') NOT IN {listed(rows)}" if rows else ""
        found = package.rows(
            f"SELECT row, coalesce({field}, '') FROM rows_{table} "
            f"WHERE {condition.bad}{without} LIMIT {LIMIT}"
        )
        for row, value in found:
            rows[value].append(int(row))
        seen += len(found)
        if len(found) < LIMIT or len(rows) >= LIMIT or len(rows) == len(counts):
            break
    entry = package.tables[table]
    for value, numbers in rows.items():
        shown = tuple(sorted(numbers)[:ROWS_SHOWN])
        total = counts.get(value, len(numbers))
        said = MASK if value and _is_private(package, condition) else value
        problem = Problem(entry.file, shown, entry.heading(condition.field), said, condition.reason, total)
        package.problems.warn(problem)
    package.problems.more_warnings += max(0, len(counts) - len(rows))


def _counts(package: SourcePackage, condition: Condition) -> dict[str, int]:
    found = package.rows(
        f"SELECT coalesce({name(condition.field)}, ''), sum(n) FROM groups_{condition.table} "
        f"WHERE {condition.bad} GROUP BY ALL"
    )
    return {value: int(count) for value, count in found}


def _is_private(package: SourcePackage, condition: Condition) -> bool:
    """Whether the cells of the condition's column may stand in no message."""
    return package.form.tables[condition.table].column(condition.field).private


def _shown(value: object) -> str:
    return "" if value is None else str(value)
