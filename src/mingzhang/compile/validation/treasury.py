"""The treasury's payments beside the unit's own books: every difference by subject and project."""

from __future__ import annotations

from mingzhang.compile.package import SourcePackage
from mingzhang.compile.problems import ROWS_SHOWN, Problem
from mingzhang.compile.sql import listed, literal
from mingzhang.compile.validation.conditions import has_rows
from mingzhang.kit.amounts import from_fen
from mingzhang.kit.language import Text


def reconcile_treasury(package: SourcePackage) -> None:
    """Compares appropriations, and any other source that the treasury has payments of."""
    entry = package.tables["treasury"]
    if not has_rows(package, "treasury"):
        return
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
    heading = f"{entry.heading('functional')}/{entry.heading('project')}"
    for unit, functional, project, paid, booked in found:
        rows = package.rows(
            f"SELECT row FROM rows_treasury WHERE unit = {literal(unit)} "
            f"AND functional = {literal(functional)} "
            f"AND coalesce(project, '') = {literal(project)} LIMIT {ROWS_SHOWN}"
        )
        left, right, difference = (from_fen(int(fen), "元") for fen in (paid, booked, paid - booked))
        reason = Text(
            f"单位{unit}：国库支付{left}元，单位账{right}元，相差{difference}元",
            f"unit {unit}: the treasury paid {left} 元, the unit booked {right} 元, "
            f"difference {difference} 元",
        )
        numbers = tuple(int(row[0]) for row in rows)
        package.problems.warn(Problem(entry.file, numbers, heading, f"{functional}/{project}", reason))
