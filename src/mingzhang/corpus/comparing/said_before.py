"""What a disclosure says of the year before and of its budget, against what those documents say themselves.

The rules are those of a desk check with `--prior` and `--budget`: here the lake finds the companions.
"""

from __future__ import annotations

import duckdb

from mingzhang.checks.registry import Case
from mingzhang.checks.run import Examined, examine
from mingzhang.corpus.comparing.units import ComparedUnit, Edition, disclosure_of
from mingzhang.corpus.report.sheets import Cell, Sheet, number, words
from mingzhang.facts.findings import Finding
from mingzhang.intake.read import standard_for
from mingzhang.kit.language import Language, Text


def against_documents(
    connection: duckdb.DuckDBPyConnection, units: list[ComparedUnit], language: Language
) -> Sheet:
    """The findings that only the companions bring to light, newest year first."""
    rows: list[tuple[Cell, ...]] = []
    alone: list[str] = []
    for unit in units:
        for year in sorted(unit.accounts, reverse=True):
            prior, budget = unit.accounts.get(year - 1), unit.budgets.get(year)
            if prior is None and budget is None:
                alone.append(f"{unit.name} {year}")
                continue
            for companion, kind in ((prior, "prior"), (budget, "budget")):
                if companion is not None:
                    found = _found(connection, unit.accounts[year], companion, kind, language)
                    rows += [_row(unit, year, companion, finding) for finding in found]
    left = "、".join(alone)
    return Sheet(
        "said_before",
        Text("与上年公开、本年预算公开的对照", "Against last year's disclosure and the budget"),
        Text(
            "上年数、年初结转与上年公开对照，年初预算与本年预算公开对照。"
            + (f"湖中没有上年公开和预算公开、因而没有对照：{left}。" if left else ""),
            "Prior-year figures and opening balances against last year's disclosure, the original budget "
            "against the budget disclosure." + (f" Neither is in the lake for: {left}." if left else ""),
        ),
        (
            words("unit", "单位", "unit"),
            number("fiscal_year", "年度", "year"),
            words("rule", "规则", "rule"),
            words("severity", "严重程度", "severity"),
            words("message", "说明", "message"),
            words("printed", "印出的数", "printed"),
            words("expected", "对照的数", "expected"),
            words("place", "位置", "place"),
            words("companion", "对照的文件", "against"),
        ),
        rows,
    )


def _found(
    connection: duckdb.DuckDBPyConnection, edition: Edition, companion: Edition, kind: str, language: Language
) -> list[Finding]:
    """What is found with the companion and not without it."""
    disclosure, other = disclosure_of(connection, edition), disclosure_of(connection, companion)
    standard = standard_for(disclosure.fiscal_year)
    whole = Case(disclosure, prior=other) if kind == "prior" else Case(disclosure, budget=other)
    beside: Examined = examine([whole], standard, language)[0]
    alone: Examined = examine([Case(disclosure)], standard, language)[0]
    known = {finding.id for finding in alone.findings}
    return [finding for finding in beside.findings if finding.id not in known]


def _row(unit: ComparedUnit, year: int, companion: Edition, finding: Finding) -> tuple[Cell, ...]:
    source = finding.source
    place = " ".join(
        ([f"p. {source.page}"] if source.page is not None else [])
        + ([f"line {source.line}"] if source.line is not None else [])
    )
    return (
        unit.name,
        year,
        finding.rule,
        finding.severity,
        finding.message,
        finding.printed,
        finding.expected,
        place,
        companion.path,
    )
