"""Items that the standard does not know and that print no label have no nature."""

from __future__ import annotations

from mingzhang.checks.registry import Case
from mingzhang.checks.run import every_rule, examine
from mingzhang.facts.model import Disclosure, Fact, Statement
from mingzhang.standard.load import Standard


def test_an_unknown_item_without_label_is_neither_basic_nor_project(standard: Standard) -> None:
    facts = [Fact(code="2019999", column=column, value="5.00") for column in ("basic", "project")]
    statement = Statement(id="general_budget_expenditure", currency_unit="万元", facts=facts)
    rules = {name: rule for name, rule in every_rule(standard).items() if rule.check == "subject_nature"}
    case = Case(Disclosure(fiscal_year=2024, statements=[statement]))
    assert examine([case], standard, rules=rules)[0].findings == []
