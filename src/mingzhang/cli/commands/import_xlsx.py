"""`mingzhang import-xlsx`."""

from __future__ import annotations

import argparse
from pathlib import Path

from mingzhang.cli.command import Command, Commands, Parser, Said
from mingzhang.cli.commands.new_package import add_package_options
from mingzhang.cli.numbers import MEGABYTES, within
from mingzhang.kit.language import Language


def add(commands: Commands, said: Said) -> Parser:
    parser: Parser = commands.add_parser(
        "import-xlsx",
        help=said("把工作簿导入源数据包", "import a workbook into a source package"),
        description=said(
            "把填好的工作簿（xlsx、xls、csv；工作表名和表头中英文均可）导入源数据包；"
            "--mapping 按对照文件导入其他系统的导出表。有错的单元格逐个指出，不写任何文件，退出码 2。",
            "Imports a workbook (xlsx, xls, csv; sheets and headings in Chinese or English) into a package; "
            "--mapping reads another system's export. Bad cells are named, nothing written, exit status 2.",
        ),
    )
    parser.add_argument("file", type=Path, metavar="FILE", help=said("工作簿", "the workbook"))
    parser.add_argument(
        "directory",
        type=Path,
        metavar="DIR",
        help=said("数据包（没有就新建）", "the package, made if absent"),
    )
    parser.add_argument(
        "--mapping",
        type=Path,
        metavar="FILE",
        help=said("对照文件（YAML 或 JSON）", "mapping (YAML or JSON)"),
    )
    add_package_options(parser, said)
    existing = parser.add_mutually_exclusive_group()
    existing.add_argument(
        "--add", action="store_true", help=said("追加到已有的行之后", "add behind rows that are there")
    )
    existing.add_argument(
        "--replace", action="store_true", help=said("替换这些表已有的行", "replace rows that are there")
    )
    parser.add_argument(
        "--max-size",
        type=within(said, MEGABYTES),
        default=200,
        metavar="MB",
        help=said("拒绝超过此大小的文件（默认 200 MB）", "refuse larger files (default 200 MB)"),
    )
    return parser


def run(parsed: argparse.Namespace, language: Language) -> int:
    from mingzhang.app.import_xlsx import import_workbook

    return import_workbook(
        parsed.file,
        parsed.directory,
        mapping=parsed.mapping,
        year=parsed.year,
        variant=parsed.variant,
        headings=parsed.headings,
        existing="add" if parsed.add else "replace" if parsed.replace else "refuse",
        max_size=parsed.max_size * 1024 * 1024,
        language=language,
    )


COMMAND = Command("import-xlsx", 37, add, run)
