"""What a command is: a module of `cli.commands` with `COMMAND`, or an entry point `mingzhang.commands`."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NoReturn, Protocol

from mingzhang.cli.numbers import FISCAL_YEARS, MEGABYTES, SECONDS, within
from mingzhang.kit.errors import UsageError
from mingzhang.kit.language import Language

if TYPE_CHECKING:
    from mingzhang.intake.options import ReadOptions


class Parser(argparse.ArgumentParser):
    """A parser that raises UsageError with one line instead of printing its usage and leaving."""

    def error(self, message: str) -> NoReturn:
        """One clear line: what is wrong, and where the help is."""
        raise UsageError(f"{message}；用法见 {self.prog} --help", f"{message}; see {self.prog} --help")


class Said(Protocol):
    """Says a text in the language of the moment: `said("中文", "English")`."""

    def __call__(self, zh: str, en: str) -> str: ...


class Commands(Protocol):
    """argparse's list of commands, as far as a command needs it."""

    def add_parser(self, name: str, *, help: str, description: str) -> Parser: ...


@dataclass(frozen=True, slots=True)
class Command:
    """One command. `place`: where it stands in the help, rising. `add` declares its arguments; `run` does
    it and gives the exit status. Both import what is heavy only when they are called."""

    name: str
    place: int
    add: Callable[[Commands, Said], Parser]
    run: Callable[[argparse.Namespace, Language], int]


def add_overrules(parser: Parser, said: Said) -> None:
    """Options by which a user overrules what was recognised."""
    parser.add_argument(
        "--year",
        type=within(said, FISCAL_YEARS),
        help=said("以此年度为准", "overrule the fiscal year"),
    )
    parser.add_argument(
        "--variant", help=said("以此省份格式为准（如 shanxi）", "overrule the provincial variant")
    )
    parser.add_argument("--unit", help=said("以此单位名称为准", "overrule the unit's name"))
    parser.add_argument(
        "--max-size",
        type=within(said, MEGABYTES),
        default=200,
        metavar="MB",
        help=said("拒绝超过此大小的文件（默认 200 MB）", "refuse larger files (default 200 MB)"),
    )
    parser.add_argument(
        "--page-seconds",
        type=within(said, SECONDS),
        default=30.0,
        metavar="S",
        help=said("一页最多读这么久（默认 30 秒）", "stop where a page takes longer (default 30 s)"),
    )


def options_of(parsed: argparse.Namespace) -> ReadOptions:
    """The options of `add_overrules` as the reader takes them."""
    from mingzhang.intake.options import ReadOptions

    return ReadOptions(
        parsed.year,
        parsed.variant,
        parsed.unit,
        parsed.max_size * 1024 * 1024,
        page_seconds=parsed.page_seconds,
    )
