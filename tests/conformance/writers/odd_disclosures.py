"""Disclosures that every writer must be able to write: harmful texts, gaps, what no form knows."""

from __future__ import annotations

from tests.unit.writers.hostile_disclosure import hostile

from mingzhang.facts.model import (
    Disclosure,
    Evaluation,
    Fact,
    FundsRow,
    Indicator,
    Statement,
    Unit,
)

HARMFUL = "=cmd|'/C calc'!A0 <script>alert(1)</script> #set page() \\input{x} \x00\x08\x1b[31m ]]> &amp; 𠮷"


def _facts(*values: tuple[str, str, str | None], side: str | None = None, label: str = "科目") -> list[Fact]:
    return [
        Fact(side=side, code=code, column=column, value=value, label=label) for code, column, value in values
    ]


def empty() -> Disclosure:
    """Nothing at all."""
    return Disclosure()


def harmful() -> Disclosure:
    """A harmful text wherever a text can stand, code and form as well."""
    disclosure = hostile(HARMFUL)
    disclosure.unit.code = HARMFUL
    disclosure.statements[0].form = HARMFUL
    return disclosure


def odd() -> Disclosure:
    """Unreadable cells, a withheld statement, rows printed twice, unknown codes, columns and units."""
    expenditure = [
        *_facts(("total", "total", None), ("208", "total", "125.06"), ("208", "basic", "-125.06")),
        *_facts(("208", "total", "125.07"), ("其他 行", "total", "1"), ("99999999", "total", "3.456789")),
        *_facts(("208", "unheard_of", "5.00"), ("2080505", "project", "0.00"), ("208 ", "total", "1")),
    ]
    return Disclosure(
        variant="nowhere",
        fiscal_year=None,
        unit=Unit(name=None),
        statements=[
            Statement(id="expenditure", currency_unit="元", facts=expenditure),
            Statement(id="income", currency_unit="亿元", facts=_facts(("total", "total", "0.0001"))),
            Statement(id="government_managed_funds", no_data=True),
            Statement(id="state_capital_operations", withheld="涉密"),
            Statement(
                id="supplementary_statistics",
                facts=_facts(("vehicles_total", "count", "3"), ("procurement_total", "amount", "1.00")),
            ),
        ],
        evaluations=[
            Evaluation(status="fragment"),
            Evaluation(status="fragment", indicators=[Indicator(score="3.50", weight="-1")]),
            Evaluation(project="同名", status="blank", funds=[FundsRow(source_kind="stray", actual="1")]),
            Evaluation(project="同名", status="blank"),
        ],
    )


EVERY = {"empty": empty, "harmful": harmful, "odd": odd}
