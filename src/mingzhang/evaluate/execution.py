"""The execution rate and its score."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from mingzhang.evaluate.exact import Number, exact
from mingzhang.standard.scheme import Scheme


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


def execution_weight(weights: Iterable[Number | None], scheme: Scheme) -> int:
    """The points of the execution rate in a form whose indicators have these weights.

    What the indicators leave of 100, where one of the scheme's divisions gives the rate just that;
    otherwise (a weight is missing, or they leave something else) the default division's.
    """
    exact_weights = [exact(weight) for weight in weights]
    known = [weight for weight in exact_weights if weight is not None]
    if known and len(known) == len(exact_weights):
        left = 100 - sum(known)
        for division in scheme.schemes:
            if division.execution == left:
                return division.execution
    return scheme.weights.execution
