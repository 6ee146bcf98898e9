"""Every family of identities on its own miniatures, and what grounding promises about blanks and gaps."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from mingzhang.checks.registry import Case
from mingzhang.checks.run import Examined, examine
from mingzhang.facts.model import Disclosure
from mingzhang.standard.load import load_standard
from mingzhang.standard.rules import read_miniatures

STANDARD = load_standard("cn", 2024)


def checked(rule: str, disclosure: dict[str, Any]) -> Examined:
    case = Case(msgspec.convert(disclosure, Disclosure))
    return examine([case], STANDARD, "zh", {rule: STANDARD.identities[rule].as_rule()})[0]


def statement(name: str, **cells: str) -> dict[str, Any]:
    """`statement("expenditure", **{"201/total": "1.00"})`."""
    facts = []
    for address, value in cells.items():
        *side, code, column = address.split("/")
        facts.append({"side": side[0] if side else None, "code": code, "column": column, "value": value})
    return {"id": name, "facts": facts}


@pytest.mark.parametrize("rule", STANDARD.identities)
def test_miniatures(rule: str) -> None:
    miniatures = read_miniatures(STANDARD.root / "identities", rule)
    passing = checked(rule, miniatures.passing["disclosure"])
    assert not passing.findings
    assert passing.checks.held >= 1, passing.not_run
    failing = checked(rule, miniatures.failing["disclosure"])
    assert failing.findings, failing.not_run
    for finding in failing.findings:
        assert finding.facts
        assert finding.arithmetic
        assert "{" not in finding.message
