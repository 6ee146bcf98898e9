"""`mingzhang corpus compare`."""

from __future__ import annotations

import argparse
from decimal import Decimal, InvalidOperation
from pathlib import Path

from mingzhang.cli.command import Command, Commands, Parser, Said
from mingzhang.cli.corpus_options import add_lake
from mingzhang.kit.errors import UsageError
from mingzhang.kit.language import Language


def add(commands: Commands, said: Said) -> Parser:
    compare: Parser = commands.add_parser(
        "compare",
        help=said("单位的逐年比较、同类比较", "compare units over years and with their like"),
        description=said(
            "单位各科目逐年变化、与同类单位的结构比较、与上年公开和预算公开的对照、连年偏低的执行率、首位数字。"
            "不给 -o 时显示在终端。",
            "A unit's subjects over the years, its structure against similar units, what it says against "
            "last year's disclosure and the budget, execution low for years, first digits.",
        ),
    )
    compare.add_argument(
        "units", nargs="+", metavar="UNIT", help=said("单位编码或全称", "code or full name of a unit")
    )
    add_lake(compare, said)
    compare.add_argument(
        "-o", "--output", type=Path, metavar="DIR", help=said("写成网页和 CSV", "write a page and CSV files")
    )
    for option, default, zh, en in (
        ("--jump", "50", "变化多少 % 算突变（默认 50）", "change in %% that is a jump (50)"),
        ("--z", "3.5", "稳健 z 值多少标出（默认 3.5）", "robust z-score that is marked (3.5)"),
        ("--low-rate", "60", "执行率低于多少 % 算低（默认 60）", "execution rate in %% that is low (60)"),
    ):
        compare.add_argument(option, default=default, metavar="N", help=said(zh.replace("%", "%%"), en))
    return compare


def run(parsed: argparse.Namespace, language: Language) -> int:
    from mingzhang.app.corpus.compare import compare_units
    from mingzhang.corpus.comparing.years import Thresholds

    thresholds = Thresholds(
        jump=_number("--jump", parsed.jump),
        z=_number("--z", parsed.z),
        low_rate=_number("--low-rate", parsed.low_rate),
    )
    return compare_units(parsed.lake, parsed.units, parsed.output, thresholds, language)


def _number(option: str, text: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or number <= 0:
        raise UsageError(f"{option}：“{text}”应为正数。", f"{option}: “{text}” must be a positive number.")
    return number


COMMAND = Command("compare", 60, add, run)
