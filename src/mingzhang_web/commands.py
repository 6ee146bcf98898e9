"""`mingzhang serve`: what the command line knows of it; the rest is loaded when it runs."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from mingzhang.cli.command import Command, Commands, Parser, Said

if TYPE_CHECKING:
    from mingzhang.app.workbench import Language


def add(commands: Commands, said: Said) -> Parser:
    """The arguments."""
    serve = commands.add_parser(
        "serve",
        help=said("启动网页工作台和公开门户", "the web workbench and the portal"),
        description=said(
            "在本机启动工作台（/workbench/）和公开门户（/）。数据存在 --data 指定的目录，"
            "不指定则在用户数据目录；--demo 用临时目录装入示例和各角色账号。按 Ctrl+C 停止。",
            "Starts the workbench (/workbench/) and the portal (/). Data lies in --data, else in the user's "
            "data directory; --demo loads the sample and an account for each role into a temporary one. "
            "Ctrl+C stops it.",
        ),
    )
    serve.add_argument(
        "--host",
        default="127.0.0.1",
        help=said("监听地址（默认只限本机）", "address (default: this machine)"),
    )
    serve.add_argument(
        "--port", type=int, default=8000, help=said("端口（默认 8000）", "port (default 8000)")
    )
    serve.add_argument("--data", type=Path, metavar="DIR", help=said("数据目录", "the data directory"))
    serve.add_argument("--demo", action="store_true", help=said("装入示例", "load the sample"))
    serve.add_argument(
        "--account",
        metavar="NAME",
        help=said("先建立管理员账号（在终端输入密码）", "first make an administrator (asks for a password)"),
    )
    return serve


def run(parsed: argparse.Namespace, language: Language) -> int:
    """Serves until it is stopped; MissingPart where the web's libraries are not installed."""
    from mingzhang_web.installation import demand_parts

    demand_parts()
    from mingzhang_web.serve import serve

    return serve(parsed.host, parsed.port, parsed.data, parsed.demo, parsed.account, language)


SERVE = Command("serve", 90, add, run)
