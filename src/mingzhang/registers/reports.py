"""Lists over a register: sums by fields and age, and the levels of a stock."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from mingzhang.registers.ledger import Ledger, Record
from mingzhang.registers.requirements import number_of, plain
from mingzhang.standard.registers.types import Balance, Report


@dataclass(slots=True)
class ReportLine:
    """A line: the values of its fields, the age's group (its place among the bounds; None = no ages), the
    sum and the records."""

    values: tuple[str, ...]
    age: int | None = None
    sum: str = "0"
    records: list[Record] = field(default_factory=list)


def report_lines(ledger: Ledger, register: str, report: Report, day: date) -> list[ReportLine]:
    """The report as of `day`, by values and age."""
    sums: dict[tuple[tuple[str, ...], int | None], Decimal] = defaultdict(Decimal)
    lines: dict[tuple[tuple[str, ...], int | None], ReportLine] = {}
    for record in ledger.chosen(register, report.when):
        cell = ledger.get(register, record)
        age = None if report.age is None else _group(cell(report.age.since), report.age.bounds, day)
        key = tuple(cell(name) for name in report.by), age
        sums[key] += number_of(cell(report.sum)) or Decimal(0)
        lines.setdefault(key, ReportLine(*key)).records.append(record)
    for key, line in lines.items():
        line.sum = plain(sums[key])
    return [lines[key] for key in sorted(lines, key=lambda key: (key[0], -1 if key[1] is None else key[1]))]


def _group(since: str, bounds: list[int], day: date) -> int:
    try:
        days = (day - date.fromisoformat(since)).days
    except ValueError:
        return len(bounds)
    return next((place for place, bound in enumerate(bounds) if days <= bound), len(bounds))


def stock_lines(ledger: Ledger, register: str, balance: Balance) -> list[ReportLine]:
    """What is in stock, by the fields of the balance."""
    lines: dict[tuple[str, ...], ReportLine] = {}
    for record, key, level in stock_movements(ledger, register, balance):
        values = key[1:]
        line = lines.setdefault(values, ReportLine(values))
        line.records.append(record)
        line.sum = plain(level)
    return [lines[key] for key in sorted(lines)]


def stock_movements(
    ledger: Ledger, register: str, balance: Balance
) -> Iterator[tuple[Record, tuple[str, ...], Decimal]]:
    """Every movement in the order of dates with (unit, fields of the balance) and the level after it; on
    one day what is added comes before what is taken."""
    levels: dict[tuple[str, ...], Decimal] = defaultdict(Decimal)

    def order(record: Record) -> tuple[str, bool, int]:
        return record.cell(balance.date), record.cell(balance.movement) in balance.takes, record.key

    for record in sorted(ledger.records(register), key=order):
        quantity = number_of(record.cell(balance.quantity))
        if quantity is None:
            continue
        key = record.cell("unit"), *(record.cell(name) for name in balance.by)
        levels[key] += quantity if record.cell(balance.movement) in balance.adds else -quantity
        yield record, key, levels[key]
