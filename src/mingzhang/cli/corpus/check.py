"""`mingzhang corpus check`."""

from __future__ import annotations

import argparse

from mingzhang.cli.command import Command, Commands, Parser, Said
from mingzhang.cli.corpus_options import add_engine, add_lake
from mingzhang.kit.language import Language


def add(commands: Commands, said: Said) -> Parser:
    check: Parser = commands.add_parser(
        "check",
        help=said("核对整个数据湖", "check the whole lake"),
        description=said(
            "用现行规则核对湖中每份文件：单元格规则全部重算，文件规则只在规则、标准有变或有疑时重算；"
            "结果写回 findings。",
            "Checks every document by the rules in force: all cell rules, and document rules where rule, "
            "standard or doubt asks for it; replaces the findings.",
        ),
    )
    add_lake(check, said)
    add_engine(check, said)
    check.add_argument(
        "--jobs",
        type=int,
        metavar="N",
        help=said("进程数（默认等于核数）", "processes (default: one for each core)"),
    )
    return check


def run(parsed: argparse.Namespace, language: Language) -> int:
    from mingzhang.app.corpus.check import LakeCheckRequest, check_corpus

    return check_corpus(LakeCheckRequest(parsed.lake, parsed.engine, parsed.jobs, language))


COMMAND = Command("check", 20, add, run)
