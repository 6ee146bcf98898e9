"""`mingzhang compile`."""

from __future__ import annotations

import argparse
from pathlib import Path

from mingzhang.cli.command import Command, Commands, Parser, Said
from mingzhang.kit.language import Language


def add(commands: Commands, said: Said) -> Parser:
    compile_: Parser = commands.add_parser(
        "compile",
        help=said("把源数据包编成决算公开 JSON", "compile source records into disclosure JSON"),
        description=said(
            "校验源数据包（CSV 或 Parquet），编出十张表和情况说明。"
            "数据有误时逐行指出，不写任何文件，退出码 2。",
            "Validates a package of source records (CSV or Parquet) and compiles the ten statements and the "
            "explanation. Every bad row is named, nothing is written, exit status 2.",
        ),
    )
    compile_.add_argument("package", type=Path, metavar="PACKAGE_DIR", help=said("源数据包", "the package"))
    compile_.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="OUT.json",
        help=said("写到文件（默认标准输出）", "write to this file"),
    )
    compile_.add_argument("--unit", metavar="CODE", help=said("只编这一个单位", "compile this unit alone"))
    compile_.add_argument(
        "--each",
        type=Path,
        metavar="DIR",
        help=said("另为每个单位写一个文件", "write one file per unit as well"),
    )
    compile_.add_argument(
        "--reconciliation",
        type=Path,
        metavar="FILE.csv",
        help=said("国库支付与单位账的全部差额写到此文件", "write every difference with the treasury"),
    )
    return compile_


def run(parsed: argparse.Namespace, language: Language) -> int:
    from mingzhang.app.compile import compile_package

    return compile_package(
        parsed.package,
        parsed.output,
        unit=parsed.unit,
        each=parsed.each,
        language=language,
        reconciliation=parsed.reconciliation,
    )


COMMAND = Command("compile", 40, add, run)
