"""The exact sums of all declared cells, unit by unit, with one query per table and subject."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from mingzhang.compile.cells import Cells, Records
from mingzhang.compile.package import SourcePackage
from mingzhang.compile.sql import name

CellKey = tuple[str, str | None, str, str]
"""Statement, side, code, column."""


@dataclass(slots=True)
class Sums:
    """Cell → unit → exact sum: 分, a number of records, or hundredths of a stored whole number."""

    by_unit: dict[CellKey, dict[str, int]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(int))
    )

    def of(self, units: Callable[[str], bool]) -> dict[CellKey, int]:
        """The sums over the units taken; cells without any record of theirs are absent."""
        found = {}
        for key, amounts in self.by_unit.items():
            taken = [amount for unit, amount in amounts.items() if units(unit)]
            if taken:
                found[key] = sum(taken)
        return found


def sum_cells(package: SourcePackage, declared: Sequence[Cells]) -> Sums:
    """Sums every declared cell. A record counts once for each level of its subject that is declared."""
    sums = Sums()
    together: dict[tuple[str, str | None], list[tuple[Cells, Records]]] = defaultdict(list)
    for cells in declared:
        for records in cells.records:
            if package.tables[records.table].present:
                together[records.table, cells.subject].append((cells, records))
    for (table, subject), members in together.items():
        _sum_table(package, table, subject, members, sums)
    return sums


def _sum_table(
    package: SourcePackage,
    table: str,
    subject: str | None,
    members: list[tuple[Cells, Records]],
    sums: Sums,
) -> None:
    counted = "n" if package.form.tables[table].grouped else "1"
    measured = ", ".join(
        f"sum({counted if cells.measure == 'rows' else 'fen'}) FILTER (WHERE {records.where})"
        for cells, records in members
    )
    key = "NULL" if subject is None else name(subject)
    rows = package.rows(f"SELECT unit, {key}, {measured} FROM {_reduced(package, table)} GROUP BY ALL")
    for unit, code, *amounts in rows:
        for (cells, _), amount in zip(members, amounts, strict=True):
            if amount is not None:
                for cell_code in _codes(cells, code):
                    sums.by_unit[cells.statement, cells.side, cell_code, cells.column][unit] += int(amount)


def _reduced(package: SourcePackage, table: str) -> str:
    """The table's sums without the project, which no statement asks for: many times fewer groups."""
    grouped = package.form.tables[table].grouped
    if "project" not in grouped:
        return package.relation(table)
    columns = ", ".join(name(column) for column in grouped if column not in ("project", "fund_level"))
    return f"(SELECT {columns}, sum(n) AS n, sum(fen)::HUGEINT AS fen FROM groups_{table} GROUP BY ALL)"


def _codes(cells: Cells, subject: str | None) -> list[str]:
    if cells.code is not None:
        return [cells.code]
    if subject is None:
        return []
    return [cells.prefix + subject[:digits] for digits in cells.levels if len(subject) >= digits]
