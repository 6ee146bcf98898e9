"""`mingzhang monitor`."""

from __future__ import annotations

import argparse
from pathlib import Path

from mingzhang.cli.command import Command, Commands, Parser, Said
from mingzhang.kit.language import Language


def add(commands: Commands, said: Said) -> Parser:
    monitor: Parser = commands.add_parser(
        "monitor",
        help=said("年中监控项目的支出和绩效目标", "monitor money and targets of projects during the year"),
        description=said(
            "按截至某日的记录列出每个项目的支出、阶段结果、预计全年支出和风险。"
            "记录有误时逐行指出，退出码 2。",
            "Lists for every project the money spent, the results so far, the forecast and the risk as of a "
            "day. Every bad row is named, exit status 2.",
        ),
    )
    monitor.add_argument("package", type=Path, metavar="PACKAGE_DIR", help=said("源数据包", "the package"))
    monitor.add_argument(
        "--as-of", required=True, metavar="DATE", help=said("截至日期，如 2024-06-30", "such as 2024-06-30")
    )
    monitor.add_argument("--unit", metavar="CODE", help=said("只看这一个单位", "this unit alone"))
    monitor.add_argument(
        "--format",
        choices=("text", "csv", "json"),
        help=said("格式（默认按输出文件的扩展名）", "the format (by default the output's ending)"),
    )
    monitor.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="OUT",
        help=said("写到文件（默认标准输出）", "write to this file"),
    )
    return monitor


def run(parsed: argparse.Namespace, language: Language) -> int:
    from mingzhang.app.monitor import monitor_package

    return monitor_package(
        parsed.package,
        parsed.as_of,
        parsed.output,
        unit=parsed.unit,
        form=parsed.format,
        language=language,
    )


COMMAND = Command("monitor", 45, add, run)
