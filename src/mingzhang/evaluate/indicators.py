"""The score of one indicator."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from mingzhang.evaluate.attainment import direction_of, is_cost, reached
from mingzhang.evaluate.exact import Number, exact
from mingzhang.facts.model import Indicator
from mingzhang.kit.amounts import round_half_away
from mingzhang.kit.chinese import squeeze
from mingzhang.kit.language import Text
from mingzhang.standard.scheme import Scheme

SCORE_PLACES = 2
"""Scores are printed and added with two decimals."""


@dataclass(frozen=True, slots=True)
class Computed:
    """A score that follows from target and result. `reason_owed`: the unit must still explain it."""

    exact: Fraction
    reason_owed: Text | None = None

    @property
    def score(self) -> Decimal:
        """The score in points, rounded once, half away from zero, to two decimals."""
        return round_half_away(self.exact, SCORE_PLACES)


@dataclass(frozen=True, slots=True)
class Owed:
    """No score can be computed; a person must give it. `low`, `high`: the points it must lie in."""

    reason: Text
    low: Fraction | None = None
    high: Fraction | None = None


_NO_WEIGHT = Text("没有分值", "no weight")
_NO_RESULT = Text("没有实际完成值", "no result")
_NO_TARGET = Text("没有指标值", "no target")
_NO_OPERATOR = Text("指标没有比较方向，实际值又不等于目标值", "no operator, and the result is not the target")
_NEGATIVE_TARGET = Text("目标值为负，公式不适用", "a negative target, to which no formula applies")
_JUDGED = Text("定性结果须由人在档次内打分", "a qualitative result is scored by a person inside its band")
_NOT_SPENT = Text(
    "全年执行数为0，成本指标得分为0，须说明原因", "nothing was spent: a cost scores 0, explain why"
)


def indicator_score(
    indicator: Indicator, scheme: Scheme, actual_spending: Number | None = None
) -> Computed | Owed:
    """The score of an indicator from its weight, target and result.

    Positive: reached → full weight, else weight × result ÷ target. Reverse: within → full; between
    target and twice the target → weight × (1 − (result − target) ÷ target); beyond → 0. Target 0
    with = or ≤ earns full only if the result is ≤ 0. A cost scores 0 where `actual_spending`
    (全年执行数, 万元) is 0. A qualitative result in the scheme's `full` earns the weight, another is owed.

    Sources: 财预〔2020〕10号《项目支出绩效评价管理办法》; the formulas as a provincial platform states them.
    """
    weight, target, actual = exact(indicator.weight), exact(indicator.target), exact(indicator.actual)
    if weight is None:
        return Owed(_NO_WEIGHT)
    if indicator.actual is None:
        return Owed(_NO_RESULT)
    if is_cost(indicator) and exact(actual_spending) == 0:
        return Computed(Fraction(0), _NOT_SPENT)
    if squeeze(indicator.actual) in scheme.qualitative.full:
        return Computed(weight)
    if actual is None or (target is None and indicator.target is not None):
        return _judged(indicator, weight, scheme)
    if target is None:
        return Owed(_NO_TARGET)
    return _by_formula(indicator, scheme, weight, target, actual)


def _by_formula(
    indicator: Indicator, scheme: Scheme, weight: Fraction, target: Fraction, actual: Fraction
) -> Computed | Owed:
    if reached(indicator, scheme):
        return Computed(weight)
    direction = direction_of(indicator, scheme)
    if direction is None:
        return Owed(_NO_OPERATOR)
    if target < 0:
        return Owed(_NEGATIVE_TARGET)
    if target == 0:
        return Computed(Fraction(0))
    share = actual / target if direction == "positive" else 1 - (actual - target) / target
    return Computed(weight * min(Fraction(1), max(Fraction(0), share)))


def band_of(indicator: Indicator, scheme: Scheme) -> tuple[Fraction, Fraction] | None:
    """The points [low, high] that a qualitative result allows; None where its words name no band."""
    weight = exact(indicator.weight)
    if weight is None or indicator.actual is None:
        return None
    band = scheme.qualitative.band(squeeze(indicator.actual))
    if band is None:
        return None
    return weight * band.low / 100, weight * band.high / 100


def _judged(indicator: Indicator, weight: Fraction, scheme: Scheme) -> Owed:
    low, high = band_of(indicator, scheme) or (Fraction(0), weight)
    return Owed(_JUDGED, low, high)
