"""Scores of indicators: every formula, every edge."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.evaluate import (
    Computed,
    Owed,
    band_of,
    direction_of,
    execution_rate,
    execution_score,
    grade,
    indicator_score,
    over_fulfilled,
    total_score,
)
from mingzhang.facts.model import Indicator
from mingzhang.standard.load import load_standard

SCHEME = load_standard().scheme


def indicator(operator: str | None, target: str | None, actual: str | None, **other: str) -> Indicator:
    fields = {"weight": "10", "level1": "output", "level2": "quantity"} | other
    return Indicator(operator=operator, target=target, actual=actual, **fields)


def score(operator: str | None, target: str | None, actual: str | None, **other: str) -> Decimal:
    answer = indicator_score(indicator(operator, target, actual, **other), SCHEME, "5")
    assert isinstance(answer, Computed)
    return answer.score


@pytest.mark.parametrize(
    ("operator", "target", "actual", "level2", "expected"),
    [
        ("≥", "60", "60", "quantity", "10"),
        ("≥", "60", "75", "quantity", "10"),
        ("≥", "3", "1", "quantity", "3.33"),
        ("≥", "0", "0", "quantity", "10"),
        ("=", "200", "160", "quantity", "8"),
        ("=", "100", "120", "quality", "10"),
        ("=", "9.3", "7.74", "cost", "10"),
        ("=", "10", "12", "cost", "8"),
        ("≤", "10", "10", "quantity", "10"),
        ("≤", "10", "15", "quantity", "5"),
        ("≤", "10", "20", "quantity", "0"),
        ("≤", "10", "25", "quantity", "0"),
        ("<", "10", "4", "quantity", "10"),
        ("=", "0", "0", "quantity", "10"),
        ("=", "0", "1", "quantity", "0"),
        ("≤", "0", "0", "quantity", "10"),
        ("≤", "0", "2", "quantity", "0"),
        (None, "5", "5", "quantity", "10"),
        ("≥", "50", "达成预期指标", "quantity", "10"),
        (None, "全年", "达成预期指标", "timeliness", "10"),
    ],
)
def test_formula(operator: str | None, target: str, actual: str, level2: str, expected: str) -> None:
    assert score(operator, target, actual, level2=level2) == Decimal(expected)


def test_cost_on_zero_spending_is_zero_and_owes_its_reason() -> None:
    answer = indicator_score(indicator("=", "20", "20", level2="cost"), SCHEME, "0.00")
    assert isinstance(answer, Computed)
    assert answer.score == 0
    assert answer.reason_owed is not None
    spent = indicator_score(indicator("=", "20", "20", level2="cost"), SCHEME, "0.01")
    assert isinstance(spent, Computed)
    assert (spent.score, spent.reason_owed) == (10, None)


def test_cost_equal_as_positive_is_a_setting() -> None:
    positive = msgspec.structs.replace(SCHEME, cost_equal="positive")
    cost = indicator("=", "10", "5", level2="cost")
    assert direction_of(cost, SCHEME) == "reverse"
    answer = indicator_score(cost, positive, "5")
    assert isinstance(answer, Computed)
    assert answer.score == 5


@pytest.mark.parametrize(
    ("subject", "limits"),
    [
        (indicator(None, "提升", "部分达成预期指标"), (6, 8)),
        (indicator(None, "提升", "未达成预期指标"), (0, 6)),
        (indicator(None, "提升", "达到年度要求"), (0, 10)),
        (indicator(None, "提升", "基本完成"), (6, 8)),
    ],
)
def test_other_qualitative_results_are_owed_inside_their_band(
    subject: Indicator, limits: tuple[int, int]
) -> None:
    answer = indicator_score(subject, SCHEME, "5")
    assert isinstance(answer, Owed)
    assert (answer.low, answer.high) == limits


@pytest.mark.parametrize(
    "subject",
    [
        indicator("≥", "60", None),
        indicator("≥", None, "60"),
        indicator(None, "60", "50"),
        indicator("≥", "-5", "-6"),
        Indicator(operator="≥", target="60", actual="60"),
    ],
)
def test_without_operands_the_score_is_owed(subject: Indicator) -> None:
    assert isinstance(indicator_score(subject, SCHEME, "5"), Owed)


def test_a_stated_direction_stands() -> None:
    assert score("=", "10", "15", direction="reverse") == 5
    assert score("=", "10", "5", direction="positive", level2="cost") == 5


def test_band_needs_words_it_knows() -> None:
    assert band_of(indicator(None, "提升", "按期"), SCHEME) is None


def test_large_over_fulfilment() -> None:
    assert over_fulfilled(indicator("≥", "100", "131"), SCHEME)
    assert not over_fulfilled(indicator("≥", "100", "130"), SCHEME)
    assert not over_fulfilled(indicator("≤", "100", "150"), SCHEME)


def test_execution_rate_and_score() -> None:
    assert execution_rate("28.727", "100") == Fraction("28.727")
    assert execution_score("28.727", "100", SCHEME) == Fraction("2.8727")
    assert execution_score("120", "100", SCHEME) == 10
    assert execution_score("-1", "100", SCHEME) == 0
    assert execution_score("50", "100", SCHEME, weight=20) == 10
    assert execution_rate("5", "0") is None
    assert execution_rate("5", None) is None
    assert execution_score(None, "5", SCHEME) is None


def test_total_adds_rounded_scores() -> None:
    assert total_score(["3.334", "3.334", "3.334"], "0") == Decimal("9.99")
    assert total_score(["10", None], "10") is None
    assert total_score([Fraction(10, 3)], Fraction(1, 3)) == Decimal("3.66")


@pytest.mark.parametrize(
    ("total", "expected"),
    [("100", "优"), ("90", "优"), ("89.99", "良"), ("80", "良"), ("60", "中"), ("59.99", "差"), ("0", "差")],
)
def test_grade_boundary_belongs_to_the_better(total: str, expected: str) -> None:
    assert grade(total, SCHEME) == expected
    assert grade(None, SCHEME) is None


numbers = st.decimals(min_value=0, max_value=10**6, places=3)
weights = st.decimals(min_value=0, max_value=100, places=2)
operators = st.sampled_from(["≥", ">", "=", "≤", "<"])
levels = st.sampled_from(["quantity", "quality", "cost"])


@given(operators, numbers, numbers, weights, levels)
def test_never_negative_never_above_weight(
    operator: str, target: Decimal, actual: Decimal, weight: Decimal, level2: str
) -> None:
    answer = indicator_score(
        indicator(operator, str(target), str(actual), weight=str(weight), level2=level2), SCHEME, "1"
    )
    assert isinstance(answer, Computed)
    assert 0 <= answer.exact <= Fraction(weight)
    assert abs(Fraction(answer.score) - answer.exact) <= Fraction(1, 200)


@given(operators, numbers, numbers, numbers, levels)
def test_monotone_in_the_result(
    operator: str, target: Decimal, one: Decimal, other: Decimal, level2: str
) -> None:
    less, more = sorted((one, other))
    scores = []
    for actual in (less, more):
        subject = indicator(operator, str(target), str(actual), level2=level2)
        answer = indicator_score(subject, SCHEME, "1")
        assert isinstance(answer, Computed)
        scores.append(answer.exact)
    if direction_of(subject, SCHEME) == "positive":
        assert scores[0] <= scores[1]
    else:
        assert scores[0] >= scores[1]


@given(numbers, numbers)
def test_execution_score_is_capped(actual: Decimal, budget: Decimal) -> None:
    answer = execution_score(actual, budget, SCHEME)
    assert answer is None if budget == 0 else 0 <= (answer or 0) <= 10
