"""`mingzhang audit-trail verify`, `mingzhang backup`, `mingzhang restore`: what the command line knows of
them; the rest is loaded when they run."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from mingzhang.cli.command import Command, Commands, Parser, Said

if TYPE_CHECKING:
    from mingzhang.app.workbench import Language


def _add_data(parser: Parser, said: Said) -> None:
    parser.add_argument("--data", type=Path, metavar="DIR", help=said("数据目录", "the data directory"))


def add_audit_trail(commands: Commands, said: Said) -> Parser:
    """The arguments of `audit-trail`."""
    parser = commands.add_parser(
        "audit-trail",
        help=said("核验工作台的操作记录", "whether the workbench's audit trail is whole"),
        description=said(
            "verify 从头核对操作记录的链：0 完整；1 被改动过，并指出第一条；2 打不开。"
            "把打印的末条摘要另存，以后用 --contains 可证明末尾没有被删。",
            "verify follows the chain of the audit trail: 0 whole; 1 tampered with, the first such entry is "
            "named; 2 cannot be opened. Keep the last hash that it prints elsewhere: --contains later shows "
            "that the end was not cut off.",
        ),
    )
    parser.add_argument("act", choices=["verify"], metavar="verify", help=said("核验", "verify"))
    parser.add_argument(
        "--contains",
        metavar="HASH",
        help=said("记录中必须有这条摘要", "the hash of an entry that must be in it"),
    )
    _add_data(parser, said)
    return parser


def run_audit_trail(parsed: argparse.Namespace, language: Language) -> int:
    """0 whole, 1 broken, 2 not to be opened."""
    from mingzhang.app.workbench import Text
    from mingzhang_web.installation import demand_parts, open_installation

    demand_parts()
    open_installation(parsed.data)
    from mingzhang_web.trail.verification import verify

    verdict = verify(parsed.contains)
    if verdict.broken is not None:
        number, verb = verdict.broken.pk, verdict.broken.verb_name
        text = Text(
            f"操作记录被改动过：第 {number} 条（{verb.zh}）与前一条接不上；之前 {verdict.entries} 条完整。",
            f"The audit trail was tampered with: entry {number} ({verb.en}) does not follow from the one "
            f"before it; the {verdict.entries} before it are whole.",
        )
    elif verdict.seen is False:
        text = Text(
            f"操作记录里没有摘要 {parsed.contains}：末尾被删过，或不是这个数据库。",
            f"The audit trail has no entry {parsed.contains}: its end was cut off, or it is another's.",
        )
    else:
        text = Text(
            f"操作记录完整，共 {verdict.entries} 条；末条摘要 {verdict.last}",
            f"The audit trail is whole, {verdict.entries} entries; the last hash is {verdict.last}",
        )
    print(text.said(language))
    return 0 if verdict.whole else 1


def add_backup(commands: Commands, said: Said) -> Parser:
    """The arguments of `backup`."""
    parser = commands.add_parser(
        "backup",
        help=said("把工作台备份成一个文件", "back the workbench up into one file"),
        description=said(
            "把数据库、佐证文件和已公开的内容写进一个文件，服务不必停；已有的文件不覆盖。"
            "备份里有单位的全部数据，请妥善保管。",
            "Writes the database, the evidence and what was published into one file; the server need not "
            "stop. A file that is there is not replaced. The back-up holds all data: keep it safe.",
        ),
    )
    parser.add_argument("out", type=Path, metavar="OUT", help=said("备份文件", "the back-up"))
    _add_data(parser, said)
    return parser


def run_backup(parsed: argparse.Namespace, language: Language) -> int:
    """0; 1 made, but evidence is missing; 2."""
    from mingzhang.app.workbench import Text
    from mingzhang_web.installation import demand_parts, open_installation

    demand_parts()
    directory = open_installation(parsed.data)
    from mingzhang_web.operation.backup import back_up

    made = back_up(directory, parsed.out)
    text = Text(
        f"{parsed.out}：{made.rows} 行、{made.files} 个文件；SHA-256 {made.sha256}",
        f"{parsed.out}: {made.rows} rows, {made.files} files; SHA-256 {made.sha256}",
    )
    print(text.said(language))
    if made.missing:
        text = Text(
            f"有 {made.missing} 个佐证文件在数据目录中找不到，备份里也没有。",
            f"{made.missing} files of evidence are not in the data directory, nor in the back-up.",
        )
        print(text.said(language), file=sys.stderr)
    return 1 if made.missing else 0


def add_restore(commands: Commands, said: Said) -> Parser:
    """The arguments of `restore`."""
    parser = commands.add_parser(
        "restore",
        help=said("从备份恢复工作台", "restore the workbench from a back-up"),
        description=said(
            "把备份恢复到新的数据目录和空的数据库（SQLite 或 MINGZHANG_DATABASE 所指），"
            "逐行逐文件核对一致后才生效；备份不完整则什么都不改动。",
            "Restores a back-up into a new data directory and an empty database (SQLite, or the one that "
            "MINGZHANG_DATABASE names), and compares every row and file before it counts. Of a back-up that "
            "is not whole nothing is taken.",
        ),
    )
    parser.add_argument("file", type=Path, metavar="FILE", help=said("备份文件", "the back-up"))
    parser.add_argument(
        "--data", type=Path, metavar="DIR", required=True, help=said("新的数据目录", "the new data directory")
    )
    return parser


def run_restore(parsed: argparse.Namespace, language: Language) -> int:
    """0; 2 with nothing changed."""
    from mingzhang.app.workbench import Text
    from mingzhang_web.installation import demand_parts
    from mingzhang_web.operation.restore import restore

    demand_parts()
    done = restore(parsed.file, parsed.data)
    text = Text(
        f"{parsed.data}：已恢复并核对 {done['rows']} 行、{done['files']} 个文件；所有人需重新登录。",
        f"{parsed.data}: restored and compared {done['rows']} rows, {done['files']} files; everyone signs in "
        "again.",
    )
    print(text.said(language))
    return 0


AUDIT_TRAIL = Command("audit-trail", 92, add_audit_trail, run_audit_trail)
BACKUP = Command("backup", 94, add_backup, run_backup)
RESTORE = Command("restore", 96, add_restore, run_restore)
