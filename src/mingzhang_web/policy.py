"""Who may see and do what: the one place. Every object is looked up through it; others' are not found.

An account sees the subtree of its office; a section officer sees, of the unit that the section belongs to,
the projects of that section. What a role may do there is a set of permissions.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import Http404

from mingzhang_web.organisations.models import Account, Office
from mingzhang_web.year.models import SourceRow, UnitYear

READING = frozenset({"see_year", "see_targets", "see_records", "see_compiled", "see_registers"})
REGISTERS = frozenset({"see_registers", "write_registers", "step_registers"})
REVIEWING = frozenset({"return", "remark", "see_overview"})
PERMISSIONS: dict[str, frozenset[str]] = {
    "section_officer": frozenset({"see_year", "see_targets", "write_targets", "rectify", *REGISTERS}),
    "unit_finance": READING
    | REGISTERS
    | {"write_records", "write_targets", "compile", "open_year", "submit", "publish", "answer", "rectify"},
    "confidentiality_reviewer": READING | REVIEWING | {"clear"},
    "unit_head": READING | REVIEWING | {"sign", "step_registers"},
    "department_reviewer": READING
    | REVIEWING
    | {"review", "waive", "assess", "notify", "decide_targets", "see_budget_list"},
    "finance_reviewer": READING
    | REVIEWING
    | {"examine", "approve", "waive", "assess", "notify", "decide_targets", "advise", "see_budget_list"}
    | {"record_milestones"},
    "auditor": READING | {"see_trail", "see_overview", "see_budget_list"},
    "administrator": frozenset({"manage_accounts"}),
}
TARGET_TABLES = ("projects", "indicators", "target_adjustments", "results")
"""What a section officer keeps: targets and results of the section's projects."""


def may(account: Account, permission: str) -> bool:
    """Whether the account's role has the permission, on what the account can see."""
    return permission in PERMISSIONS.get(account.role, frozenset())


def demand(account: Account, permission: str) -> None:
    """Raises PermissionDenied where the role lacks the permission."""
    if not may(account, permission):
        raise PermissionDenied(permission)


def offices_of(account: Account) -> QuerySet[Office]:
    """The account's office and everything below it."""
    if account.office is None:
        return Office.objects.none()
    return Office.objects.filter(path__startswith=account.office.path)


def unit_years_of(account: Account) -> QuerySet[UnitYear]:
    """The years of the units that the account sees."""
    years = UnitYear.objects.select_related("office", "office__parent")
    if account.office is None or not may(account, "see_year"):
        return years.none()
    if account.role == "section_officer":
        return years.filter(office_id=account.office.parent_id)
    return years.filter(office__path__startswith=account.office.path)


def unit_year_of(account: Account, year_id: int) -> UnitYear:
    """The year with this key; Http404 where it is not the account's to see."""
    found = unit_years_of(account).filter(pk=year_id).first()
    if found is None:
        raise Http404
    return found


def project_codes_of(account: Account, unit_year: UnitYear) -> set[str] | None:
    """The projects that the account sees in a year; None = all."""
    if account.role != "section_officer":
        return None
    own = account.office.name if account.office else ""
    projects = SourceRow.objects.filter(unit_year=unit_year, table="projects")
    return {row.cells.get("code", "") for row in projects if row.cells.get("section") == own}


def demand_project(account: Account, unit_year: UnitYear, project: str) -> None:
    """Http404 where the project is not the account's to see."""
    codes = project_codes_of(account, unit_year)
    if codes is not None and project not in codes:
        raise Http404


def demand_table(account: Account, table: str, *, write: bool = False) -> None:
    """PermissionDenied where the account may not see (or write) the table's records."""
    kept = "targets" if table in TARGET_TABLES else "records"
    demand(account, f"{'write' if write else 'see'}_{kept}")


def rows_of(account: Account, unit_year: UnitYear, table: str) -> QuerySet[SourceRow]:
    """The rows of a table that the account sees."""
    demand_table(account, table)
    rows = SourceRow.objects.filter(unit_year=unit_year, table=table)
    codes = project_codes_of(account, unit_year)
    if codes is None:
        return rows
    return rows.filter(**{f"cells__{project_column(table)}__in": sorted(codes)})


def counts_of(account: Account, unit_year: UnitYear, tables: Iterable[str]) -> dict[str, int]:
    """How many rows of each of the tables the account sees."""
    if account.role == "section_officer":
        return {table: rows_of(account, unit_year, table).count() for table in tables}
    for table in tables:
        demand_table(account, table)
    rows = SourceRow.objects.filter(unit_year=unit_year).order_by().values_list("table")
    counted = dict(rows.annotate(rows=Count("pk")))
    return {table: counted.get(table, 0) for table in tables}


def project_column(table: str) -> str:
    """The column of a table that names the project."""
    return "code" if table == "projects" else "project"


def may_hold(account: Account, unit_year: UnitYear, table: str, cells: dict[str, Any]) -> bool:
    """Whether a row with these cells is the account's to write: a section writes its own projects alone."""
    codes = project_codes_of(account, unit_year)
    if codes is None:
        return True
    if table == "projects":
        own = account.office.name if account.office else ""
        return cells.get("section") == own
    return cells.get("project") in codes
