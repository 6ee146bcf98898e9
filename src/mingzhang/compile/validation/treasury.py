"""The treasury's payments beside the unit's own books: every difference by subject and project."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from mingzhang.compile.package import SourcePackage
from mingzhang.compile.problems import ROWS_SHOWN, Problem
from mingzhang.compile.sql import listed, literal
from mingzhang.compile.validation.conditions import has_rows
from mingzhang.kit.amounts import from_fen
from mingzhang.kit.errors import UsageError
from mingzhang.kit.language import Text

_HEADER = ("unit", "functional", "project", "treasury", "booked", "difference")


@dataclass(frozen=True, slots=True)
class Difference:
    """What the treasury `paid` and the unit `booked` on a subject and project (blank = none), in 分."""

    unit: str
    functional: str
    project: str
    paid: int
    booked: int

    def amounts(self) -> tuple[str, str, str]:
        """Paid, booked and their difference in 元."""
        paid, booked, rest = (
            from_fen(fen, "元") for fen in (self.paid, self.booked, self.paid - self.booked)
        )
        return paid, booked, rest


def treasury_differences(package: SourcePackage) -> list[Difference]:
    """Every difference over appropriations, and over any other source that the treasury has payments of."""
    sources = f"{listed(package.form.appropriations())} OR source IN (SELECT source FROM groups_treasury)"
    own, theirs = (
        f"SELECT unit, functional, coalesce(project, '') AS project, sum(fen) AS fen "
        f"FROM groups_{table} WHERE source IN {sources} GROUP BY ALL"
        for table in ("expenditure", "treasury")
    )
    found = package.rows(
        "SELECT unit, functional, project, coalesce(theirs.fen, 0), coalesce(own.fen, 0) "
        f"FROM ({own}) AS own FULL JOIN ({theirs}) AS theirs USING (unit, functional, project) "
        "WHERE coalesce(theirs.fen, 0) <> coalesce(own.fen, 0) ORDER BY ALL"
    )
    return [
        Difference(unit, functional, project, int(paid), int(booked))
        for unit, functional, project, paid, booked in found
    ]


def reconcile_treasury(package: SourcePackage) -> None:
    """A warning for every difference, with the treasury's rows; nothing where no payments are recorded."""
    if not has_rows(package, "treasury"):
        return
    entry = package.tables["treasury"]
    heading = f"{entry.heading('functional')}/{entry.heading('project')}"
    for found in treasury_differences(package):
        rows = package.rows(
            f"SELECT row FROM rows_treasury WHERE unit = {literal(found.unit)} "
            f"AND functional = {literal(found.functional)} "
            f"AND coalesce(project, '') = {literal(found.project)} LIMIT {ROWS_SHOWN}"
        )
        paid, booked, difference = found.amounts()
        reason = Text(
            f"单位{found.unit}：国库支付{paid}元，单位账{booked}元，相差{difference}元",
            f"unit {found.unit}: the treasury paid {paid} 元, the unit booked {booked} 元, "
            f"difference {difference} 元",
        )
        numbers = tuple(int(row[0]) for row in rows)
        value = f"{found.functional}/{found.project}"
        package.problems.warn(Problem(entry.file, numbers, heading, value, reason))


def reconciliation_csv(package: SourcePackage) -> bytes:
    """All differences as CSV in 元, however many; UsageError where no payments are recorded."""
    if not has_rows(package, "treasury"):
        raise UsageError(
            "数据包里没有国库支付，无从核对。", "the package has no payments of the treasury to reconcile."
        )
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(_HEADER)
    for found in treasury_differences(package):
        writer.writerow((found.unit, found.functional, found.project, *found.amounts()))
    return stream.getvalue().encode("utf-8-sig")
