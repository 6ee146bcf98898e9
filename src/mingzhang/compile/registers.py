"""The registers of an open package, and the values that indicators take from them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from mingzhang.compile.package import SourcePackage
from mingzhang.compile.rows import dictionaries
from mingzhang.registers.ledger import Ledger, Record
from mingzhang.registers.measures import Asked, Measured, Owner, asked_of, measured
from mingzhang.standard.registers.tables import table_name


@dataclass(frozen=True, slots=True)
class Asking:
    """An indicator that asks a register: its row, the project's, and what it asks for."""

    indicator: Mapping[str, Any]
    project: Mapping[str, Any]
    asked: Asked

    @property
    def owner(self) -> Owner:
        """Whose records count for it."""
        return Owner(self.project["unit"], self.project["code"], self.project["section"])


def ledger_of(package: SourcePackage) -> Ledger:
    """The records of every register of the package; a record's key is its row."""
    records = {
        name: [
            Record(row["row"], {field: str(cell) for field, cell in row.items() if cell and field != "row"})
            for row in dictionaries(package, table_name(name))
        ]
        for name in package.standard.registers
        if package.tables[table_name(name)].present
    }
    return Ledger(package.standard.registers, records, package.fiscal_year)


def askings(package: SourcePackage, ledger: Ledger) -> Iterator[Asking]:
    """The indicators that name a register of which there are records, by the order of their rows."""
    named = [row for row in dictionaries(package, "indicators") if row["register"]]
    projects = {row["code"]: row for row in dictionaries(package, "projects")} if named else {}
    for row in named:
        asked = asked_of(row["register"], package.standard.registers)
        project = projects.get(row["project"])
        if isinstance(asked, Asked) and project is not None and ledger.records(asked.register):
            yield Asking(row, project, asked)


def register_values(package: SourcePackage, day: date) -> Iterator[tuple[str, int, str]]:
    """(project, order, value) of every indicator that a register answers as of `day`."""
    ledger = ledger_of(package)
    stood = ledger.as_of(day)
    for asking in askings(package, ledger):
        value = measured(stood, asking.asked, asking.owner).value
        order = str(asking.indicator["order"])
        if value is not None and order.isdecimal():
            yield asking.indicator["project"], int(order), value


def answer_of(package: SourcePackage, project: str, order: int) -> tuple[Asking, Measured] | None:
    """What a register answers to the indicator at the year's end, with its records; None where none does."""
    ledger = ledger_of(package)
    for asking in askings(package, ledger):
        if (asking.indicator["project"], str(asking.indicator["order"])) == (project, str(order)):
            stood = ledger.as_of(date(package.fiscal_year, 12, 31))
            return asking, measured(stood, asking.asked, asking.owner)
    return None
