"""The parser of all commands, in Chinese and English."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from mingzhang import __version__
from mingzhang.cli.command import Command, Parser
from mingzhang.kit.language import Language, Text

_ENGLISH_TO_CHINESE = {
    "usage: ": "用法：",
    "positional arguments": "参数",
    "options": "选项",
    "subcommands": "命令",
    "show this help message and exit": "显示帮助后退出",
    "the following arguments are required: %s": "缺少参数：%s",
    "unrecognized arguments: %s": "不认识的参数：%s",
    "invalid choice: %(value)r (choose from %(choices)s)": "没有“%(value)s”这一项，可选：%(choices)s",
    "invalid %(type)s value: %(value)r": "“%(value)s”的写法不对",
    "expected one argument": "后面要跟一个值",
    "expected at least one argument": "后面至少要跟一个值",
    "argument %(argument_name)s: %(message)s": "参数 %(argument_name)s：%(message)s",
    "not allowed with argument %s": "不能与 %s 同时使用",
    "ambiguous option: %(option)s could match %(matches)s": "选项 %(option)s 不明确，可能是 %(matches)s",
}


def speak(language: Language) -> None:
    """Lets argparse say its own words in `language`; it offers no other way than its `_`."""
    table = _ENGLISH_TO_CHINESE if language == "zh" else {}
    argparse._ = lambda text: table.get(text, text)  # type: ignore[attr-defined]


def build_parser(language: Language, known: Sequence[Command]) -> Parser:
    """The parser of all commands with help in `language`."""
    speak(language)

    def said(zh: str, en: str) -> str:
        return Text(zh, en).said(language)

    parser = Parser(
        prog="mingzhang",
        description=said(
            "明账：决算公开的读取与核对。", "Mingzhang: reads and checks published final accounts."
        ),
        epilog=said("mingzhang 命令 --help 看各命令的用法。", "mingzhang COMMAND --help explains a command."),
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"mingzhang {__version__}",
        help=said("显示版本后退出", "show the version and exit"),
    )
    parser.add_argument("--lang", choices=("zh", "en"), help=said("界面语言", "language of messages"))
    listed = parser.add_subparsers(dest="command", metavar=said("命令", "COMMAND"), parser_class=Parser)
    for command in known:
        added = command.add(listed, said)
        added.add_argument("--lang", choices=("zh", "en"), default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    return parser
