"""Rules on forms and claims: honest rounding never alarms, a real difference does, batches change nothing."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from mingzhang.checks.outcome import Outcome
from mingzhang.checks.registry import cell_checks
from mingzhang.facts.batch import Batch
from mingzhang.facts.model import (
    Claim,
    ClaimCell,
    Disclosure,
    Evaluation,
    Fact,
    FundsRow,
    Indicator,
    Statement,
)
from mingzhang.kit.amounts import round_half_away
from mingzhang.standard.load import load_standard

STANDARD = load_standard("cn", 2024)
FEN = st.integers(min_value=100, max_value=10**11)


def run(rule: str, *disclosures: Disclosure) -> Outcome:
    found = STANDARD.rules[rule]
    return cell_checks()[found.check](Batch.of(disclosures), found, STANDARD)


def wan(fen: int | Fraction, digits: int, trim: bool = False) -> str:
    text = format(round_half_away(Fraction(fen, 10**6), digits), "f")
    return text.rstrip("0").rstrip(".") if trim and "." in text else text


def rounded(value: Fraction, digits: int = 2) -> str:
    return format(round_half_away(value, digits), "f")


@st.composite
def forms(draw: st.DrawFn) -> Evaluation:
    """A form computed from exact amounts and then rounded, as a platform prints it."""
    budget = draw(FEN)
    actual = draw(st.integers(min_value=0, max_value=budget))
    digits, trim = draw(st.integers(min_value=2, max_value=6)), draw(st.booleans())
    rate = Fraction(actual, budget)
    weights = draw(st.lists(st.integers(1, 30), min_size=1, max_size=6))
    results = [draw(st.integers(0, 40)) for _ in weights]
    scores = [
        min(Fraction(weight), Fraction(weight * result, 30))
        for weight, result in zip(weights, results, strict=True)
    ]
    execution = rate * 10
    exact = execution + sum(scores)
    printed = sum((round_half_away(item, 2) for item in (execution, *scores)), Decimal(0))
    total = draw(st.sampled_from([rounded(exact), format(printed, "f")]))
    return Evaluation(
        project="项目",
        status="complete",
        funds=[
            FundsRow(
                source_kind="total",
                final_budget=wan(budget, digits, trim),
                actual=wan(actual, digits, trim),
                carryover=wan(budget - actual, digits, trim),
                execution_rate=rounded(rate * 100),
                score=rounded(execution),
            )
        ],
        indicators=[
            Indicator(
                level1="output",
                operator="≥",
                target="30",
                actual=str(result),
                weight=str(weight),
                score=rounded(score),
            )
            for weight, result, score in zip(weights, results, scores, strict=True)
        ],
        total_score=total,
    )


ROUNDED_RULES = ("carryover", "execution-rate", "execution-score", "attainment", "full-marks", "total")


@given(forms())
def test_honest_rounding_is_never_a_finding(form: Evaluation) -> None:
    disclosure = Disclosure(evaluations=[form])
    for rule in ROUNDED_RULES:
        outcome = run(f"evaluation/{rule}", disclosure)
        assert not outcome.breaches, (rule, outcome.breaches[0].arithmetic)


@given(forms(), st.sampled_from([-1, 1]), st.decimals("0.05", "5", places=2))
def test_a_real_difference_is_found(form: Evaluation, sign: int, shift: Decimal) -> None:
    row = form.funds[0]
    assert row.carryover is not None
    assert form.total_score is not None
    row.carryover = format(Decimal(row.carryover) + sign * shift, "f")
    form.total_score = format(Decimal(form.total_score) + sign * (shift + Decimal("0.05")), "f")
    disclosure = Disclosure(evaluations=[form])
    assert len(run("evaluation/carryover", disclosure).breaches) == 1
    assert len(run("evaluation/total", disclosure).breaches) == 1


@given(st.lists(forms(), min_size=2, max_size=5))
def test_a_batch_of_many_answers_like_batches_of_one(several: list[Evaluation]) -> None:
    several[0].total_score = "100.5"
    disclosures = [Disclosure(evaluations=[form]) for form in several]
    for rule in ("total", "execution-rate", "attainment", "weights"):
        together = run(f"evaluation/{rule}", *disclosures)
        alone = [run(f"evaluation/{rule}", item) for item in disclosures]
        assert together.held.tolist() == [int(item.held[0]) for item in alone]
        assert together.rounding.tolist() == [int(item.rounding[0]) for item in alone]
        found = [breach.printed for item in alone for breach in item.breaches]
        assert [breach.printed for breach in sorted(together.breaches, key=lambda b: b.document)] == found


TOTAL = ClaimCell(statement="expenditure", code="total", column="total")
BASIC = ClaimCell(statement="expenditure", code="total", column="basic")
PRIOR = ClaimCell(figure="prior/expenditure/total/total")


def stated(measure: str, value: str, unit: str, about: ClaimCell = TOTAL, **fields: object) -> Claim:
    return Claim(
        text="…", measure=measure, value=value, unit=unit, about=about, section="expenditure", **fields
    )


def statement(total: int, basic: int) -> Statement:
    facts = [
        Fact(code="total", column="total", value=wan(total, 2)),
        Fact(code="total", column="basic", value=wan(basic, 2)),
    ]
    return Statement(id="expenditure", currency_unit="万元", facts=facts)


@given(FEN, st.integers(0, 6), st.sampled_from([("元", 10**2), ("万元", 10**6), ("亿元", 10**10)]))
def test_an_amount_stated_in_any_unit_and_place_holds(fen: int, digits: int, unit: tuple[str, int]) -> None:
    value = rounded(Fraction(fen, unit[1]), min(digits, 2) if unit[0] == "元" else digits)
    if Fraction(value) == 0:
        return
    disclosure = Disclosure(statements=[statement(fen, 0)], claims=[stated("amount", value, unit[0])])
    assert not run("explanation/amount", disclosure).breaches


@given(FEN, st.integers(0, 10**11), st.integers(0, 3), st.booleans())
def test_growth_from_exact_amounts_holds_and_its_opposite_does_not(
    fen: int, change: int, digits: int, grows: bool
) -> None:
    prior = fen - change if grows else fen + change
    if prior < 10**6 or change < 10**5:
        return
    direction = "increase" if grows else "decrease"
    rate = rounded(Fraction(change * 100, prior), digits)
    claims = [
        stated("amount", wan(fen, 2), "万元", group=1),
        stated("change", wan(change, 2), "万元", base=PRIOR, direction=direction, group=1),
        stated("rate", rate, "%", base=PRIOR, direction=direction, group=1),
    ]
    disclosure = Disclosure(statements=[statement(fen, 0)], claims=claims)
    assert not run("explanation/rate", disclosure).breaches
    claims[2].value = rounded(Fraction(rate) * 2 + 5, digits)
    assert len(run("explanation/rate", disclosure).breaches) == 1


@given(FEN, st.data())
def test_shares_from_exact_amounts_hold(fen: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(0, fen))
    digits = data.draw(st.integers(0, 2))
    share = rounded(Fraction(part * 100, fen), digits)
    claims = [stated("share", share, "%", BASIC, base=TOTAL)]
    disclosure = Disclosure(statements=[statement(fen, part)], claims=claims)
    assert not run("explanation/share", disclosure).breaches
