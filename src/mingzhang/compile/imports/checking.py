"""The imported records against the package that they stand in: references, natures, keys, dates.

Balances and oddities are left to `compile`: a package is filled in step by step.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path

from mingzhang.compile.imports.places import letter
from mingzhang.compile.imports.records import Record
from mingzhang.compile.package import SourcePackage, open_package
from mingzhang.compile.problems import Problem, Problems
from mingzhang.compile.validation.accounting import accounting_checks
from mingzhang.compile.validation.cells import cell_checks
from mingzhang.compile.validation.conditions import Condition, has_rows, run_conditions
from mingzhang.compile.validation.duplicates import check_keys
from mingzhang.compile.validation.references import reference_checks
from mingzhang.compile.validation.registers import check_registers


def check_records(
    folder: Path, records: Mapping[str, list[Record]], before: Mapping[str, int], problems: Problems
) -> None:
    """Raises InvalidPackage with the faults of these records in the package `folder`, at their places.

    `before`: rows that stand in a table's file ahead of the records. References to a table that has no
    rows yet are not looked at.
    """
    with open_package(folder) as package:
        references = [item for item in reference_checks(package) if _can_be_met(package, item)]
        run_conditions(package, cell_checks(package))
        run_conditions(package, [*references, *accounting_checks(package)])
        check_keys(package)
        if not package.problems.errors:
            check_registers(package)
        tables = {entry.file: table for table, entry in package.tables.items() if records.get(table)}
        for found, report in (
            (package.problems.errors, problems.error),
            (package.problems.warnings, problems.warn),
        ):
            for problem in found:
                table = tables.get(problem.file)
                if table is not None:
                    columns = {heading: name for name, heading in package.tables[table].headings.items()}
                    report(_placed(problem, records[table], before.get(table, 0), columns))
        problems.more_errors += package.problems.more_errors if package.problems.errors else 0
    problems.raise_errors()


def _can_be_met(package: SourcePackage, condition: Condition) -> bool:
    target = package.form.tables[condition.table].column(condition.field).reference
    return target is None or has_rows(package, target.partition(".")[0])


def _placed(problem: Problem, records: list[Record], before: int, columns: Mapping[str, str]) -> Problem:
    """The problem at its cell in the workbook; as it is where it lies in rows that were there before."""
    numbers = [row - before - 1 for row in problem.rows]
    if not numbers or min(numbers) < 0 or max(numbers) >= len(records):
        return problem
    first = records[numbers[0]]
    name = columns.get(problem.field.partition("/")[0], "")
    place = first.columns.get(name)
    where = ",".join(f"{letter(place) if place else ''}{records[number].row}" for number in numbers)
    return dataclasses.replace(
        problem,
        file=first.sheet,
        rows=tuple(records[number].row for number in numbers),
        place=f"{first.sheet}!{where}",
    )
