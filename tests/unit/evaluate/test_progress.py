"""Mid-year standing: the forecast, the share of the year, and each cause of a risk."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from mingzhang.evaluate.progress import Progress, progress, share_of_year
from mingzhang.facts.model import Indicator
from mingzhang.standard.load import load_standard

STANDARD = load_standard()
MIDYEAR = date(2023, 7, 2)
"""The 183rd of 365 days."""


def standing(final: str, spent: str, *indicators: Indicator, day: date = MIDYEAR) -> Progress:
    return progress(
        Fraction(final), Fraction(spent), list(indicators), day, STANDARD.monitoring, STANDARD.scheme
    )


def indicator(operator: str, target: str, actual: str | None) -> Indicator:
    return Indicator(level2="quantity", level3="检查户数", operator=operator, target=target, actual=actual)


@pytest.mark.parametrize(
    ("day", "share"),
    [
        (date(2024, 1, 1), Fraction(1, 366)),
        (date(2024, 12, 31), Fraction(1)),
        (date(2023, 7, 2), Fraction(183, 365)),
    ],
)
def test_the_share_of_the_year_counts_its_days(day: date, share: Fraction) -> None:
    assert share_of_year(day) == share


def test_the_forecast_is_linear_and_exact() -> None:
    found = standing("100", "30")
    assert found.forecast == Fraction(30 * 365, 183)
    assert found.rate(found.forecast) == Fraction(30 * 365, 183)
    assert standing("0", "0").rate(Fraction(0)) is None


@pytest.mark.parametrize(
    ("final", "spent", "level", "cause"),
    [
        ("100", "50", "normal", None),
        ("100", "100", "normal", None),
        ("100", "40", "attention", "低于90%"),
        ("100", "20", "warning", "低于60%"),
        ("100", "90", "attention", "将超出预算"),
        ("100", "101", "warning", "超过全年预算数"),
        ("0", "1", "warning", "超过全年预算数"),
        ("0", "0", "normal", None),
    ],
)
def test_risk_of_money(final: str, spent: str, level: str, cause: str | None) -> None:
    found = standing(final, spent)
    assert found.level == level
    assert [cause] * (cause is not None) == [text.zh[-len(cause or "") :] for text in found.causes]


def test_no_forecast_is_judged_early_in_the_year() -> None:
    assert standing("100", "0", day=date(2023, 3, 1)).level == "normal"


def test_results_are_measured_against_the_year_that_has_passed() -> None:
    late, in_time, kept, broken = (
        indicator("≥", "100", "20"),
        indicator("≥", "100", "40"),
        indicator("≤", "10", "9"),
        indicator("≤", "10", "11"),
    )
    found = standing("100", "50", late, in_time, kept, broken, indicator("≥", "5", None))
    assert (found.indicators, found.reported, found.on_course) == (5, 4, 2)
    assert found.level == "attention"
    assert len(found.causes) == 2


def test_no_result_at_all_is_a_cause() -> None:
    found = standing("100", "50", indicator("≥", "5", None))
    assert [text.zh for text in found.causes] == ["没有报送阶段结果"]
