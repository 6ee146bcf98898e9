"""The execution rate and its score."""

from __future__ import annotations

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
