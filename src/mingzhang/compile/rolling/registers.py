"""What of the registers goes on into the next year: records under way, and what is in stock."""

from __future__ import annotations

from datetime import date

from mingzhang.compile.package import SourcePackage
from mingzhang.compile.registers import ledger_of
from mingzhang.registers.ledger import Ledger, Record
from mingzhang.registers.reports import stock_movements
from mingzhang.registers.requirements import number_of, plain
from mingzhang.registers.steps import next_of, states_of
from mingzhang.standard.registers.tables import table_name
from mingzhang.standard.registers.types import Balance

Rows = list[dict[str, str]]


def going_on(package: SourcePackage, projects: set[str]) -> dict[str, Rows]:
    """Rows by table. A record goes on while a step of it is waited for, while another that goes on names
    it, or while something of it is unpaid or the like (a number that a report of its type still lists). A
    project that ends is left out of its record."""
    ledger = ledger_of(package)
    end = date(package.fiscal_year, 12, 31)
    kept = {name: _under_way(ledger, name, end) for name in ledger.types}
    for name, declared in ledger.types.items():
        parent = declared.parent
        if parent is not None and parent.of is not None:
            _with_parents(ledger, name, parent.name, parent.of, kept)
    found: dict[str, Rows] = {}
    for name, declared in ledger.types.items():
        rows = [dict(record.cells) for record in ledger.records(name) if record.key in kept[name]]
        if declared.balance is not None:
            rows = _stocks(ledger, name, declared.balance, package.fiscal_year + 1)
        for row in rows:
            if row.get("project") not in projects:
                row.pop("project", None)
        if rows:
            found[table_name(name)] = rows
    return found


def _under_way(ledger: Ledger, name: str, end: date) -> set[int]:
    declared = ledger.types[name]
    kept = set()
    for record in ledger.records(name):
        cell = ledger.get(name, record)
        if next_of(states_of(declared, cell, end)) is not None:
            kept.add(record.key)
    for report in declared.reports:
        kept |= {record.key for record in ledger.chosen(name, report.when)}
    return kept


def _with_parents(ledger: Ledger, name: str, field: str, other: str, kept: dict[str, set[int]]) -> None:
    """A record goes on with those that name it, and they with it: together they are one matter."""

    def key(record: Record, number: str) -> tuple[str, str]:
        return record.cell("unit"), record.cell(number)

    going = {key(record, field) for record in ledger.records(name) if record.key in kept[name]}
    going |= {key(record, "number") for record in ledger.records(other) if record.key in kept[other]}
    kept[other] |= {record.key for record in ledger.records(other) if key(record, "number") in going}
    kept[name] |= {record.key for record in ledger.records(name) if key(record, field) in going}


def _stocks(ledger: Ledger, name: str, balance: Balance, year: int) -> Rows:
    """What is left stands as opening stock on the first day, under the number of its last movement."""
    last = {key: (record, level) for record, key, level in stock_movements(ledger, name, balance)}
    opening = balance.adds[0]
    rows = []
    for record, level in last.values():
        if level > 0 and number_of(record.cell(balance.quantity)) is not None:
            names = ("number", "unit", "section", "project", *balance.by)
            row = {field: record.cell(field) for field in names if record.cell(field)}
            row |= {balance.movement: opening, balance.quantity: plain(level), balance.date: f"{year}-01-01"}
            rows.append(row)
    return rows
