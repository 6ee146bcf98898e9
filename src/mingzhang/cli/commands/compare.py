"""`mingzhang compare`."""

from __future__ import annotations

import argparse
from pathlib import Path

from mingzhang.cli.command import Command, Commands, Parser, Said, add_overrules, options_of
from mingzhang.kit.language import Language


def add(commands: Commands, said: Said) -> Parser:
    compare: Parser = commands.add_parser(
        "compare",
        help=said("比较两份公开", "compare two disclosures"),
        description=said(
            "比较两份公开（任何能读的格式）：数字按地址和数值，绩效自评按字段，文字按段落。"
            "退出码：0 相同；1 不同；2 读不了。",
            "Compares two disclosures of any readable format: figures by address and value, evaluations by "
            "field, text by paragraph. Exit status: 0 the same; 1 different; 2 not readable.",
        ),
    )
    compare.add_argument("old", type=Path, metavar="A", help=said("第一份", "the first"))
    compare.add_argument("new", type=Path, metavar="B", help=said("第二份", "the second"))
    compare.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help=said("列表格式（默认 text）", "format of the list (default: text)"),
    )
    compare.add_argument(
        "-o", "--output", type=Path, metavar="OUT", help=said("写到文件", "write to this file")
    )
    add_overrules(compare, said)
    return compare


def run(parsed: argparse.Namespace, language: Language) -> int:
    from mingzhang.app.compare import compare_files

    return compare_files(
        parsed.old,
        parsed.new,
        format=parsed.format,
        output=parsed.output,
        options=options_of(parsed),
        language=language,
    )


COMMAND = Command("compare", 45, add, run)
