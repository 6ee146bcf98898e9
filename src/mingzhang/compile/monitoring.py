"""Mid-year monitoring of a package's projects: money and results up to a day, from the same records."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from mingzhang.compile.package import SourcePackage
from mingzhang.compile.profile import Scope
from mingzhang.compile.project_results import (
    indicator_of,
    indicator_rows,
    projects_evaluated,
    results_by_project,
)
from mingzhang.compile.validation.accounting import accounting_checks
from mingzhang.compile.validation.cells import cell_checks
from mingzhang.compile.validation.conditions import run_conditions
from mingzhang.compile.validation.duplicates import check_keys
from mingzhang.compile.validation.references import reference_checks
from mingzhang.compile.validation.registers import check_registers
from mingzhang.evaluate.progress import Progress, progress
from mingzhang.kit.amounts import FEN_PER_UNIT
from mingzhang.standard.monitoring import Monitoring


@dataclass(frozen=True, slots=True)
class MonitoredProject:
    """A project on the day, and the measure that its records name (None: still owed where it is at risk)."""

    unit: str
    unit_name: str
    code: str
    name: str
    progress: Progress
    measure: str | None


@dataclass(frozen=True, slots=True)
class Monitored:
    """Every evaluated project of a scope as of a day."""

    fiscal_year: int
    as_of: date
    unit: str | None
    unit_name: str | None
    limits: Monitoring
    projects: tuple[MonitoredProject, ...]


def validate_records(package: SourcePackage) -> None:
    """Raises InvalidPackage with every wrong record. Balances hold only at the year's end: not asked."""
    run_conditions(package, cell_checks(package))
    run_conditions(package, [*reference_checks(package), *accounting_checks(package)])
    check_keys(package)
    package.problems.raise_errors()
    check_registers(package)
    package.problems.raise_errors()


def monitor(package: SourcePackage, scope: Scope, day: date) -> Monitored:
    """The projects of the scope on `day`: the budget with the adjustments, the vouchers, the targets and
    the results that are dated up to then. A result without a day is the year's end's."""
    standard = package.standard
    budget, spent = _money(package, day)
    results, rows = results_by_project(package, day), indicator_rows(package)
    names = {unit.code: unit.name for unit in scope.units}
    monitored = []
    for project in projects_evaluated(package):
        if scope.takes(project["unit"]):
            code = project["code"]
            indicators = [indicator_of(row, results[code], package) for row in rows[code]]
            standing = progress(
                _wan(budget.get(code, 0)),
                _wan(spent.get(code, 0)),
                indicators,
                day,
                standard.monitoring,
                standard.scheme,
            )
            unit = project["unit"]
            name, measure = project["name"], project["improvements"]
            monitored.append(MonitoredProject(unit, names.get(unit, ""), code, name, standing, measure))
    monitored.sort(key=lambda item: (item.unit, item.code))
    unit = scope.unit
    return Monitored(package.fiscal_year, day, unit.code, unit.name, standard.monitoring, tuple(monitored))


def _wan(fen: int) -> Fraction:
    return Fraction(fen, FEN_PER_UNIT["万元"])


def _money(package: SourcePackage, day: date) -> tuple[dict[str, int], dict[str, int]]:
    """Project → budget after the adjustments up to the day, and → money spent up to it, in 分."""
    until = f"project IS NOT NULL AND date <= '{day.isoformat()}'"

    def sums(origin: str) -> dict[str, int]:
        rows = package.rows(f"SELECT project, sum(fen)::HUGEINT FROM {origin} GROUP BY ALL")
        return {project: int(fen or 0) for project, fen in rows}

    budget = sums("rows_budget WHERE project IS NOT NULL AND stage = 'prepared'")
    for project, fen in sums(f"rows_adjustments WHERE {until}").items():
        budget[project] = budget.get(project, 0) + fen
    return budget, sums(f"rows_expenditure WHERE {until}")
