"""The whole report: which sheets, the figures at its head, its files."""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from mingzhang.corpus.report import coverage, money, rules, verdicts
from mingzhang.corpus.report.csv_files import csv_of
from mingzhang.corpus.report.expected import Expected
from mingzhang.corpus.report.page import Figure, page
from mingzhang.corpus.report.sheets import Sheet
from mingzhang.corpus.report.source import Source, source_of
from mingzhang.kit.language import Language, Text

TITLE = Text("决算公开批量核对报告", "Report on many disclosures")


def report(
    connection: duckdb.DuckDBPyConnection,
    expected: Sequence[Expected],
    year: int | None,
    language: Language,
) -> dict[str, bytes]:
    """The files of the report by name: `index.html`, and a CSV (UTF-8 with its mark) for every sheet."""
    source = source_of(connection, expected, year, language)
    sheets = _sheets(source)
    made = {f"{sheet.id}.csv": csv_of(sheet) for sheet in sheets}
    made["index.html"] = page(TITLE, _about(source, year), _figures(source), sheets, language)
    return made


def _sheets(source: Source) -> list[Sheet]:
    listed = [coverage.missing(source), coverage.late(source)] if source.expected else []
    return [
        verdicts.by_year(source),
        verdicts.by_region(source),
        *rules.by_rule(source),
        verdicts.by_unit(source),
        *listed,
        coverage.members(source),
        money.execution(source),
        money.totals(source),
        verdicts.failed(source),
    ]


def _about(source: Source, year: int | None) -> Text:
    years = sorted({item.fiscal_year for item in source.read() if item.fiscal_year is not None})
    span = "–".join(map(str, dict.fromkeys((years[0], years[-1])))) if years else "–"
    which, which_en = f"{year or span} 年度", f"fiscal year {year or span}"
    return Text(
        f"{which}；由数据湖中的现行文件算出，各表可下载为 CSV。“错误”是算术或法定规则不成立，"
        "“提醒”是应由人复核的判断。",
        f"{which_en}; from the current documents of a lake, every table is there as CSV. Errors are broken "
        "arithmetic or law, warnings are for a reviewer to judge.",
    )


def _figures(source: Source) -> list[Figure]:
    read = source.read()
    bad = sum(item.verdict == "inconsistent" for item in read)
    failed = len(source.published) - len(read)
    units = {(item.code or item.name, item.scope) for item in read}
    return [
        (Text("份公开文件", "disclosures"), f"{len(read):,}", False),
        (Text("个部门和单位", "departments and units"), f"{len(units):,}", False),
        (Text("份前后一致", "consistent"), f"{len(read) - bad:,}", False),
        (Text("份前后不一致", "inconsistent"), f"{bad:,}", bad > 0),
        (Text("个错误", "errors"), f"{sum(item.errors for item in read):,}", bad > 0),
        (Text("个提醒", "warnings"), f"{sum(item.warnings for item in read):,}", False),
        (Text("份读不了", "unreadable"), f"{failed:,}", failed > 0),
    ]
