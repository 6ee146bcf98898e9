"""Identities over generated disclosures: honest rounding is never a finding, a real change always is."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

import msgspec
import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.checks.registry import Case
from mingzhang.checks.run import Examined, every_rule, examine
from mingzhang.facts.batch import Batch
from mingzhang.facts.model import Disclosure, Fact, Statement
from mingzhang.identities.feasibility import certify, contradictions
from mingzhang.identities.ground import ground
from mingzhang.identities.system import Component, Row
from mingzhang.kit.amounts import FEN_PER_UNIT, round_half_away
from mingzhang.standard.load import load_standard

STANDARD = load_standard("cn", 2024)
ARITHMETIC = {
    name: rule
    for name, rule in every_rule(STANDARD).items()
    if rule.check == "identity" or name == "statements/joint-consistency"
}
EMPTY = ("government_managed_funds", "state_capital_operations")
Cells = dict[tuple[str | None, str, str], int]

amounts = st.one_of(st.just(0), st.integers(1, 10**7), st.integers(10**6, 10**14))
item_codes = st.sampled_from(
    [f"2{a}{b}0{c}" for a in ("01", "08", "24") for b in ("01", "05") for c in range(1, 5)]
)


@st.composite
def exact_documents(draw: st.DrawFn) -> dict[str, Cells]:
    """The exact amounts (分) of a unit with appropriations of the general public budget and other income."""
    spent = draw(st.dictionaries(item_codes, st.tuples(amounts, amounts), min_size=1, max_size=8))
    other = draw(st.one_of(st.just(0), amounts))
    opening = draw(amounts)
    basic = sum(money for money, _ in spent.values())
    total = sum(sum(pair) for pair in spent.values())
    closing = draw(st.integers(0, opening))
    received = total - opening + closing
    opening, received = (opening, received) if received >= 0 else (opening + received, 0)
    wages = draw(st.integers(0, basic))
    documents: dict[str, Cells] = defaultdict(lambda: defaultdict(int))
    for code, pair in spent.items():
        for level in (code, code[:5], code[:3], "total"):
            for statement in ("expenditure", "general_budget_expenditure"):
                for column, money in zip(("basic", "project"), pair, strict=True):
                    documents[statement][None, level, column] += money
                    documents[statement][None, level, "total"] += money
        line = ("expenditure", code[:3])
        documents["income_expenditure_summary"][(*line, "amount")] += sum(pair)
        for column in ("total", "general_public_budget"):
            documents["appropriation_summary"][(*line, column)] += sum(pair)
    for level, money in (("301", wages), ("302", basic - wages)):
        documents["general_budget_basic"][None, level + "01", "amount"] = money
        documents["general_budget_basic"][None, level, "amount"] = money
    documents["general_budget_basic"][None, "personnel", "amount"] = wages
    documents["general_budget_basic"][None, "public", "amount"] = basic - wages
    _summaries(documents, received, other, opening, total, closing)
    return documents


def _summaries(
    documents: dict[str, Cells], received: int, other: int, opening: int, total: int, closing: int
) -> None:
    lines = {"general_public_budget": received, "other": other, "current_year_total": received + other}
    documents["income_expenditure_summary"].update(
        {("income", code, "amount"): money for code, money in lines.items()}
        | {
            ("income", "opening", "amount"): opening,
            ("income", "total", "amount"): received + other + opening,
            ("expenditure", "current_year_total", "amount"): total,
            ("expenditure", "closing", "amount"): closing + other,
            ("expenditure", "total", "amount"): total + closing + other,
        }
    )
    own: Cells = documents["appropriation_summary"]
    for code, money in (
        ("general_public_budget", received),
        ("current_year_total", received),
        ("opening", opening),
        ("opening_general_public_budget", opening),
        ("total", received + opening),
    ):
        own["income", code, "amount"] = money
    for column in ("total", "general_public_budget"):
        own["expenditure", "current_year_total", column] = total
        own["expenditure", "closing", column] = closing
        own["expenditure", "total", column] = total + closing
    for column, money in (("total", received + other), ("appropriation", received), ("other", other)):
        documents["income"][None, "total", column] = money
        documents["income"][None, "224", column] = money


def printed(documents: dict[str, Cells], units: dict[str, str], zeros: bool) -> Disclosure:
    """Every amount converted and rounded one by one to two decimals of its statement's unit."""
    statements = [Statement(id=name, no_data=True) for name in EMPTY]
    for name, cells in documents.items():
        unit = units.get(name, "万元")
        facts = [
            Fact(
                side=side,
                code=code,
                column=column,
                value=f"{round_half_away(Fraction(fen, FEN_PER_UNIT[unit]), 2):f}",
            )
            for (side, code, column), fen in cells.items()
            if fen or zeros
        ]
        statements.append(Statement(id=name, currency_unit=unit, facts=facts))
    return Disclosure(fiscal_year=2024, statements=statements)


