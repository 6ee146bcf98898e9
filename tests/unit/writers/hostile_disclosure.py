"""A small disclosure whose texts would do harm, were they not kept inert."""

from __future__ import annotations

from mingzhang.facts.model import (
    Disclosure,
    Evaluation,
    ExplanationParagraph,
    Fact,
    FundsRow,
    GlossaryEntry,
    Indicator,
    Section,
    Statement,
    Unit,
)

ATTACKS = (
    "=cmd|'/C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "=1+1",
    "\x00\x08=2",
    "\t=3",
    "＝4",
    "<script>alert(1)</script>",
)
FIGURES = {
    "total": ("6.01", "2.00", "4.00"),
    "208": ("6.01", "2.00", "4.00"),
    "20805": ("6.01", "2.00", "4.00"),
    "2080501": ("2.00", "2.00", None),
    "2080502": ("4.00", None, "4.00"),
}


def hostile(label: str = ATTACKS[0]) -> Disclosure:
    """A consistent disclosure (a total differs by rounding) with `label` wherever a text can stand."""
    facts = [
        Fact(code=code, label=label, column=column, value=value)
        for code, values in FIGURES.items()
        for column, value in zip(("total", "basic", "project"), values, strict=True)
        if value is not None
    ]
    indicator = Indicator(
        level1="output",
        level2="quantity",
        level3=label,
        target=label,
        actual=label,
        unit=label,
        variance=label,
    )
    form = Evaluation(
        project=label,
        status="complete",
        goal=label,
        completion=label,
        funds=[FundsRow(source_kind="total", final_budget="100", actual="28.727", variance=label)],
        indicators=[indicator],
        total_score="92.87",
        grade="优",
    )
    return Disclosure(
        variant="shanxi",
        fiscal_year=2024,
        unit=Unit(name=label, code="020001", scope="unit"),
        statements=[
            Statement(id="expenditure", title=label, currency_unit="万元", facts=facts, notes=[label]),
            Statement(id="government_managed_funds", currency_unit="万元", no_data=True),
        ],
        evaluations=[form],
        explanation=[Section(title=label, paragraphs=[ExplanationParagraph(text=label)])],
        glossary=[GlossaryEntry(term=label, text=label)],
        figures=[Fact(code="procurement_sme", label=label, column="amount", value="-1.00")],
    )
