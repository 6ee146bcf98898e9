"""`mingzhang trace`."""

from __future__ import annotations

import argparse
from pathlib import Path

from mingzhang.cli.command import Command, Commands, Parser, Said
from mingzhang.kit.language import Language


def add(commands: Commands, said: Said) -> Parser:
    trace: Parser = commands.add_parser(
        "trace",
        help=said("列出一格背后的记录", "list the records behind a compiled cell"),
        description=said(
            "列出编制结果中一格（如 expenditure/2240106/project）背后的全部记录（CSV）。",
            "Lists all records behind a compiled cell (such as expenditure/2240106/project) as CSV.",
        ),
    )
    trace.add_argument(
        "file", type=Path, metavar="OUT.json", help=said("编制结果", "the compiled disclosure")
    )
    trace.add_argument("cell", metavar="CELL", help=said("格的地址", "the cell's address"))
    trace.add_argument(
        "--package", type=Path, required=True, metavar="DIR", help=said("源数据包", "the package")
    )
    trace.add_argument(
        "-o", "--output", type=Path, metavar="CSV", help=said("写到文件", "write to this file")
    )
    return trace


def run(parsed: argparse.Namespace, language: Language) -> int:
    from mingzhang.app.trace import trace

    trace(parsed.file, parsed.cell, parsed.package, parsed.output)
    return 0


COMMAND = Command("trace", 50, add, run)
