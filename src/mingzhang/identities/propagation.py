"""Interval propagation in exact integers: what each identity leaves of the intervals of its cells."""

from __future__ import annotations

from typing import Literal

from mingzhang.identities.system import Component, Row

_SWEEPS = 40


def propagate(component: Component) -> Literal["empty", "settled", "open"]:
    """`empty` if an interval becomes empty: then no whole amounts satisfy all identities.

    `settled`: nothing more can be narrowed; this proves consistency where cells and identities form a
    tree. `open`: still narrowing after a fixed number of sweeps.
    """
    low = [value - half for value, half in zip(component.values, component.halves, strict=True)]
    high = [value + half for value, half in zip(component.values, component.halves, strict=True)]
    for _ in range(_SWEEPS):
        changed = False
        for row in component.rows:
            answer = _tighten(row, low, high)
            if answer is None:
                return "empty"
            changed = changed or answer
        if not changed:
            return "settled"
    return "open"


def _tighten(row: Row, low: list[int], high: list[int]) -> bool | None:
    """Narrow the row's cells; None if one becomes empty, else whether any changed."""
    terms = list(zip(row.cells, row.coefficients, strict=True))
    least = sum(a * (low[i] if a > 0 else high[i]) for i, a in terms)
    most = sum(a * (high[i] if a > 0 else low[i]) for i, a in terms)
    if most < -row.allowance or (not row.at_least and least > row.allowance):
        return None
    changed = False
    for cell, factor in terms:
        own = (factor * low[cell], factor * high[cell])
        floor = -row.allowance - (most - max(own))
        ceiling = row.allowance - (least - min(own))
        bounds = _divided(floor, None if row.at_least else ceiling, factor)
        new_low = low[cell] if bounds[0] is None else max(low[cell], bounds[0])
        new_high = high[cell] if bounds[1] is None else min(high[cell], bounds[1])
        if new_low > new_high:
            return None
        if (new_low, new_high) != (low[cell], high[cell]):
            low[cell], high[cell] = new_low, new_high
            least = sum(a * (low[i] if a > 0 else high[i]) for i, a in terms)
            most = sum(a * (high[i] if a > 0 else low[i]) for i, a in terms)
            changed = True
    return changed


def _divided(floor: int, ceiling: int | None, factor: int) -> tuple[int | None, int | None]:
    """Whole numbers x with floor ≤ factor·x ≤ ceiling: amounts are whole 分."""
    if factor > 0:
        return -(-floor // factor), None if ceiling is None else ceiling // factor
    return None if ceiling is None else -(ceiling // -factor), floor // factor
