"""`mingzhang check`."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path

from mingzhang.cli.command import Command, Commands, Parser, Said, add_overrules, options_of
from mingzhang.kit.errors import UsageError
from mingzhang.kit.language import Language


def add(commands: Commands, said: Said) -> Parser:
    check: Parser = commands.add_parser(
        "check",
        help=said("核对公开文件并说明每个问题", "check disclosures and explain every finding"),
        description=said(
            "读取公开的决算，运行所有适用的规则并报告。退出码：0 没有错误；1 有错误；2 有文件读不了。",
            "Reads disclosures, runs every rule that applies, reports. Exit status: 0 no error; 1 errors; "
            "2 a file was not readable.",
        ),
    )
    check.add_argument(
        "files", type=Path, nargs="+", metavar="FILE", help=said("要核对的文件", "files to check")
    )
    check.add_argument(
        "--format",
        choices=("text", "json", "sarif", "html", "docx", "xlsx"),
        default="text",
        help=said("报告格式（默认 text）", "format of the report (default: text)"),
    )
    check.add_argument(
        "-o", "--output", type=Path, metavar="OUT", help=said("写到文件", "write to this file")
    )
    check.add_argument(
        "--prior", type=Path, metavar="FILE", help=said("上年决算公开", "last year's disclosure")
    )
    check.add_argument(
        "--budget", type=Path, metavar="FILE", help=said("本年预算公开", "the published budget")
    )
    check.add_argument(
        "--units",
        type=Path,
        metavar="DIR",
        help=said("所属单位公开文件所在文件夹", "folder of the member units"),
    )
    check.add_argument(
        "--accepted", type=Path, metavar="FILE", help=said("已认可的问题（JSON）", "accepted findings (JSON)")
    )
    check.add_argument(
        "--checklist",
        type=Path,
        metavar="TEMPLATE.xlsx",
        help=said("按自己的核对表填写（写到 -o）", "fill in a checklist workbook (written to -o)"),
    )
    check.add_argument(
        "--notices",
        type=Path,
        metavar="DIR",
        help=said("每个单位写一份整改通知（Word）", "one notice per unit, in Word, into this folder"),
    )
    check.add_argument(
        "--deadline",
        metavar="DAY",
        help=said("整改期限，如 2025-10-31（用于 --notices）", "day to answer by (for --notices)"),
    )
    add_overrules(check, said)
    return check


def run(parsed: argparse.Namespace, language: Language) -> int:
    from mingzhang.app.check import CheckRequest, check

    _refuse_misuse(parsed)
    to_terminal = parsed.output is None and sys.stdout.isatty()
    if to_terminal and parsed.format in ("docx", "xlsx"):
        raise UsageError(
            f"{parsed.format} 不能显示在终端上；请用 -o 写到文件。",
            f"{parsed.format} cannot be shown on a terminal; write it to a file with -o.",
        )
    return check(
        CheckRequest(
            files=parsed.files,
            format=parsed.format,
            output=parsed.output,
            prior=parsed.prior,
            budget=parsed.budget,
            units=parsed.units,
            accepted=parsed.accepted,
            checklist=parsed.checklist,
            notices=parsed.notices,
            deadline=parsed.deadline,
            options=options_of(parsed),
            language=language,
            width=min(max(shutil.get_terminal_size((100, 24)).columns, 60), 120) if to_terminal else 100,
            colour=to_terminal and "NO_COLOR" not in os.environ,
        )
    )


def _refuse_misuse(parsed: argparse.Namespace) -> None:
    if parsed.checklist is not None and (parsed.output is None or parsed.format != "text"):
        raise UsageError(
            "--checklist 填好的核对表要用 -o 写到文件，不与 --format 同用。",
            "--checklist: name the filled workbook with -o, and leave out --format.",
        )
    if parsed.deadline is not None and parsed.notices is None:
        raise UsageError(
            "--deadline 只用于 --notices；请写明存放通知的文件夹。",
            "--deadline is for --notices; name the folder of the notices.",
        )


COMMAND = Command("check", 20, add, run)
