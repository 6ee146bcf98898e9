"""Projects, their indicators and what is reported of them, at the year's end or as of a day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from mingzhang.compile.package import SourcePackage
from mingzhang.compile.registers import register_values
from mingzhang.compile.rows import dictionaries
from mingzhang.facts.model import Indicator, Source, TargetChange

EVALUATED = ("other_operating", "specific_target")
"""Categories of projects that are evaluated; a blank one is `specific_target`."""


@dataclass(slots=True)
class Results:
    """What the records say of a project's indicators, by order."""

    changes: dict[int, list[TargetChange]] = field(default_factory=lambda: defaultdict(list))
    rows: dict[int, dict[str, Any]] = field(default_factory=dict)


def projects_evaluated(package: SourcePackage) -> list[dict[str, Any]]:
    """Rows of the projects that are evaluated, in the order of the file."""
    rows = dictionaries(package, "projects")
    return [row for row in rows if (row["category"] or "specific_target") in EVALUATED]


def results_by_project(package: SourcePackage, until: date | None = None) -> dict[str, Results]:
    """Results as of the year's end, else of the latest day, and targets with all their changes. The value
    of an indicator that names a register is what the register counts on that day.

    `until`: as of that day: what is dated later stays out, and so does what has no day before the year ends.
    """
    found: dict[str, Results] = defaultdict(Results)
    last = f"{package.fiscal_year}-12-31"
    limit = last if until is None else until.isoformat()
    rows = dictionaries(package, "results")
    for row in sorted(rows, key=lambda row: (row["as_of"] is None, str(row["as_of"] or ""))):
        if until is None or (row["as_of"] or last) <= limit:
            found[row["project"]].rows[int(row["order"])] = row
    adjustments = dictionaries(package, "target_adjustments")
    for row in sorted(adjustments, key=lambda row: (str(row["date"]), row["row"])):
        if str(row["date"]) > limit:
            continue
        change = TargetChange(
            date=row["date"],
            document=row["document"],
            target=row["target"],
            reason=row["reason"],
            source=source_of(package, "target_adjustments", row["row"]),
        )
        found[row["project"]].changes[int(row["order"])].append(change)
    for project, order, value in register_values(package, date.fromisoformat(limit)):
        rows_found = found[project].rows
        rows_found[order] = {**rows_found.get(order, {}), "actual": value}
    return found


def indicator_rows(package: SourcePackage) -> dict[str, list[dict[str, Any]]]:
    """Project → rows of its indicators in their order."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in sorted(dictionaries(package, "indicators"), key=lambda row: int(row["order"])):
        found[row["project"]].append(row)
    return found


def indicator_of(row: dict[str, Any], results: Results, package: SourcePackage) -> Indicator:
    """The indicator with its target, every change of it and what was reported; a score only if given."""
    order = int(row["order"])
    result = results.rows.get(order) or {}
    changes = results.changes.get(order) or []
    return Indicator(
        level1=row["level1"],
        level2=row["level2"],
        level3=row["level3"],
        operator=row["operator"],
        unit=row["unit"],
        initial_target=row["initial_target"] or (row["target"] if changes else None),
        target=(changes[-1].target if changes else None) or row["target"],
        actual=result.get("actual"),
        weight=row["weight"],
        score=result.get("score"),
        variance=result.get("variance"),
        direction=row["direction"],
        rule=row["rule"],
        register=row["register"],
        target_changes=changes,
        source=source_of(package, "indicators", row["row"]),
    )


def source_of(package: SourcePackage, table: str, row: int) -> Source:
    """Where a row stands."""
    return Source(file=package.tables[table].file, line=int(row))
