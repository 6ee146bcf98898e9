"""Sheets on money: totals in which nothing is counted twice, and how budgets were executed. Amounts in 元."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from mingzhang.corpus.report.sheets import Cell, Sheet, number, percent, words
from mingzhang.corpus.report.source import Published, Source
from mingzhang.kit.language import Text

_TOTALS = """
SELECT document, max(yuan) FROM current_facts
WHERE statement = 'expenditure' AND code = 'total' AND "column" = 'total' AND yuan IS NOT NULL
GROUP BY document
"""
_FORMS = """
SELECT document, count(*), sum(row.final_budget_u), sum(row.actual_u)
FROM (SELECT document, unnest(funds) AS row FROM evaluations)
WHERE row.source_kind = 'total' AND row.final_budget_u IS NOT NULL AND row.actual_u IS NOT NULL
GROUP BY document
"""
_THREE_PUBLIC = """
SELECT document, max(yuan) FILTER (code = 'budget'), max(yuan) FILTER (code = 'actual')
FROM current_facts WHERE statement = 'three_public_expenses' AND "column" = 'total' GROUP BY document
"""
_YUAN_OF_MICRO = Decimal("0.01")
"""Forms are in 万元, kept in millionths of it: each is a 分."""


def totals(source: Source) -> Sheet:
    """Expenditure by year and region; a department is never added to its own units."""
    spent = dict(source.rows(_TOTALS))
    sums: dict[tuple[int | None, str], list[Decimal]] = defaultdict(list)
    left_out: dict[tuple[int | None, str], int] = defaultdict(int)
    for item in source.read():
        if item.kind != "final_accounts" or item.document not in spent:
            continue
        key = (item.fiscal_year, item.region)
        if item.inside:
            left_out[key] += 1
        else:
            sums[key].append(spent[item.document])
    keys = sorted({*sums, *left_out}, key=repr)
    return Sheet(
        "totals",
        Text("决算支出合计（元）", "Expenditure, 元"),
        Text(
            "部门决算已包含其所属单位：所属单位另行公开的不再加入，份数单列。",
            "A department's accounts include its units: those are not added again, only counted.",
        ),
        (
            number("fiscal_year", "年度", "year"),
            words("region", "地区", "region"),
            number("expenditure", "支出合计（元）", "expenditure, 元"),
            number("disclosures", "加总的文件", "disclosures added"),
            number("inside", "已含在部门中的文件", "included in a department's"),
        ),
        [(*key, _cents(sum(sums[key], Decimal(0))), len(sums[key]), left_out[key]) for key in keys],
    )


def execution(source: Source) -> Sheet:
    """How far projects and 三公 budgets were executed, the lowest rates first."""
    forms = {name: rest for name, *rest in source.rows(_FORMS)}
    three = {name: rest for name, *rest in source.rows(_THREE_PUBLIC)}
    rows: list[tuple[Cell, ...]] = []
    for item in source.read():
        if item.kind != "final_accounts" or not (item.document in forms or item.document in three):
            continue
        rows.append(_execution(item, forms.get(item.document), three.get(item.document)))
    return Sheet(
        "execution",
        Text("预算执行率", "Execution rates"),
        Text(
            "项目：各自评表“年度资金总额”的全年执行数 ÷ 全年预算数；“三公”：决算数 ÷ 预算数。低的在前。",
            "Projects: actual ÷ final budget over the total rows of the evaluation forms; 三公: actual ÷ "
            "budget. Lowest first.",
        ),
        (
            words("unit", "单位", "unit"),
            words("code", "编码", "code"),
            words("scope", "范围", "scope"),
            number("fiscal_year", "年度", "year"),
            words("region", "地区", "region"),
            number("forms", "自评表", "forms"),
            number("final_budget", "项目全年预算数（元）", "projects' final budget, 元"),
            number("actual", "项目全年执行数（元）", "projects' actual, 元"),
            number("rate", "项目执行率%", "projects' rate, %"),
            number("three_public_budget", "“三公”预算数（元）", "三公 budget, 元"),
            number("three_public_actual", "“三公”决算数（元）", "三公 actual, 元"),
            number("three_public_rate", "“三公”执行率%", "三公 rate, %"),
        ),
        sorted(rows, key=_lowest_first),
    )


def _lowest_first(row: Sequence[Cell]) -> tuple[bool, Decimal, str]:
    rate = row[8]
    return (rate is None, rate if isinstance(rate, Decimal) else Decimal(0), str(row[0]))


def _execution(
    item: Published, forms: list[int] | None, three: list[Decimal | None] | None
) -> tuple[Cell, ...]:
    count, budget, actual = (0, None, None) if forms is None else forms
    planned, spent = (None, None) if three is None else three
    return (
        item.name,
        item.code,
        item.scope,
        item.fiscal_year,
        item.region,
        count,
        None if budget is None else _cents(budget * _YUAN_OF_MICRO),
        None if actual is None else _cents(actual * _YUAN_OF_MICRO),
        percent(actual, budget),
        None if planned is None else _cents(planned),
        None if spent is None else _cents(spent),
        percent(spent, planned),
    )


def _cents(yuan: Decimal) -> Decimal:
    """To the 分."""
    return yuan.quantize(Decimal("0.01"))
