"""Looking up figures and showing numbers."""

from __future__ import annotations

from fractions import Fraction

import pytest

from mingzhang.checks.documents.amounts import figure, find, in_wan, number, plain
from mingzhang.facts.model import Disclosure, Fact, Statement
from mingzhang.kit.amounts import Interval


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (5, "5"), ("-0.5", "-0.5"), ("12.3400", "12.34"), ("0.00005", "0"), ("-1234.5", "-1234.5")],
)
def test_plain_numbers(value: str | int, text: str) -> None:
    assert plain(Fraction(value)) == text


def test_amounts_come_in_wan() -> None:
    fact = Fact(code="total", column="amount", value="12345.00")
    statement = Statement(id="income", currency_unit="元", facts=[fact])
    assert in_wan(statement, fact) == Interval(Fraction("1.2344995"), Fraction("1.2345005"))
    assert in_wan(statement, Fact(code="total", column="amount", value=None)) is None


def test_lookup_by_side() -> None:
    facts = [
        Fact(side=side, code="total", column="amount", value=value)
        for side, value in (("income", "1"), ("expenditure", "2"))
    ]
    statement = Statement(id="income_expenditure_summary", facts=facts)
    assert number(find(statement, "total", "amount", "expenditure")) == 2
    assert find(statement, "opening", "amount") is None
    assert find(None, "total", "amount") is None


def test_unreadable_figures_are_none() -> None:
    facts = [Fact(code="vehicles_held", column="count", value=None)]
    assert figure(Disclosure(figures=facts), "vehicles_held") is None
