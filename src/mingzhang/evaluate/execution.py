"""The execution rate and its score."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from mingzhang.evaluate.exact import Number, exact
from mingzhang.standard.scheme import PART_OF, Scheme, Weights


def execution_rate(actual: Number | None, final_budget: Number | None) -> Fraction | None:
    """全年执行数 ÷ 全年预算数 in %, exact (both in the same unit); None without a final budget.

    Source: 财预〔2020〕10号《项目支出绩效评价管理办法》, note 4 of the self-evaluation form.
    """
    spent, budget = exact(actual), exact(final_budget)
    if spent is None or not budget:
        return None
    return spent / budget * 100


def execution_score(
    actual: Number | None, final_budget: Number | None, scheme: Scheme, weight: int | None = None
) -> Fraction | None:
    """Weight × rate in points, exact, never above the weight and never below 0; None without a rate.

    `weight` is the scheme's if not given.
    """
    rate = execution_rate(actual, final_budget)
    if rate is None:
        return None
    points = Fraction(scheme.weights.execution if weight is None else weight)
    return min(points, max(Fraction(0), points * rate / 100))


def execution_weight(weights: Iterable[tuple[str | None, Number | None]], scheme: Scheme) -> int:
    """The points of the execution rate in a form whose indicators have these (level 1, weight).

    What the indicators leave of 100, where one of the scheme's divisions gives the rate just that and
    the points are divided as it divides them; otherwise (a weight is missing, they leave or divide
    something else) the default division's. Cost counts as output, and satisfaction as benefit, where
    the division has no such level.
    """
    given: dict[str, Fraction] = {}
    for level, weight in weights:
        points = exact(weight)
        if points is None:
            return scheme.weights.execution
        given[level or ""] = given.get(level or "", Fraction(0)) + points
    left = 100 - sum(given.values())
    for division in scheme.schemes:
        if division.execution == left and _divided(given, division):
            return division.execution
    return scheme.weights.execution


def _divided(given: dict[str, Fraction], division: Weights) -> bool:
    """Are the points divided as the division has them? One without shares of its own fits any."""
    wanted: dict[str, int] = {str(level): points for level, points in division.weights.items()}
    found: dict[str, Fraction] = {}
    for level, points in given.items():
        heir = level if level in wanted else PART_OF.get(level, level)
        found[heir] = found.get(heir, Fraction(0)) + points
    return not wanted or {level: points for level, points in found.items() if points} == wanted
