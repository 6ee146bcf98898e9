"""Tables as laid out: rows in printed order, columns as the form has them, and who stands beside whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mingzhang.repair.system import System
from mingzhang.standard.load import Standard
from mingzhang.standard.statements import StatementForm


@dataclass(slots=True)
class Table:
    """One side of a statement as laid out: `at[row][column]` is a cell of the system, or None."""

    at: list[list[int | None]]

    def lanes(self) -> Iterator[list[int | None]]:
        """Every column from top to bottom."""
        for column in range(len(self.at[0]) if self.at else 0):
            yield [row[column] for row in self.at]


def tables_of(system: System, standard: Standard) -> list[Table]:
    """The tables of a document as laid out, rows in printed order, columns as the form has them."""
    found: dict[tuple[str, str | None], dict[str, dict[str, int]]] = {}
    for number, cell in enumerate(system.cells):
        address = cell.address
        if address.statement in standard.statements:
            rows = found.setdefault((address.statement, address.side), {})
            rows.setdefault(address.code, {}).setdefault(address.column, number)
    tables = []
    for (statement, side), rows in found.items():
        form = standard.statements[statement]
        columns = _columns(form, side, rows)
        printed = {
            code
            for code, row in rows.items()
            if any(system.cells[at].printed is not None for at in row.values())
        }
        order = _order(form, side, list(rows), printed)
        tables.append(Table([[rows[code].get(column) for column in columns] for code in order]))
    return tables


def _columns(form: StatementForm, side: str | None, rows: dict[str, dict[str, int]]) -> list[str]:
    known = [column.id for item in form.sides if item.id == side for column in item.columns]
    used = {column for row in rows.values() for column in row}
    return [column for column in known if column in used] + sorted(used - set(known))


def _order(form: StatementForm, side: str | None, rows: Sequence[str], printed: set[str]) -> list[str]:
    """Rows as printed; rows that print nothing where the form has them (classes first, by code)."""
    lines = [row.code for item in form.sides if item.id == side for row in item.rows]

    def rank(code: str) -> tuple[int, int, str]:
        return (1, lines.index(code), code) if code in lines else (0, 0, code)

    order = [code for code in rows if code in printed]
    for code in sorted((code for code in rows if code not in printed), key=rank):
        before = [place for place, other in enumerate(order) if rank(other) < rank(code)]
        order.insert(max(before, default=-1) + 1, code)
    return order


def neighbours_of(tables: Sequence[Table], system: System) -> dict[int, tuple[int, ...]]:
    """Cell → cells beside, above and below it."""
    found: dict[int, list[int]] = {}
    for table in tables:
        for first, second in pairs(table, system):
            found.setdefault(first, []).append(second)
            found.setdefault(second, []).append(first)
    return {cell: tuple(others) for cell, others in found.items()}


def pairs(table: Table, system: System) -> Iterator[tuple[int, int]]:
    """Every cell with the next one to the right and below: the very next, and the next that prints."""
    for lane in (*table.at, *table.lanes()):
        for place, cell in enumerate(lane):
            if cell is None or place + 1 == len(lane):
                continue
            beyond = [other for other in lane[place + 1 :] if other is not None]
            printing = [other for other in beyond if system.cells[other].printed is not None]
            for other in dict.fromkeys((*beyond[:1], *printing[:1])):
                yield cell, other