def checked(disclosure: Disclosure) -> Examined:
    return examine([Case(disclosure)], STANDARD, "zh", ARITHMETIC)[0]


units = st.dictionaries(
    st.sampled_from(["income_expenditure_summary", "expenditure", "general_budget_basic"]),
    st.sampled_from(["元", "千元", "万元"]),
)


@given(exact_documents(), units, st.booleans())
def test_honest_rounding_is_never_a_finding(
    documents: dict[str, Cells], units: dict[str, str], zeros: bool
) -> None:
    answer = checked(printed(documents, units, zeros))
    assert not answer.findings, [finding.message for finding in answer.findings]
    assert answer.checks.run > 20 or not zeros


@given(exact_documents(), st.booleans())
def test_amounts_printed_to_the_fen_hold_exactly(documents: dict[str, Cells], zeros: bool) -> None:
    answer = checked(printed(documents, dict.fromkeys(documents, "元"), zeros))
    assert not answer.findings
    assert answer.checks.rounding == 0


@given(exact_documents(), units, st.data())
def test_a_change_beyond_rounding_is_found(
    documents: dict[str, Cells], units: dict[str, str], data: st.DataObject
) -> None:
    disclosure = printed(documents, units, zeros=True)
    batch = Batch.of([disclosure])
    equalities = [item for item in STANDARD.identities.values() if item.relation == "="]
    found = [grounding for item in equalities if len(grounding := ground(batch, item, STANDARD))]
    grounding = data.draw(st.sampled_from(found))
    group = data.draw(st.integers(0, len(grounding) - 1))
    row = int(data.draw(st.sampled_from(grounding.rows[grounding.entries(group)].tolist())))
    beyond = 2 * int(grounding.slack[group]) + 1
    address = grounding.cells.address(row)
    for statement in disclosure.statements:
        for fact in statement.facts:
            if (statement.id, fact.side, fact.code, fact.column) == address:
                unit = FEN_PER_UNIT[statement.currency_unit or "万元"]
                moved = int(grounding.cells.fen[row]) + beyond + unit // 100
                fact.value = f"{round_half_away(Fraction(moved, unit), 2):f}"
    broken = {finding.rule for finding in checked(disclosure).findings}
    assert grounding.identity.rule in broken


@given(exact_documents(), st.integers(2, 1000))
def test_scaling_every_amount_changes_no_verdict(documents: dict[str, Cells], factor: int) -> None:
    scaled = {
        name: {address: fen * factor for address, fen in cells.items()} for name, cells in documents.items()
    }
    assert not checked(printed(scaled, {}, zeros=False)).findings


@given(st.lists(exact_documents(), min_size=1, max_size=4))
def test_a_batch_of_many_answers_like_batches_of_one(documents: list[dict[str, Cells]]) -> None:
    disclosures = [printed(document, {}, zeros=False) for document in documents]
    for statement in disclosures[0].statements:
        for fact in statement.facts[:1]:
            fact.value = "123456789.01"
    together = examine([Case(item) for item in disclosures], STANDARD, "zh", ARITHMETIC)
    alone = [checked(item) for item in disclosures]
    assert [msgspec.to_builtins(item.findings) for item in together] == [
        msgspec.to_builtins(item.findings) for item in alone
    ]
    assert [item.checks for item in together] == [item.checks for item in alone]


@st.composite
def components(draw: st.DrawFn) -> Component:
    """Random equal cells and sums over few cells, each printed with half a unit of 5."""
    count = draw(st.integers(2, 6))
    values = draw(st.lists(st.integers(-40, 40), min_size=count, max_size=count))
    halves = draw(st.lists(st.sampled_from([0, 5, 5, 50]), min_size=count, max_size=count))
    rows = []
    for group in range(draw(st.integers(1, 6))):
        cells = draw(st.lists(st.integers(0, count - 1), min_size=2, max_size=4, unique=True))
        factors = [draw(st.sampled_from([-1, 1, 1, 2])) for _ in cells]
        rows.append(Row(0, group, tuple(cells), tuple(factors), draw(st.booleans())))
    return Component(list(range(count)), values, halves, rows)


@given(components())
def test_no_certificate_against_amounts_that_exist(component: Component) -> None:
    """What a certificate says cannot be, no amounts inside the intervals do."""
    for certificate in contradictions(component):
        assert certificate.widening > 0
        again = certify(component, certificate.rows, certificate.multipliers)
        assert again == certificate
        rng = np.random.default_rng(0)
        for _ in range(20):
            exact = [
                v + int(rng.integers(-h, h + 1))
                for v, h in zip(component.values, component.halves, strict=True)
            ]
            sums = [
                sum(a * exact[i] for i, a in zip(row.cells, row.coefficients, strict=True))
                for row in certificate.rows
            ]
            satisfied = [
                value >= 0 if row.at_least else value == 0
                for row, value in zip(certificate.rows, sums, strict=True)
            ]
            assert not all(satisfied)
