"""Natures, sources and projects that go together, and those that exclude each other."""

from __future__ import annotations

from mingzhang.compile.package import SourcePackage
from mingzhang.compile.sql import listed
from mingzhang.compile.validation.conditions import Condition, grouped
from mingzhang.kit.language import Text
from mingzhang.standard.package import PackageValue

_STRICT = "expenditure"
"""Only what was spent must name its project; in budgets and payments a gap is worth a warning."""


def accounting_checks(package: SourcePackage) -> list[Condition]:
    """Conditions of all tables with nature, source, project or kind."""
    checks = [_kinds_without_appropriation(package), _whole_measures(package)]
    for table in ("expenditure", "budget", "adjustments", "treasury"):
        checks.append(_natures_without_appropriation(package, table))
        checks += _projects(package, table)
    return checks


def _natures_without_appropriation(package: SourcePackage, table: str) -> Condition:
    codes = [value for value in package.form.values["nature"] if value.never_appropriated]
    zh = "、".join(value.words[0] for value in codes)
    reason = Text(f"{zh}不得用财政拨款", "this nature is never paid from an appropriation")
    bad = f"nature IN {listed(value.code for value in codes)} AND source IN {_appropriations(package)}"
    lenient = package.form.tables[table].lenient
    return Condition(table, "source", bad, reason, grouped(package, table, "nature", "source"), lenient)


def _kinds_without_appropriation(package: SourcePackage) -> Condition:
    codes = [value.code for value in package.form.values["balance_kind"] if value.never_appropriated]
    reason = Text(
        "使用非财政拨款结余、结余分配不得是财政拨款", "surplus used or allocated is never an appropriation"
    )
    bad = f"kind IN {listed(codes)} AND source IN {_appropriations(package)}"
    return Condition("balances", "source", bad, reason, grouped(package, "balances", "kind", "source"))


def _whole_measures(package: SourcePackage) -> Condition:
    codes = [value.code for value in package.form.values["three_public_measure"] if value.counts]
    reason = Text("应为不小于零的整数", "must be a whole number of zero or more")
    bad = f"measure IN {listed(codes)} AND (fen % 100 <> 0 OR fen < 0)"
    return Condition("three_public", "value", bad, reason, by_group=False)


def _projects(package: SourcePackage, table: str) -> list[Condition]:
    by_group = grouped(package, table, "nature", "project")
    warning = table != _STRICT

    def condition(bad: str, zh: str, en: str) -> Condition:
        return Condition(table, "project", bad, Text(zh, en), by_group, warning)

    categories = package.form.values["project_category"]
    of_basic = [value for value in categories if value.nature == "basic"]
    of_project = [value for value in categories if value.nature == "project"]
    basic = f"SELECT code FROM rows_projects WHERE code IS NOT NULL AND category IN {_codes(of_basic)}"
    known = "SELECT code FROM rows_projects WHERE code IS NOT NULL"
    return [
        condition("nature = 'project' AND project IS NULL", "项目支出必须写明项目", "is missing"),
        condition(
            f"nature = 'project' AND project IN ({basic})",
            f"项目支出的项目类别应为{_words(of_project)}",
            f"project expenditure needs a project of category {_english(of_project)}",
        ),
        condition(
            f"nature = 'basic' AND project IN ({known}) AND project NOT IN ({basic})",
            f"基本支出不写项目，或写{_words(of_basic)}的项目",
            f"basic expenditure has no project, or one of category {_english(of_basic)}",
        ),
    ]


def _appropriations(package: SourcePackage) -> str:
    return listed(package.form.appropriations())


def _codes(values: list[PackageValue]) -> str:
    return listed(value.code for value in values)


def _words(values: list[PackageValue]) -> str:
    return "、".join(value.words[0] for value in values)


def _english(values: list[PackageValue]) -> str:
    return " or ".join(value.code for value in values)
