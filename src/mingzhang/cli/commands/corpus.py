"""`mingzhang corpus`: many disclosures at once."""

from __future__ import annotations

import argparse

from mingzhang.cli.command import Command, Commands, Parser, Said
from mingzhang.cli.corpus import subcommands
from mingzhang.kit.language import Language


def add(commands: Commands, said: Said) -> Parser:
    corpus: Parser = commands.add_parser(
        "corpus",
        help=said(
            "批量：收入数据湖、核对、查询、比较", "many disclosures: a lake, its check, questions to it"
        ),
        description=said(
            "把成千上万份公开文件读入一个数据湖（Parquet），统一核对、查询和比较。",
            "Reads thousands of disclosures into a lake of Parquet files, checks them, answers questions.",
        ),
    )
    listed = corpus.add_subparsers(
        dest="subcommand", metavar=said("子命令", "SUBCOMMAND"), parser_class=Parser, required=True
    )
    for subcommand in subcommands():
        added = subcommand.add(listed, said)
        added.add_argument("--lang", choices=("zh", "en"), default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    return corpus


def run(parsed: argparse.Namespace, language: Language) -> int:
    return next(item for item in subcommands() if item.name == parsed.subcommand).run(parsed, language)


COMMAND = Command("corpus", 60, add, run)
