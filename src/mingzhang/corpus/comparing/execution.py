"""Execution over the years, and where it is low three years running."""

from __future__ import annotations

from decimal import Decimal

import duckdb

from mingzhang.corpus.asking.views import quoted
from mingzhang.corpus.comparing.units import ComparedUnit
from mingzhang.corpus.comparing.years import Thresholds
from mingzhang.corpus.report.sheets import Cell, Sheet, number, percent, words
from mingzhang.kit.language import Text

YEARS = 3
"""Years in a row that make a habit."""
Rates = dict[tuple[str, str], dict[int, tuple[Decimal, Decimal]]]
"""(what, its name) → year → budget and actual, 元."""


def over_the_years(
    connection: duckdb.DuckDBPyConnection, units: list[ComparedUnit], thresholds: Thresholds
) -> Sheet:
    """Budget, actual and rate of every year: of all projects together, each project, and 三公."""
    rows: list[tuple[Cell, ...]] = []
    for unit in units:
        for (kind, name), by_year in sorted(_rates(connection, unit).items()):
            rates = {year: percent(actual, budget) for year, (budget, actual) in sorted(by_year.items())}
            habit = _low(rates, thresholds)
            for year, (budget, actual) in sorted(by_year.items()):
                mark = "↓↓↓" if year in habit else None
                rows.append((unit.name, unit.scope, kind, name, year, budget, actual, rates[year], mark))
    return Sheet(
        "execution_over_years",
        Text("逐年执行率", "Execution over the years"),
        Text(
            f"连续 {YEARS} 年执行率低于 {thresholds.low_rate}% 的标 ↓↓↓。"
            "项目取自评表的全年预算数和全年执行数，按项目名称跨年对应。",
            f"Marked ↓↓↓ where the rate is under {thresholds.low_rate} % for {YEARS} years running. "
            "Projects by the final budget and actual of their forms, from year to year by name.",
        ),
        (
            words("unit", "单位", "unit"),
            words("scope", "范围", "scope"),
            words("kind", "类别", "kind"),
            words("name", "名称", "name"),
            number("fiscal_year", "年度", "year"),
            number("budget", "全年预算数（元）", "final budget, 元"),
            number("actual", "全年执行数（元）", "actual, 元"),
            number("rate", "执行率%", "rate, %"),
            words("low", "连年偏低", "low for years"),
        ),
        sorted(rows, key=lambda row: row[8] is None),
    )


def _low(rates: dict[int, Decimal | None], thresholds: Thresholds) -> set[int]:
    """The years that belong to a run of low ones."""
    found: set[int] = set()
    for year in rates:
        run = range(year - YEARS + 1, year + 1)
        values = [rates.get(item) for item in run]
        if all(value is not None and value < thresholds.low_rate for value in values):
            found.update(run)
    return found


def _rates(connection: duckdb.DuckDBPyConnection, unit: ComparedUnit) -> Rates:
    found: Rates = {}
    for year, edition in unit.accounts.items():
        document = quoted(edition.document)
        forms = f"""
            SELECT coalesce(project, ''), row.final_budget_u, row.actual_u
            FROM (SELECT project, ordinal, unnest(funds) AS row FROM evaluations WHERE document = {document})
            WHERE row.source_kind = 'total' AND row.final_budget_u IS NOT NULL AND row.actual_u IS NOT NULL
            ORDER BY ordinal
        """
        for project, budget, actual in connection.execute(forms).fetchall():
            _add(found, ("project", project), year, budget * _YUAN, actual * _YUAN)
            _add(found, ("all_projects", ""), year, budget * _YUAN, actual * _YUAN)
        three = f"""
            SELECT max(yuan) FILTER (code = 'budget'), max(yuan) FILTER (code = 'actual') FROM current_facts
            WHERE document = {document} AND statement = 'three_public_expenses' AND "column" = 'total'
        """
        for budget, actual in connection.execute(three).fetchall():
            if budget is not None and actual is not None:
                _add(found, ("three_public_expenses", ""), year, budget, actual)
    return found


_YUAN = Decimal("0.01")
"""元 of a millionth of 万元."""


def _add(found: Rates, key: tuple[str, str], year: int, budget: Decimal, actual: Decimal) -> None:
    before = found.setdefault(key, {}).get(year, (Decimal(0), Decimal(0)))
    found[key][year] = (
        (before[0] + budget).quantize(Decimal("0.01")),
        (before[1] + actual).quantize(Decimal("0.01")),
    )
