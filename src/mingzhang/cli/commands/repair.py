"""`mingzhang repair`."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path

from mingzhang.cli.command import Command, Commands, Parser, Said, add_overrules, options_of
from mingzhang.kit.language import Language


def add(commands: Commands, said: Said) -> Parser:
    repair: Parser = commands.add_parser(
        "repair",
        help=said("找出最少改哪几个数账就平了", "find the fewest figures to correct so that it adds up"),
        description=said(
            "找出必定有误的最少几个数、应为多少、理由和是否唯一。"
            "退出码：0 勾稽关系都成立；1 有改法；3 有矛盾而没有改法；2 读不了。",
            "The smallest set of figures that must be wrong, what they should read, why, and whether it is "
            "the only one. Exit status: 0 no identity broken; 1 repairs proposed; 3 inconsistent and none "
            "proposed; 2 not readable.",
        ),
    )
    repair.add_argument("file", type=Path, metavar="FILE", help=said("要修复的文件", "the file to repair"))
    repair.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help=said("报告格式（默认 text）", "format of the report (default: text)"),
    )
    repair.add_argument(
        "-o", "--output", type=Path, metavar="OUT", help=said("报告写到文件", "write the report to this file")
    )
    repair.add_argument(
        "--time-limit",
        type=float,
        default=60.0,
        metavar="S",
        help=said("最多搜索几秒（默认 60）", "search for so many seconds at most (default 60)"),
    )
    repair.add_argument(
        "--apply",
        type=Path,
        metavar="OUT.json",
        help=said(
            "按第一种改法写出修复后的决算公开 JSON，改过的数都有标记",
            "write the disclosure JSON repaired by the first proposal, every changed figure marked",
        ),
    )
    add_overrules(repair, said)
    return repair


def run(parsed: argparse.Namespace, language: Language) -> int:
    from mingzhang.app.repair import RepairRequest, repair

    to_terminal = parsed.output is None and sys.stdout.isatty()
    return repair(
        RepairRequest(
            file=parsed.file,
            format=parsed.format,
            output=parsed.output,
            apply=parsed.apply,
            seconds=parsed.time_limit,
            options=options_of(parsed),
            language=language,
            width=min(max(shutil.get_terminal_size((100, 24)).columns, 60), 120) if to_terminal else 100,
            colour=to_terminal and "NO_COLOR" not in os.environ,
        )
    )


COMMAND = Command("repair", 25, add, run)
