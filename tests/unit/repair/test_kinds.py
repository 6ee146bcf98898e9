"""Repair asks of a budget what is asked of budgets, and of final accounts what is asked of them."""

from __future__ import annotations

import pytest
from small_disclosures import disclosure, expenditure

from mingzhang.facts.model import Disclosure
from mingzhang.repair.find import find_repairs
from mingzhang.repair.verifying import broken_in
from mingzhang.standard.load import Standard

BOTH = {("201", "total"): "112.69"}
"""The sum of columns is asked of every kind."""


def procurement(kind: str) -> Disclosure:
    """A total that is not the sum of its parts, which is asked of final accounts only."""
    rows = [("total", "9.00"), ("goods", "3.00"), ("works", "2.00"), ("services", "1.00")]
    facts = [{"code": f"procurement_{row}", "column": "amount", "value": value} for row, value in rows]
    plain = disclosure(facts, kind=kind)
    plain.statements[0].id = "supplementary_statistics"
    return plain


@pytest.mark.parametrize(("kind", "asked"), [("final_accounts", True), ("budget", False)])
def test_what_is_asked_of_final_accounts_only(standard: Standard, kind: str, asked: bool) -> None:
    report = find_repairs(procurement(kind), standard)
    assert report.consistent != asked
    assert bool(report.proposals) == asked


@pytest.mark.parametrize("kind", ["final_accounts", "budget"])
def test_what_is_asked_of_both_kinds(standard: Standard, kind: str) -> None:
    report = find_repairs(disclosure(expenditure(), BOTH, kind=kind), standard)
    assert [change.proposed for change in report.proposals[0].changes] == ["102.69"]


def test_documents_of_both_kinds_beside_each_other(standard: Standard) -> None:
    broken = broken_in([procurement("budget"), procurement("final_accounts")], standard)
    assert broken[0] == set()
    assert {rule for rule, _ in broken[1]} == {"statistics/procurement"}
