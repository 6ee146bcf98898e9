"""Unspent quotas: what of a project's final budget no expenditure has used, document by document.

Per project the sum is 资金结转 of its evaluation form, final budget − actual (财预〔2020〕10号, form note);
where more was spent than budgeted nothing is carried over.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from mingzhang.compile.package import SourcePackage
from mingzhang.compile.sql import listed

_KEY = ("functional", "economic", "source", "fund_level")


@dataclass(slots=True)
class Quota:
    """A part of a project's budget; `document` granted it, `fen` of it are left. Blank cells are None."""

    unit: str
    project: str
    functional: str
    economic: str
    nature: str
    source: str
    fund_level: str | None
    document: str | None
    fen: int


def unspent_quotas(package: SourcePackage) -> list[Quota]:
    """What is left of each quota of the evaluated projects, all amounts positive.

    Spending uses the quotas of its own subject, source and level of money first, the older before the
    younger, then the nearest others of the project; cuts are taken from the youngest.
    """
    quotas: dict[tuple[str, str], list[Quota]] = defaultdict(list)
    used: dict[tuple[str, str], list[Quota]] = defaultdict(list)
    for quota in _granted(package):
        (quotas if quota.fen > 0 else used)[quota.unit, quota.project].append(quota)
    for quota in _spent(package):
        (used if quota.fen < 0 else quotas)[quota.unit, quota.project].append(quota)
    left: list[Quota] = []
    for project, granted in quotas.items():
        _use(granted, used.get(project, []))
        left += [quota for quota in granted if quota.fen > 0]
    return left


def _granted(package: SourcePackage) -> list[Quota]:
    """The prepared budget in the order of its rows, then the adjustments by date."""
    columns = "unit, project, functional, economic, nature, source, fund_level, document, fen"
    where = f"project IN ({evaluated_projects(package)})"
    budget = package.rows(
        f"SELECT {columns} FROM rows_budget WHERE stage = 'prepared' AND {where} ORDER BY row"
    )
    adjustments = package.rows(f"SELECT {columns} FROM rows_adjustments WHERE {where} ORDER BY date, row")
    return [_quota(*row) for row in (*budget, *adjustments)]


def _spent(package: SourcePackage) -> list[Quota]:
    """What was spent, as negative amounts; a correction beyond what was spent counts as quota again."""
    columns = "unit, project, functional, economic, nature, source, fund_level"
    rows = package.rows(
        f"SELECT {columns}, NULL, -sum(fen) FROM groups_expenditure "
        f"WHERE project IN ({evaluated_projects(package)}) GROUP BY {columns} ORDER BY ALL"
    )
    return [_quota(*row) for row in rows]


def _quota(*cells: Any) -> Quota:
    unit, project, functional, economic, nature, source, fund_level, document, fen = cells
    return Quota(unit, project, functional, economic, nature, source, fund_level, document, int(fen or 0))


def evaluated_projects(package: SourcePackage) -> str:
    """SQL that gives the codes of the projects of project expenditure; a blank category is one of them."""
    values = package.form.values["project_category"]
    of_basic = listed(value.code for value in values if value.nature == "basic")
    return (
        f"SELECT code FROM rows_projects WHERE code IS NOT NULL AND coalesce(category, '') NOT IN {of_basic}"
    )


def _use(granted: list[Quota], used: list[Quota]) -> None:
    """Takes what is used off what is granted, from exactly the same key to any of the project."""
    for depth in (_KEY, ("functional", "source", "fund_level"), ("source", "fund_level"), ("source",), ()):
        key = _reader(depth)
        for spending in used:
            younger_first = spending.document is not None
            for quota in reversed(granted) if younger_first else granted:
                if spending.fen == 0:
                    break
                if quota.fen > 0 and key(quota) == key(spending):
                    taken = min(quota.fen, -spending.fen)
                    quota.fen -= taken
                    spending.fen += taken


def _reader(names: tuple[str, ...]) -> Callable[[Quota], tuple[object, ...]]:
    return lambda quota: tuple(getattr(quota, name) for name in names)
