"""`mingzhang roll-forward`."""

from __future__ import annotations

import argparse
from pathlib import Path

from mingzhang.cli.command import Command, Commands, Parser, Said
from mingzhang.kit.language import Language


def add(commands: Commands, said: Said) -> Parser:
    parser: Parser = commands.add_parser(
        "roll-forward",
        help=said("由本年数据包生成下一年的", "make next year's package from this year's"),
        description=said(
            "由本年的源数据包生成下一年的：单位、机构、人员、资产、项目和指标沿用，年末结转转为年初，"
            "未支出的指标列为结转项目的年初预算（保留原文号），本年决算作为上年数（prior.json）。",
            "Makes next year's package: units, sections, staff, assets, projects and indicators continue, "
            "closing balances open the year, unspent quotas become the original budget of projects of their "
            "own (with the old documents), and this year's accounts stand as prior.json.",
        ),
    )
    parser.add_argument(
        "package", type=Path, metavar="PACKAGE", help=said("本年的数据包", "this year's package")
    )
    parser.add_argument("directory", type=Path, metavar="DIR", help=said("新的文件夹", "the new folder"))
    return parser


def run(parsed: argparse.Namespace, language: Language) -> int:
    from mingzhang.app.roll_forward import roll_forward

    return roll_forward(parsed.package, parsed.directory, language)


COMMAND = Command("roll-forward", 44, add, run)
