"""The total and its grade."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal, localcontext

from mingzhang.evaluate.exact import Number, exact
from mingzhang.kit.amounts import round_half_away
from mingzhang.standard.scheme import Scheme


def total_score(scores: Iterable[Number | None], execution: Number | None) -> Decimal | None:
    """The rounded indicator scores plus the rounded execution score; None where one is missing."""
    total = Decimal(0)
    with localcontext() as context:
        context.prec = 60
        for score in (*scores, execution):
            value = exact(score)
            if value is None:
                return None
            total += round_half_away(value, 2)
    return total


def grade(total: Number | None, scheme: Scheme) -> str | None:
    """The grade of a total (优 ≥ 90, 良 ≥ 80, 中 ≥ 60, 差), or None without a total."""
    value = exact(total)
    return None if value is None else scheme.grade_of(value)
