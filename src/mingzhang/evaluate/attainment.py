"""How far a quantitative indicator was reached, and which way it counts."""

from __future__ import annotations

from fractions import Fraction
from typing import Literal

from mingzhang.evaluate.exact import exact
from mingzhang.facts.model import Indicator
from mingzhang.standard.scheme import Scheme

Direction = Literal["positive", "reverse"]

_GREATER = frozenset("≥>")
_LESS = frozenset("≤<")


def is_cost(indicator: Indicator) -> bool:
    """Whether it measures cost."""
    return indicator.level2 == "cost" or indicator.level1 == "cost"


def direction_of(indicator: Indicator, scheme: Scheme) -> Direction | None:
    """Which way the indicator counts; None where neither operator nor direction is known.

    “=” counts as positive, of a cost indicator as the scheme's `cost_equal` says (reverse: a saving
    is no shortfall), and with target 0 as reverse. A direction stated by the unit stands.
    """
    if indicator.direction in ("positive", "reverse"):
        return "positive" if indicator.direction == "positive" else "reverse"
    if indicator.operator in _LESS:
        return "reverse"
    if indicator.operator in _GREATER:
        return "positive"
    if indicator.operator == "=" or indicator.direction == "equal":
        if exact(indicator.target) == 0:
            return "reverse"
        return scheme.cost_equal if is_cost(indicator) else "positive"
    return None


def reached(indicator: Indicator, scheme: Scheme) -> bool | None:
    """Whether the result reaches the target; None where that cannot be told from numbers."""
    target, actual = exact(indicator.target), exact(indicator.actual)
    direction = direction_of(indicator, scheme)
    if target is None or actual is None:
        return None
    if direction is None:
        return True if actual == target else None
    if actual == target:
        return indicator.operator not in ("<", ">")
    return actual > target if direction == "positive" else actual < target


def attainment(indicator: Indicator) -> Fraction | None:
    """Result ÷ target, exact; None where either is no number or the target is not above 0."""
    target, actual = exact(indicator.target), exact(indicator.actual)
    if target is None or actual is None or target <= 0:
        return None
    return actual / target


def over_fulfilled(indicator: Indicator, scheme: Scheme) -> bool:
    """Whether a positive indicator exceeds its target by more than the scheme's threshold."""
    share = attainment(indicator)
    if share is None or direction_of(indicator, scheme) != "positive":
        return False
    return share > 1 + Fraction(scheme.over_fulfilment, 100)
