"""A year's rows in the database as the records that the engine takes, and back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence

from mingzhang.app.registers import PREFIX
from mingzhang.app.workbench import Books
from mingzhang_web.registers.keeping import replace_registers
from mingzhang_web.registers.ledger import register_tables
from mingzhang_web.year.models import Evidence, SourceRow, UnitYear

BATCH = 2000
MOST_ROWS = 200_000
"""More records than a person keeps in a browser; then the command line compiles them."""

Row = Mapping[str, str]


def books_of(unit_year: UnitYear, tables: Collection[str] | None = None) -> Books:
    """All records of the year (or of some tables), rows in their order; evidence stands in `results`.

    With the indicators come the registers that they take values from, private cells masked.
    """
    rows = SourceRow.objects.filter(unit_year=unit_year)
    if tables is not None:
        rows = rows.filter(table__in=tables)
    found: dict[str, list[Row]] = defaultdict(list)
    for table, cells in rows.order_by("table", "position", "pk").values_list("table", "cells"):
        found[table].append(cells)
    if tables is None or "indicators" in tables:
        found.update(register_tables(unit_year))
    _with_evidence(unit_year, found)
    prior = unit_year.prior.encode() if unit_year.prior else None
    return Books(unit_year.fiscal_year, unit_year.standard, unit_year.variant, dict(found), prior)


def replace_rows(unit_year: UnitYear, tables: Mapping[str, Sequence[Row]]) -> dict[str, int]:
    """Puts these rows in place of the tables' rows; how many rows each table has now."""
    for table, rows in tables.items():
        if table.startswith(PREFIX):
            replace_registers(unit_year, table.removeprefix(PREFIX), [dict(cells) for cells in rows])
            continue
        SourceRow.objects.filter(unit_year=unit_year, table=table).delete()
        SourceRow.objects.bulk_create(
            (
                SourceRow(unit_year=unit_year, table=table, position=position, cells=dict(cells))
                for position, cells in enumerate(rows, 1)
            ),
            batch_size=BATCH,
        )
    return {table: len(rows) for table, rows in tables.items()}


def count_rows(unit_year: UnitYear, table: str) -> int:
    """How many rows the table (or register) has now."""
    if table.startswith(PREFIX):
        return int(unit_year.register_records.filter(register=table.removeprefix(PREFIX)).count())
    return int(unit_year.rows.filter(table=table).count())


def _with_evidence(unit_year: UnitYear, found: dict[str, list[Row]]) -> None:
    """A result that names no evidence of its own names its files and their hashes."""
    files: dict[tuple[str, str], list[str]] = defaultdict(list)
    for item in Evidence.objects.filter(unit_year=unit_year):
        files[item.project, str(item.order)].append(f"{item.name} (SHA-256 {item.sha256[:12]})")
    for index, row in enumerate(found.get("results", [])):
        key = (row.get("project", ""), row.get("order", ""))
        if key in files and not row.get("evidence"):
            found["results"][index] = {**row, "evidence": "; ".join(files[key])}
