"""References between files: every code that names a row of another file finds it."""

from __future__ import annotations

from mingzhang.compile.package import SourcePackage
from mingzhang.compile.sql import literal, name
from mingzhang.compile.validation.conditions import Condition, grouped
from mingzhang.kit.language import Text
from mingzhang.standard.package import PackageColumn


def reference_checks(package: SourcePackage) -> list[Condition]:
    """Conditions of every referring column, and of the vouchers that corrections name."""
    checks = [
        _check(package, entry.table.table, column)
        for entry in package.tables.values()
        for column in entry.table.columns
        if column.reference is not None and column.name in entry.kinds
    ]
    if "correction_of" in package.tables["expenditure"].kinds:
        checks.append(_correction())
    return checks


def _check(package: SourcePackage, table: str, column: PackageColumn) -> Condition:
    target, _, field = (column.reference or "").partition(".")
    own = name(column.name)
    entry = package.tables[target]
    found = name(field)
    if column.within is not None:
        own, found = (f"{name(column.within)} || chr(31) || {cell}" for cell in (own, found))
    # A blank cell refers to nothing: without this it would miss in an empty table, as NULL NOT IN () is true.
    missing = f"{own} NOT IN (SELECT {found} FROM rows_{target} WHERE {found} IS NOT NULL)"
    bad = f"{name(column.name)} IS NOT NULL AND {missing}"
    if column.except_value is not None:
        bad = f"{name(column.name)} <> {literal(column.except_value)} AND {bad}"
    title = entry.table.title
    reason = Text(
        f"{entry.file}（{title.zh}）里没有", f"is not in {entry.file}, column {entry.heading(field)}"
    )
    lenient = package.form.tables[table].lenient and target != "units"
    return Condition(table, column.name, bad, reason, grouped(package, table, column.name), lenient)


def _correction() -> Condition:
    named = "SELECT DISTINCT correction_of FROM rows_expenditure WHERE correction_of IS NOT NULL"
    known = f"SELECT unit || chr(31) || voucher FROM rows_expenditure WHERE voucher IN ({named})"
    reason = Text("本单位没有这张凭证", "the unit has no such voucher")
    bad = f"correction_of IS NOT NULL AND unit || chr(31) || correction_of NOT IN ({known})"
    return Condition("expenditure", "correction_of", bad, reason, by_group=False)
