"""`mingzhang corpus ingest`."""

from __future__ import annotations

import argparse
from pathlib import Path

from mingzhang.cli.command import Command, Commands, Parser, Said
from mingzhang.cli.corpus_options import add_engine, add_lake
from mingzhang.cli.numbers import FISCAL_YEARS, MEGABYTES, SECONDS, within
from mingzhang.kit.language import Language


def add(commands: Commands, said: Said) -> Parser:
    ingest: Parser = commands.add_parser(
        "ingest",
        help=said("把许多文件读入数据湖", "read many files into a lake"),
        description=said(
            "读取并核对文件、文件夹、通配符、zip 压缩包和清单（@list.txt）中的公开文件，存入数据湖。"
            "中断后再运行同一命令即可继续；读过的文件不再读。"
            "退出码：0 全部收入；1 有文件失败（逐份列出原因）。",
            "Reads and checks the disclosures in files, folders, patterns, zip archives and lists "
            "(@list.txt). Run it again after an interruption to go on; what was read is not read again. "
            "Exit status: 0 all are in the lake; 1 some failed, each listed with its reason.",
        ),
    )
    ingest.add_argument("named", nargs="+", metavar="PATH", help=said("要收入的文件", "what to take in"))
    add_lake(ingest, said)
    add_engine(ingest, said)
    ingest.add_argument("--jobs", type=int, metavar="N", help=said("进程数（默认每核一个）", "processes"))
    ingest.add_argument(
        "--retry", action="store_true", help=said("重读以前读不了的文件", "read again what failed before")
    )
    year = within(said, FISCAL_YEARS)
    ingest.add_argument("--year", type=year, help=said("以此年度为准", "overrule the fiscal year"))
    ingest.add_argument("--variant", help=said("以此省份格式为准", "overrule the provincial variant"))
    _add_limits(ingest, said)
    return ingest


def _add_limits(ingest: Parser, said: Said) -> None:
    for option, default, metavar, zh, en in (
        ("--max-size", 200, "MB", "拒绝超过此大小的文件（默认 200 MB）", "refuse larger files (200 MB)"),
        ("--page-seconds", 30.0, "S", "一页最多读这么久（默认 30 秒）", "most seconds for a page (30)"),
        ("--document-seconds", 600.0, "S", "一份最多这么久（默认 600 秒）", "most seconds for a file (600)"),
        ("--commit-every", 500, "N", "每读多少份提交一次（默认 500）", "files of one commit (500)"),
        ("--memory", 1280, "MB", "一份最多用这么多内存（默认 1280 MB）", "most memory for a file (1280 MB)"),
    ):
        number = within(said, MEGABYTES if isinstance(default, int) else SECONDS)
        ingest.add_argument(option, type=number, default=default, metavar=metavar, help=said(zh, en))


def run(parsed: argparse.Namespace, language: Language) -> int:
    from mingzhang.app.corpus.ingest import IngestRequest, ingest
    from mingzhang.corpus.ingest.messages import Limits

    mib = 1024 * 1024
    return ingest(
        IngestRequest(
            parsed.named,
            Path(parsed.lake),
            parsed.engine,
            parsed.jobs,
            Limits(parsed.page_seconds, parsed.document_seconds, parsed.memory * mib),
            parsed.max_size * mib,
            language,
            parsed.year,
            parsed.variant,
            parsed.retry,
            parsed.commit_every,
        )
    )


COMMAND = Command("ingest", 10, add, run)
