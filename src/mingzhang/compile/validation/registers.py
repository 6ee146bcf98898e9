"""Registers: order of steps, rules and stock; and that indicators ask for what there is."""

from __future__ import annotations

from datetime import date

from mingzhang.compile.package import SourcePackage
from mingzhang.compile.problems import Problem
from mingzhang.compile.registers import askings, ledger_of
from mingzhang.compile.rows import dictionaries
from mingzhang.kit.language import Text
from mingzhang.registers.checking import faults_of
from mingzhang.registers.ledger import Ledger
from mingzhang.registers.measures import Asked, asked_of, measured
from mingzhang.registers.requirements import compared
from mingzhang.standard.registers.tables import table_name


def check_registers(package: SourcePackage) -> None:
    """Every fault of the registers' records is an error; a result that differs from what its register
    counts is a warning: the register's value stands. For records whose cells are right by themselves."""
    ledger = ledger_of(package)
    for name in package.standard.registers:
        entry = package.tables[table_name(name)]
        for fault in faults_of(ledger, name):
            heading = entry.heading(fault.field)
            problem = Problem(entry.file, (fault.record.key,), heading, fault.value, fault.reason)
            package.problems.error(problem)
    _check_indicators(package, ledger)
    if not package.problems.errors:
        _warn_of_results(package, ledger)


def _check_indicators(package: SourcePackage, ledger: Ledger) -> None:
    entry = package.tables["indicators"]
    for row in dictionaries(package, "indicators"):
        asked = asked_of(row["register"], package.standard.registers)
        problem = None
        if isinstance(asked, Text):
            problem = Problem(entry.file, (row["row"],), entry.heading("register"), row["register"], asked)
            package.problems.error(problem)
        elif isinstance(asked, Asked) and not ledger.records(asked.register):
            file = package.tables[table_name(asked.register)].file
            reason = Text(
                f"{file} 里没有记录，按填报的结果", f"{file} has no records; the result reported stands"
            )
            problem = Problem(entry.file, (row["row"],), entry.heading("register"), row["register"], reason)
            package.problems.warn(problem)


def _warn_of_results(package: SourcePackage, ledger: Ledger) -> None:
    entry = package.tables["results"]
    stood = ledger.as_of(date(package.fiscal_year, 12, 31))
    results = {
        (row["project"], row["order"]): row
        for row in dictionaries(package, "results")
        if row["as_of"] is None and row["actual"] is not None
    }
    for asking in askings(package, ledger):
        row = results.get((asking.indicator["project"], asking.indicator["order"]))
        value = measured(stood, asking.asked, asking.owner).value
        if row is not None and value is not None and compared(row["actual"], value) != 0:
            text = asking.indicator["register"]
            reason = Text(
                f"台账 {text} 为 {value}，以台账为准", f"the register {text} gives {value}, which stands"
            )
            problem = Problem(entry.file, (row["row"],), entry.heading("actual"), row["actual"], reason)
            package.problems.warn(problem)
