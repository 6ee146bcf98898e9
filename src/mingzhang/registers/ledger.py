"""All registers together, as they stand or as they stood on a day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from mingzhang.registers.requirements import Cell, holds, number_of, plain
from mingzhang.standard.registers.types import Derived, RegisterType, Requirement, Sum

MASK = "***"
"""What stands for a private cell outside its register."""


@dataclass(frozen=True, slots=True)
class Record:
    """A record. `key` is its row in its file (from 1) or its key in a database; blank cells are absent or
    empty; codes, ISO 8601 dates, plain numbers."""

    key: int
    cells: Mapping[str, str]

    def cell(self, field: str) -> str:
        """An entered cell, blank where there is none."""
        return self.cells.get(field) or ""


class Ledger:
    """The records of every register, by register. Records are told apart by unit and number."""

    def __init__(
        self, types: Mapping[str, RegisterType], records: Mapping[str, Sequence[Record]], year: int
    ) -> None:
        self.types = types
        self.year = year
        self._records = {name: list(records.get(name, ())) for name in types}
        self._sums: dict[tuple[str, str], dict[tuple[str, str], Decimal]] = {}

    def records(self, register: str) -> list[Record]:
        """The records of a register, in their order."""
        return self._records[register]

    def chosen(self, register: str, requirements: Iterable[Requirement]) -> list[Record]:
        """The records that meet the requirements."""
        wanted = list(requirements)
        return [record for record in self.records(register) if holds(wanted, self.get(register, record))]

    def get(self, register: str, record: Record) -> Cell:
        """The record's cells, derived ones too."""
        derived = {item.name: item for item in self.types[register].derived}

        def cell(field: str) -> str:
            item = derived.get(field)
            return record.cell(field) if item is None else self._derive(register, item, record, cell)

        return cell

    def _derive(self, register: str, item: Derived, record: Record, cell: Cell) -> str:
        if item.sum is not None:
            sums = self._summed(register, item.name, item.sum)
            return plain(sums.get((record.cell("unit"), record.cell("number")), Decimal(0)))
        first, second = item.difference or ("", "")
        values = [number_of(cell(name)) or Decimal(0) for name in (first, second)]
        return plain(values[0] - values[1])

    def _summed(self, register: str, name: str, wanted: Sum) -> dict[tuple[str, str], Decimal]:
        """(unit, number) of a record → the sum over the other register's records that name it."""
        if (register, name) not in self._sums:
            sums: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
            for other in self.records(wanted.register):
                cell = self.get(wanted.register, other)
                if holds(wanted.when, cell):
                    sums[other.cell("unit"), cell(wanted.by)] += number_of(cell(wanted.field)) or Decimal(0)
            self._sums[register, name] = dict(sums)
        return self._sums[register, name]

    def as_of(self, day: date) -> Ledger:
        """As it stood on the day: records opened later are not there, steps done later are not done."""
        limit = day.isoformat()
        stood = {
            name: list(_stood(declared, self.records(name), limit)) for name, declared in self.types.items()
        }
        return Ledger(self.types, stood, self.year)


def _stood(declared: RegisterType, records: Sequence[Record], limit: str) -> Iterator[Record]:
    for record in records:
        opened = record.cell(declared.opened)
        if not opened or opened > limit:
            continue
        later = {field for step in declared.steps if record.cell(step.done) > limit for field in step.fields}
        if later:
            yield Record(record.key, {name: cell for name, cell in record.cells.items() if name not in later})
        else:
            yield record


def masked(declared: RegisterType, cells: Mapping[str, str]) -> dict[str, str]:
    """The cells as they may leave the register: every private one that is filled reads `***`."""
    private = declared.private
    return {name: MASK if cell and name in private else cell for name, cell in cells.items()}
