"""First digits beside Benford's law: a screening chart with its caveats, no finding.

Expected shares log10(1 + 1/d). Bounds of the mean absolute deviation: Nigrini, *Benford's Law* (2012).
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import duckdb

from mingzhang.corpus.asking.views import quoted
from mingzhang.corpus.comparing.units import ComparedUnit
from mingzhang.corpus.report.sheets import Cell, Sheet, number, percent
from mingzhang.kit.language import Language, Text
from mingzhang.writers.charts.bars import Bar, BarChart

EXPECTED = tuple(map(Decimal, ("30.10", "17.61", "12.49", "9.69", "7.92", "6.69", "5.80", "5.12", "4.58")))
"""Shares of the first digits 1 to 9, in %."""
ENOUGH = 300
"""Amounts below which the shares say nothing."""
_MARGINAL, _OUTSIDE = Decimal("1.2"), Decimal("1.5")
"""Mean absolute deviation in percentage points: from where agreement is marginal, and none."""


def first_digits(
    connection: duckdb.DuckDBPyConnection, units: list[ComparedUnit], language: Language
) -> Sheet:
    """The first digits of the detail amounts of all years of the units together."""
    documents = [edition.document for unit in units for edition in unit.accounts.values()]
    counts = _counted(connection, documents)
    whole = sum(counts.values())
    rows: list[tuple[Cell, ...]] = []
    for digit, expected in enumerate(EXPECTED, 1):
        share = percent(counts[digit], whole)
        rows.append((digit, counts[digit], share, expected, None if share is None else share - expected))
    return Sheet(
        "first_digits",
        Text("首位数字（本福特定律）", "First digits (Benford's law)"),
        _note(rows, whole),
        (
            number("digit", "首位数字", "first digit"),
            number("amounts", "个数", "amounts"),
            number("share", "占比%", "share, %"),
            number("expected", "期望占比%", "expected, %"),
            number("difference", "相差（百分点）", "difference, points"),
        ),
        rows if whole else [],
        _chart(rows, language) if whole else None,
    )


def _counted(connection: duckdb.DuckDBPyConnection, documents: list[str]) -> Counter[int]:
    """First digits of amounts of the lowest level outside total columns, which are no sums of each other."""
    listed = ", ".join(map(quoted, documents)) or "NULL"
    query = f"""
        SELECT CAST(substr(CAST(abs(value) AS VARCHAR), 1, 1) AS INTEGER) AS digit, count(*)
        FROM current_facts
        WHERE document IN ({listed}) AND unit <> 'count' AND value IS NOT NULL AND value <> 0
              AND "column" <> 'total' AND regexp_full_match(code, '[0-9]{{5}}|[0-9]{{7}}')
        GROUP BY digit ORDER BY digit
    """
    return Counter(dict(connection.execute(query).fetchall()))


def _note(rows: list[tuple[Cell, ...]], whole: int) -> Text:
    caveat = Text(
        "只是筛查：科目预算有定额、标准和整数时，正常的账也会偏离；偏离不是错误，符合也不证明正确。"
        "只取最明细科目、不取合计栏。",
        "A screening only: quotas, standards and round sums make honest accounts deviate; a deviation is no "
        "error and agreement no proof. Lowest subjects only, without total columns.",
    )
    if whole < ENOUGH:
        return Text(
            f"{caveat.zh}只有 {whole} 个数，少于 {ENOUGH} 个，不足以判断。",
            f"{caveat.en} Only {whole} amounts, under {ENOUGH}: too few to judge.",
        )
    mean = sum((abs(row[4]) for row in rows if isinstance(row[4], Decimal)), Decimal(0)) / 9
    verdict = (
        Text("基本符合", "agreement")
        if mean < _MARGINAL
        else Text("勉强符合", "marginal agreement")
        if mean < _OUTSIDE
        else Text("不符合", "no agreement")
    )
    rounded = mean.quantize(Decimal("0.01"))
    return Text(
        f"{caveat.zh}平均绝对偏差 {rounded} 个百分点（{whole} 个数）：{verdict.zh}。",
        f"{caveat.en} Mean absolute deviation {rounded} points over {whole} amounts: {verdict.en}.",
    )


def _chart(rows: list[tuple[Cell, ...]], language: Language) -> BarChart:
    title = Text("首位数字的占比", "Shares of first digits").said(language)
    found, law = Text("实际", "found").said(language), Text("本福特定律", "Benford's law").said(language)
    bars = [
        bar
        for row in rows
        for bar in (Bar(str(row[0]), found, str(row[2])), Bar(str(row[0]), law, str(row[3])))
    ]
    told = "；".join(f"{row[0]} {row[2]} ({row[3]})" for row in rows)
    return BarChart("first_digits", "", title, "%", tuple(bars), f"{title}（%）：{told}")
