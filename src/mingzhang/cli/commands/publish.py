"""`mingzhang publish`."""

from __future__ import annotations

import argparse
from pathlib import Path

from mingzhang.cli.command import Command, Commands, Parser, Said, add_overrules, options_of
from mingzhang.kit.language import Language


def add(commands: Commands, said: Said) -> Parser:
    publish: Parser = commands.add_parser(
        "publish",
        help=said("写成公开成品", "write a publication"),
        description=said(
            "把决算公开写成 Word、PDF、Excel、网页和开放数据，附清单 publication.json。"
            "退出码：0 已写成；1 有错误，没有公开；2 读不了。",
            "Writes a disclosure as Word, PDF, Excel, web page and open data, with the manifest "
            "publication.json. Exit status: 0 written; 1 refused because of errors; 2 not readable.",
        ),
    )
    publish.add_argument(
        "disclosure", type=Path, metavar="DISCLOSURE.json", help=said("决算公开", "the disclosure")
    )
    publish.add_argument(
        "-o",
        "--output",
        type=Path,
        required=True,
        metavar="OUT_DIR",
        help=said("写到这个文件夹", "the folder to write"),
    )
    publish.add_argument(
        "--formats",
        metavar="docx,pdf,…",
        help=said("只写这些格式（默认全部）", "these formats only (default: all)"),
    )
    publish.add_argument(
        "--corrects",
        type=Path,
        metavar="OLD_DIR",
        help=said("更正这份已公开的成品，列出改动", "correct this publication and list the changes"),
    )
    publish.add_argument(
        "--with-errors",
        action="store_true",
        help=said("有错误也公开，每页每个文件都注明", "publish in spite of errors, stamped"),
    )
    publish.add_argument(
        "--accepted", type=Path, metavar="FILE", help=said("已认可的问题（JSON）", "accepted findings (JSON)")
    )
    add_overrules(publish, said)
    return publish


def run(parsed: argparse.Namespace, language: Language) -> int:
    from mingzhang.app.publish import PublishRequest, publish

    formats = None
    if parsed.formats is not None:
        formats = [name.strip() for name in parsed.formats.split(",") if name.strip()]
    return publish(
        PublishRequest(
            disclosure=parsed.disclosure,
            folder=parsed.output,
            formats=formats,
            corrects=parsed.corrects,
            with_errors=parsed.with_errors,
            accepted=parsed.accepted,
            options=options_of(parsed),
            language=language,
        )
    )


COMMAND = Command("publish", 46, add, run)
