"""What a form still owes, one by one."""

from __future__ import annotations

import pytest

from mingzhang.evaluate import execution_weight, owed_by
from mingzhang.facts.model import Evaluation, FundsRow, Indicator
from mingzhang.standard.load import load_standard

SCHEME = load_standard().scheme


def form(*indicators: Indicator, actual: str = "95", variance: str | None = None) -> Evaluation:
    row = FundsRow(
        source_kind="total",
        final_budget="100",
        actual=actual,
        execution_rate=f"{actual}.00",
        variance=variance,
    )
    return Evaluation(project="甲", status="complete", funds=[row], indicators=list(indicators))


def indicator(actual: str | None, target: str | None = "100", **other: str) -> Indicator:
    fields = {"level3": "户数", "operator": "≥", "weight": "10", "level2": "quantity"} | other
    return Indicator(target=target, actual=actual, **fields)


def owed(subject: Evaluation) -> list[tuple[str, str]]:
    return [(due.field, due.text.zh) for due in owed_by(subject, SCHEME)]


def test_nothing_is_owed_where_all_is_reached() -> None:
    assert owed(form(indicator("100"), indicator("130"))) == []


@pytest.mark.parametrize(
    ("subject", "field", "words"),
    [
        (form(actual="89"), "funds.total.variance", "低于90%"),
        (form(indicator("99")), "indicators.0.variance", "未达目标"),
        (form(indicator("131")), "indicators.0.variance", "超过目标30%以上"),
        (form(indicator(None)), "indicators.0.actual", "实际完成值待补"),
        (form(indicator("部分达成预期指标", variance="略")), "indicators.0.score", "6至8分"),
        (form(indicator("部分达成预期指标", score="7")), "indicators.0.variance", "未达目标"),
        (form(indicator("5", None, variance="略")), "indicators.0.score", "没有指标值"),
    ],
)
def test_each_thing_owed(subject: Evaluation, field: str, words: str) -> None:
    found = owed(subject)
    assert [name for name, _ in found] == [field]
    assert words in found[0][1]


def test_a_reason_settles_it() -> None:
    assert owed(form(indicator("99", variance="雨季停工"), actual="50", variance="招标推迟")) == []


def test_a_form_that_is_not_filled_in_owes_itself() -> None:
    assert owed(Evaluation(project="甲", status="blank")) == [("status", "自评表尚未填报")]


@pytest.mark.parametrize(
    ("weights", "expected"),
    [
        ({"output": "50", "benefit": "30", "satisfaction": "10"}, 10),
        ({"output": "40", "benefit": "40"}, 20),
        ({"output": "30", "cost": "10", "benefit": "30", "satisfaction": "10"}, 20),  # parts of 40 and 40
        ({"output": "50", "benefit": "30"}, 10),  # 80 by accident: no division gives the rate 20 with these
        ({"output": "40", "benefit": None}, 10),
        ({}, 10),
        ({"output": "30", "benefit": "30"}, 10),
    ],
)
def test_the_weight_of_the_execution_rate_follows_the_indicators(
    weights: dict[str, str | None], expected: int
) -> None:
    assert execution_weight(weights.items(), SCHEME) == expected
