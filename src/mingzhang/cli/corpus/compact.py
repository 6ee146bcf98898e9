"""`mingzhang corpus compact`."""

from __future__ import annotations

import argparse

from mingzhang.cli.command import Command, Commands, Parser, Said
from mingzhang.cli.corpus_options import add_lake
from mingzhang.kit.language import Language


def add(commands: Commands, said: Said) -> Parser:
    compact: Parser = commands.add_parser(
        "compact",
        help=said("合并数据湖里的小文件", "merge the small files of a lake"),
        description=said(
            "把多次收入留下的小文件合并成大文件，行数不变；其他程序可同时读写。",
            "Merges what many small commits left into larger files; every row stays, others may go on.",
        ),
    )
    add_lake(compact, said)
    return compact


def run(parsed: argparse.Namespace, language: Language) -> int:
    from mingzhang.app.corpus.compact import compact

    return compact(parsed.lake, language)


COMMAND = Command("compact", 30, add, run)
