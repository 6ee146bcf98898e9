"""The arguments of every command, in Chinese and English."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import NoReturn

from mingzhang import __version__
from mingzhang.kit.errors import UsageError
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
    "invalid %(type)s value: %(value)r": "“%(value)s”的写法不对（应为 %(type)s）",
    "expected one argument": "后面要跟一个值",
    "expected at least one argument": "后面至少要跟一个值",
    "argument %(argument_name)s: %(message)s": "参数 %(argument_name)s：%(message)s",
    "not allowed with argument %s": "不能与 %s 同时使用",
    "ambiguous option: %(option)s could match %(matches)s": "选项 %(option)s 不明确，可能是 %(matches)s",
}


class Parser(argparse.ArgumentParser):
    """A parser that raises UsageError with one line instead of printing its usage and leaving."""

    def error(self, message: str) -> NoReturn:
        """One clear line: what is wrong, and where the help is."""
        raise UsageError(f"{message}；用法见 {self.prog} --help", f"{message}; see {self.prog} --help")


def speak(language: Language) -> None:
    """Lets argparse say its own words in `language`; it offers no other way than its `_`."""
    table = _ENGLISH_TO_CHINESE if language == "zh" else {}
    argparse._ = lambda text: table.get(text, text)  # type: ignore[attr-defined]


def build_parser(language: Language) -> Parser:
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
    commands = parser.add_subparsers(dest="command", metavar=said("命令", "COMMAND"), parser_class=Parser)
    for add in (_add_read, _add_check, _add_explain, _add_compile, _add_trace):
        command = add(commands, said)
        command.add_argument(
            "--lang", choices=("zh", "en"), default=argparse.SUPPRESS, help=argparse.SUPPRESS
        )
    return parser


def _add_read(commands, said) -> Parser:  # type: ignore[no-untyped-def]
    read: Parser = commands.add_parser(
        "read",
        help=said("把公开文件读成 JSON", "read a published disclosure into JSON"),
        description=said(
            "读取一份公开的决算（OCR 文本或决算公开 JSON），输出决算公开 JSON。",
            "Reads one published disclosure (OCR text or disclosure JSON) and writes disclosure JSON.",
        ),
    )
    read.add_argument("file", type=Path, metavar="FILE", help=said("要读取的文件", "the file to read"))
    read.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="OUT.json",
        help=said("写到文件（默认标准输出）", "write to this file"),
    )
    _add_overrules(read, said)
    return read


def _add_check(commands, said) -> Parser:  # type: ignore[no-untyped-def]
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
        choices=("text", "json", "sarif"),
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
    _add_overrules(check, said)
    return check


def _add_explain(commands, said) -> Parser:  # type: ignore[no-untyped-def]
    explain: Parser = commands.add_parser(
        "explain",
        help=said("说明一条规则；不写规则名则列出全部", "explain a rule; without a name, list all"),
        description=said(
            "一条规则是什么、为什么、依据、容差，以及成立与不成立的小例。",
            "What a rule says, why, its legal source and tolerance, with a passing and a failing miniature.",
        ),
    )
    explain.add_argument(
        "rule", nargs="?", metavar="RULE", help=said("规则名，如 area/what", "a rule's name")
    )
    return explain


def _add_compile(commands, said) -> Parser:  # type: ignore[no-untyped-def]
    compile_: Parser = commands.add_parser(
        "compile",
        help=said("把源数据包编成决算公开 JSON", "compile source records into disclosure JSON"),
        description=said(
            "校验源数据包（CSV 或 Parquet），编出十张表和情况说明。"
            "数据有误时逐行指出，不写任何文件，退出码 2。",
            "Validates a package of source records (CSV or Parquet) and compiles the ten statements and the "
            "explanation. Every bad row is named, nothing is written, exit status 2.",
        ),
    )
    compile_.add_argument("package", type=Path, metavar="PACKAGE_DIR", help=said("源数据包", "the package"))
    compile_.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar="OUT.json",
        help=said("写到文件（默认标准输出）", "write to this file"),
    )
    compile_.add_argument("--unit", metavar="CODE", help=said("只编这一个单位", "compile this unit alone"))
    compile_.add_argument(
        "--each",
        type=Path,
        metavar="DIR",
        help=said("另为每个单位写一个文件", "write one file per unit as well"),
    )
    return compile_


def _add_trace(commands, said) -> Parser:  # type: ignore[no-untyped-def]
    trace: Parser = commands.add_parser(
        "trace",
        help=said("列出一格背后的记录", "list the records behind a compiled cell"),
        description=said(
            "列出编制结果中一格（如 expenditure/2240106/project）背后的全部记录（CSV）。",
            "Lists all records behind a compiled cell (such as expenditure/2240106/project) as CSV.",
        ),
    )
    trace.add_argument(
        "file", type=Path, metavar="OUT.json", help=said("编制结果", "the compiled disclosure")
    )
    trace.add_argument("cell", metavar="CELL", help=said("格的地址", "the cell's address"))
    trace.add_argument(
        "--package", type=Path, required=True, metavar="DIR", help=said("源数据包", "the package")
    )
    trace.add_argument(
        "-o", "--output", type=Path, metavar="CSV", help=said("写到文件", "write to this file")
    )
    return trace


def _add_overrules(parser: Parser, said) -> None:  # type: ignore[no-untyped-def]
    parser.add_argument("--year", type=int, help=said("以此年度为准", "overrule the fiscal year"))
    parser.add_argument(
        "--variant", help=said("以此省份格式为准（如 shanxi）", "overrule the provincial variant")
    )
    parser.add_argument("--unit", help=said("以此单位名称为准", "overrule the unit's name"))
    parser.add_argument(
        "--max-size",
        type=int,
        default=200,
        metavar="MB",
        help=said("拒绝超过此大小的文件（默认 200 MB）", "refuse larger files (default 200 MB)"),
    )
