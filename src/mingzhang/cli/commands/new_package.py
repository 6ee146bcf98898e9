"""`mingzhang new-package`."""

from __future__ import annotations

import argparse
from pathlib import Path

from mingzhang.cli.command import Command, Commands, Parser, Said
from mingzhang.cli.numbers import FISCAL_YEARS, within
from mingzhang.kit.language import Language


def add(commands: Commands, said: Said) -> Parser:
    parser: Parser = commands.add_parser(
        "new-package",
        help=said("新建空的源数据包", "make an empty source package"),
        description=said(
            "新建源数据包：每张表一个只有表头的文件、数据字典，另有“示例”文件夹，每张表一行示例。"
            "--xlsx 另写一个同样内容的填报工作簿，填好后用 import-xlsx 导入。",
            "Makes a source package: one file with headings per table, a data dictionary, a folder with one "
            "example row per table. --xlsx also writes a workbook to fill in, for import-xlsx.",
        ),
    )
    parser.add_argument("directory", type=Path, metavar="DIR", help=said("新的文件夹", "the new folder"))
    add_package_options(parser, said)
    parser.add_argument(
        "--xlsx",
        type=Path,
        metavar="FILE",
        help=said("另写填报工作簿", "write the workbook to this file too"),
    )
    parser.add_argument(
        "--registers",
        metavar="NAME",
        nargs="+",
        default=(),
        help=said("另建这些台账（如 hazard；all 为全部）", "these registers too (hazard; all = every one)"),
    )
    return parser


def add_package_options(parser: Parser, said: Said) -> None:
    """`--year`, `--variant`, `--headings` of a package that is made."""
    parser.add_argument(
        "--year",
        type=within(said, FISCAL_YEARS),
        help=said("会计年度（默认去年）", "fiscal year (default: last year)"),
    )
    parser.add_argument("--variant", help=said("地方样式（如 shanxi）", "provincial variant like shanxi"))
    parser.add_argument(
        "--headings",
        choices=("zh", "en"),
        default="zh",
        help=said("文件名、表头和取值的语言（默认中文）", "language of file names, headings, values"),
    )


def run(parsed: argparse.Namespace, language: Language) -> int:
    from mingzhang.app.new_package import new_package

    new_package(
        parsed.directory,
        year=parsed.year,
        variant=parsed.variant,
        headings=parsed.headings,
        workbook=parsed.xlsx,
        registers=parsed.registers,
    )
    return 0


COMMAND = Command("new-package", 36, add, run)
