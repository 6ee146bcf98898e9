"""Publications for the writers' tests: a small one with every kind of section, and hostile texts."""

from __future__ import annotations

from mingzhang.facts.model import (
    Analysis,
    Claim,
    ClaimCell,
    Department,
    Disclosure,
    Evaluation,
    ExplanationParagraph,
    Fact,
    FundsRow,
    GlossaryEntry,
    Indicator,
    Profile,
    Section,
    Statement,
    Unit,
)
from mingzhang.standard.load import Standard
from mingzhang.writers.publication import Publication

HOSTILE = (
    "<script>alert(1)</script>",
    "#set page(fill: red)",
    "=cmd|'/C calc'!A0",
    "控\x07制\u202e符",
    "*粗* _斜_ $x$ `码` @引 \\n",
    '"><img src=x onerror=alert(1)>',
    "{{模板}} &amp; <w:t>",
)


def small(text: str = "社会保障和就业支出", standard_id: str = "cn/2024") -> Disclosure:
    """A disclosure with all five parts; `text` stands wherever a text can stand."""
    name = "青河县水务局"
    unit = Unit(name=name, code="031001", scope="unit", department=Department(name=name, code="031"))
    facts = [
        Fact(code="total", column="total", value="12.50"),
        Fact(code="208", label=text, column="total", value="12.50"),
        Fact(code="208", label=text, column="basic", value="10.00"),
        Fact(code="208", label=text, column="project", value="2.50"),
    ]
    form = Evaluation(
        project=text,
        status="complete",
        unit=Department(name=name, code="031001"),
        funds=[FundsRow(source_kind="total", final_budget="2.5", actual="2.5", execution_rate="100")],
        goal=text,
        indicators=[Indicator(level1="output", level2="quantity", level3=text, target=text, weight="50")],
        total_score="95",
        grade="优",
        analysis=Analysis(problems=text),
    )
    change = Claim(
        text=text,
        subject=text,
        about=ClaimCell(statement="expenditure", code="total", column="total"),
        measure="change",
        value="2.50",
        unit="万元",
        direction="increase",
    )
    return Disclosure(
        standard=standard_id,
        fiscal_year=2024,
        variant="shanxi",
        unit=unit,
        title=f"{name}2024年度单位决算公开",
        profile=Profile(duties=[text], sections=[text], staff={"total": 3}),
        statements=[
            Statement(id="expenditure", facts=facts, labels={"208": text}, notes=[text]),
            Statement(id="government_managed_funds", no_data=True),
        ],
        explanation=[
            Section(section="expenditure", title="一、支出决算情况说明", paragraphs=[paragraph(text)]),
        ],
        glossary=[GlossaryEntry(term="项目支出", text=text)],
        evaluations=[form],
        claims=[change],
    )


def paragraph(text: str) -> ExplanationParagraph:
    """One paragraph."""
    return ExplanationParagraph(text=text)


def publication(
    standard: Standard, text: str = "社会保障和就业支出", stamp: str | None = None
) -> Publication:
    """The small disclosure to publish."""
    return Publication(small(text), standard, stamp)
