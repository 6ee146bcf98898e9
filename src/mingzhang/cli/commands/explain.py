"""`mingzhang explain`."""

from __future__ import annotations

import argparse

from mingzhang.cli.command import Command, Commands, Parser, Said
from mingzhang.kit.language import Language


def add(commands: Commands, said: Said) -> Parser:
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


def run(parsed: argparse.Namespace, language: Language) -> int:
    from mingzhang.app.explain import explain, list_rules

    print(list_rules(language) if parsed.rule is None else explain(parsed.rule, language), end="")
    return 0


COMMAND = Command("explain", 90, add, run)
