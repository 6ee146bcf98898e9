"""Exact integer elimination: do values exist that satisfy bounds on sums, and if not, which bounds clash?

Fourier–Motzkin elimination over whole numbers, each derived bound with the identities it came from: a
contradiction names those that contradict one another (its Farkas support), so that the search learns from
it. Coefficients and bounds are integers of any size; there is no big constant and no float.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import gcd

_MOST_BOUNDS = 3000


class Undecided(Exception):
    """More derived bounds than can be kept; nothing is proven either way."""


@dataclass(frozen=True, slots=True)
class Bound:
    """Σ coefficient × variable ≤ limit; `origin`: the lines that it follows from."""

    terms: tuple[tuple[int, int], ...]
    """(variable, coefficient), ascending by variable, no zero coefficients."""
    limit: int
    origin: frozenset[int]


def bound(terms: Mapping[int, int], limit: int, origin: frozenset[int]) -> Bound:
    """A bound in lowest terms; whole variables let the limit be rounded down."""
    kept = tuple(sorted((variable, factor) for variable, factor in terms.items() if factor))
    divisor = gcd(*(factor for _, factor in kept)) if kept else 1
    if divisor > 1:
        kept = tuple((variable, factor // divisor) for variable, factor in kept)
        limit //= divisor
    return Bound(kept, limit, origin)


def clash(bounds: Iterable[Bound], variables: Iterable[int]) -> frozenset[int] | None:
    """The lines that contradict one another, or None where values exist; Undecided if it grows too large."""
    kept = _tightest(bounds)
    left = set(variables)
    while True:
        for item in kept.values():
            if not item.terms and item.limit < 0:
                return item.origin
        if not left:
            return None
        variable = min(left, key=lambda name: (_products(kept.values(), name), name))
        left.discard(variable)
        kept = _eliminated(kept.values(), variable)


def window(bounds: Iterable[Bound], variable: int, others: Iterable[int]) -> tuple[int | None, int | None]:
    """What the bounds leave of one variable once all others are eliminated; None where it has no end."""
    kept = _tightest(bounds)
    left = set(others) - {variable}
    while left:
        other = min(left, key=lambda name: (_products(kept.values(), name), name))
        left.discard(other)
        kept = _eliminated(kept.values(), other)
    low: int | None = None
    high: int | None = None
    for item in kept.values():
        if len(item.terms) == 1:
            factor = item.terms[0][1]
            if factor > 0:
                end = item.limit // factor
                high = end if high is None else min(high, end)
            else:
                end = -(item.limit // -factor)
                low = end if low is None else max(low, end)
    return low, high


def _tightest(bounds: Iterable[Bound]) -> dict[tuple[tuple[int, int], ...], Bound]:
    kept: dict[tuple[tuple[int, int], ...], Bound] = {}
    for item in bounds:
        known = kept.get(item.terms)
        if known is None or (item.limit, len(item.origin)) < (known.limit, len(known.origin)):
            kept[item.terms] = item
    return kept


def _products(bounds: Iterable[Bound], variable: int) -> int:
    above = below = 0
    for item in bounds:
        factor = dict(item.terms).get(variable, 0)
        above += factor > 0
        below += factor < 0
    return above * below - above - below


def _eliminated(bounds: Iterable[Bound], variable: int) -> dict[tuple[tuple[int, int], ...], Bound]:
    above: list[Bound] = []
    below: list[Bound] = []
    rest: list[Bound] = []
    for item in bounds:
        factor = dict(item.terms).get(variable, 0)
        (above if factor > 0 else below if factor < 0 else rest).append(item)
    if len(rest) + len(above) * len(below) > _MOST_BOUNDS:
        raise Undecided
    for upper in above:
        for lower in below:
            rest.append(_combined(upper, lower, variable))
    return _tightest(rest)


def _combined(upper: Bound, lower: Bound, variable: int) -> Bound:
    first, second = dict(upper.terms), dict(lower.terms)
    times, over = -second[variable], first[variable]
    terms = {name: factor * times for name, factor in first.items()}
    for name, factor in second.items():
        terms[name] = terms.get(name, 0) + factor * over
    return bound(terms, upper.limit * times + lower.limit * over, upper.origin | lower.origin)
