"""`mingzhang corpus sql`."""

from __future__ import annotations

import argparse
from pathlib import Path

from mingzhang.cli.command import Command, Commands, Parser, Said
from mingzhang.cli.corpus_options import add_lake
from mingzhang.kit.language import Language


def add(commands: Commands, said: Said) -> Parser:
    sql: Parser = commands.add_parser(
        "sql",
        help=said("用 SQL 查询数据湖（只读）", "ask a lake in SQL (read-only)"),
        description=said(
            "用 DuckDB 查询数据湖，只读、不联网。不给查询语句时进入提示符；.tables 列出表和视图。",
            "Asks a lake through DuckDB, read-only and without a network. Without a query it gives a prompt; "
            ".tables lists tables and views.",
        ),
    )
    sql.add_argument("query", nargs="?", metavar="QUERY", help=said("查询语句", "the query"))
    add_lake(sql, said)
    sql.add_argument(
        "--format",
        choices=("table", "csv", "json"),
        default="table",
        help=said("答案的格式（默认 table）", "format of the answer (default: table)"),
    )
    sql.add_argument("-o", "--output", type=Path, metavar="OUT", help=said("写到文件", "write to this file"))
    return sql


def run(parsed: argparse.Namespace, language: Language) -> int:
    from mingzhang.app.corpus.sql import sql

    return sql(parsed.lake, parsed.query, parsed.format, parsed.output, language)


COMMAND = Command("sql", 40, add, run)
