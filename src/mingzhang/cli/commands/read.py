"""`mingzhang read`."""

from __future__ import annotations

import argparse
from pathlib import Path

from mingzhang.cli.command import Command, Commands, Parser, Said, add_overrules, options_of
from mingzhang.kit.language import Language


def add(commands: Commands, said: Said) -> Parser:
    read: Parser = commands.add_parser(
        "read",
        help=said("把公开文件读成 JSON", "read a published disclosure into JSON"),
        description=said(
            "读取一份公开的决算（PDF、扫描件、图片、OCR 文本或决算公开 JSON），输出决算公开 JSON。",
            "Reads a published disclosure (PDF, scan, picture, OCR text, JSON) and writes disclosure JSON.",
        ),
    )
    read.add_argument("file", type=Path, metavar="FILE", help=said("要读取的文件", "the file to read"))
    read.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="OUT.json",
        help=said("写到文件（默认标准输出）", "write to this file"),
    )
    add_overrules(read, said)
    return read


def run(parsed: argparse.Namespace, language: Language) -> int:
    from mingzhang.app.read import read

    read(parsed.file, parsed.output, options_of(parsed))
    return 0


COMMAND = Command("read", 10, add, run)
