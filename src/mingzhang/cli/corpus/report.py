"""`mingzhang corpus report`."""

from __future__ import annotations

import argparse
from pathlib import Path

from mingzhang.cli.command import Command, Commands, Parser, Said
from mingzhang.cli.corpus_options import add_lake
from mingzhang.cli.numbers import FISCAL_YEARS, within
from mingzhang.kit.language import Language


def add(commands: Commands, said: Said) -> Parser:
    report: Parser = commands.add_parser(
        "report",
        help=said("数据湖的报告：网页和 CSV", "a report on a lake: a page and CSV files"),
        description=said(
            "各单位、地区、年度的结论，触发最多的规则，应公开而没有的单位，执行率；"
            "写成一个网页和各表的 CSV。",
            "Verdicts by unit, region and year, the rules that fire most, who has not published, execution "
            "rates; as one page and a CSV for each table.",
        ),
    )
    add_lake(report, said)
    report.add_argument(
        "-o", "--output", type=Path, required=True, metavar="DIR", help=said("写到此文件夹", "the folder")
    )
    report.add_argument(
        "--expected",
        type=Path,
        metavar="FILE.csv",
        help=said(
            "应公开单位名单（列 code、name、scope、region、department、fiscal_year、due、published）",
            "who should publish (columns code, name, scope, region, department, fiscal_year, due, published)",
        ),
    )
    year = within(said, FISCAL_YEARS)
    report.add_argument("--year", type=year, help=said("只报告这一年度", "only this fiscal year"))
    return report


def run(parsed: argparse.Namespace, language: Language) -> int:
    from mingzhang.app.corpus.report import report

    return report(parsed.lake, parsed.output, parsed.expected, parsed.year, language)


COMMAND = Command("report", 50, add, run)
