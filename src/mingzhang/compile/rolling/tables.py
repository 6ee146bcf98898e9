"""The rows of next year's package."""

from __future__ import annotations

from collections import defaultdict

from mingzhang.compile.package import SourcePackage
from mingzhang.compile.rolling.quotas import Quota, evaluated_projects, unspent_quotas
from mingzhang.compile.rolling.registers import going_on
from mingzhang.compile.rows import headings_language, rows_of
from mingzhang.compile.template.naming import said
from mingzhang.facts.model import Analysis
from mingzhang.kit.amounts import from_fen

Rows = list[dict[str, str]]
_KEPT = ("units", "sections", "staff", "duties", "vehicles", "equipment")
"""Tables that continue as they are."""
_OF_THE_YEAR = ("completion", *Analysis.__struct_fields__)
"""Texts of a project that belong to the year that has ended."""


def next_year_rows(package: SourcePackage) -> dict[str, Rows]:
    """Rows by table, for a package of the year after `package` (validated).

    Kept: units, sections, staff, duties, assets, projects with goal and indicators, contracts not yet
    accepted, records of registers that are not complete, stocks. Carried over: closing balances as opening
    ones, unspent quotas as original budget of projects of their own. Results, adjustments, reasons,
    approvals and the year's money begin anew.
    """
    quotas = unspent_quotas(package)
    balances = _balances(package)
    contracts = _contracts(package)
    carried = _carried_codes(package, quotas)
    projects = _projects(package, carried, {row.get("project", "") for row in (*balances, *contracts)})
    return {
        **{table: rows_of(package, table) for table in _KEPT},
        "projects": projects,
        "indicators": _indicators(package, carried, {row["code"] for row in projects}),
        "balances": balances,
        "budget": _budget(quotas, carried),
        "contracts": contracts,
        **going_on(package, {row["code"] for row in projects}),
    }


def _balances(package: SourcePackage) -> Rows:
    """What was left stands as opening balance, and as closing balance until the year's money is recorded."""
    found = package.rows(
        "SELECT unit, functional, source, project, document, sum(fen) FROM rows_balances "
        "WHERE kind = 'closing' GROUP BY ALL HAVING sum(fen) <> 0 ORDER BY min(row)"
    )
    rows = []
    for kind in ("opening", "closing"):
        for unit, functional, source, project, document, fen in found:
            cells = {"unit": unit, "functional": functional, "source": source, "kind": kind}
            cells |= {"project": project, "document": document, "amount": from_fen(int(fen), "元")}
            rows.append({column: cell for column, cell in cells.items() if cell is not None})
    return rows


def _contracts(package: SourcePackage) -> Rows:
    """Contracts on which the next year still pays: not accepted when this year ends."""
    end = f"{package.fiscal_year}-12-31"
    return [row for row in rows_of(package, "contracts") if row.get("accepted", "9999") > end]


def _carried_codes(package: SourcePackage, quotas: list[Quota]) -> dict[str, str]:
    """Project → the code of the project of its own under which its unspent quota stands."""
    taken = {row["code"] for row in rows_of(package, "projects")}
    codes: dict[str, str] = {}
    for quota in quotas:
        if quota.project not in codes:
            code = f"{quota.project}-{package.fiscal_year}"
            while code in taken:
                code += "-1"
            taken.add(code)
            codes[quota.project] = code
    return codes


def _projects(package: SourcePackage, carried: dict[str, str], named: set[str]) -> Rows:
    """Continuing projects, then those of carried-over quotas.

    A project that was itself carried over ends with its year, unless `named` by a balance or contract.
    """
    every = rows_of(package, "projects")
    kept = {row["code"] for row in every if "carried_from" not in row or row["code"] in named}
    going_on = [row for row in every if row["code"] in kept or row["code"] in carried]
    while parents := {row["parent"] for row in going_on if "parent" in row} - kept:
        kept |= parents
        going_on = [row for row in every if row["code"] in parents]
    bare = [{key: cell for key, cell in row.items() if key not in _OF_THE_YEAR} for row in every]
    words = said(package.form.words.carried_over, headings_language(package))
    rows = [row for row in bare if row["code"] in kept]
    for row in bare:
        if row["code"] in carried:
            name = words.format(name=row["name"], year=package.fiscal_year)
            own = {"code": carried[row["code"]], "name": name, "carried_from": row["code"]}
            rows.append(row | own)
    return rows


def _indicators(package: SourcePackage, carried: dict[str, str], projects: set[str]) -> Rows:
    """Indicators with the target last in force, for the continuing projects and the carried-over ones."""
    targets = {}
    for row in sorted(rows_of(package, "target_adjustments"), key=lambda row: row["date"]):
        targets[row["project"], row["order"]] = row["target"]
    evaluated = {str(row[0]) for row in package.rows(evaluated_projects(package))}
    rows = []
    for row in rows_of(package, "indicators"):
        project = row["project"]
        cells = {key: cell for key, cell in row.items() if key != "initial_target"}
        target = targets.get((project, row["order"]), row.get("target"))
        cells |= {} if target is None else {"target": target}
        codes = [code for code in (project, carried.get(project)) if code in projects]
        rows += [cells | {"project": code} for code in codes if project in evaluated]
    return rows


def _budget(quotas: list[Quota], carried: dict[str, str]) -> Rows:
    """The unspent quotas as original budget, with the documents that granted them."""
    sums: dict[tuple[str | None, ...], int] = defaultdict(int)
    names = ("unit", "functional", "economic", "nature", "project", "source", "fund_level", "document")
    for quota in quotas:
        sums[tuple(getattr(quota, name) for name in names)] += quota.fen
    rows = []
    for key, fen in sums.items():
        cells = {name: cell for name, cell in zip(names, key, strict=True) if cell is not None}
        cells |= {"project": carried[cells["project"]], "stage": "prepared", "amount": from_fen(fen, "元")}
        rows.append(cells)
    return rows
