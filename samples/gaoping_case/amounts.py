"""Exact amounts that print as published: one integer programme over intervals, in 分.

A cell printed as 80.33 万元 stands for every amount in [803,250.00, 803,349.99] 元. Leaves (a subject
with its nature, an economic 款) and all their sums must lie in the intervals of their printed cells. The
sums form two families of nested sets, so the programme's corners are whole numbers (a network matrix).

Each leaf in turn takes the possible amount nearest to one that is derived from its name: the answer is
unique, whichever version of the solver finds it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import highspy

HALF = 5000
"""Half of 0.01 万元 in 分: printed amounts are rounded half away from zero."""


@dataclass(frozen=True, slots=True)
class PrintedSum:
    """The sum of `leaves` is printed as `printed` (hundredths of 万元)."""

    name: str
    leaves: tuple[str, ...]
    printed: int

    @property
    def low(self) -> int:
        """The least amount that prints so, in 分."""
        return 2 * HALF * self.printed - (HALF if self.printed else 0)

    @property
    def high(self) -> int:
        """The largest amount that prints so, in 分; a blank cell is exactly zero."""
        return 2 * HALF * self.printed + (HALF - 1 if self.printed else 0)


def exact_amounts(
    sums: list[PrintedSum],
    fixed: dict[str, int],
    equal: list[tuple[tuple[str, ...], tuple[str, ...]]],
) -> dict[str, int]:
    """Leaf → 分, so that every sum prints as published.

    `fixed`: leaves whose amount is known to the 分; `equal`: sums that must be the same amount.
    ValueError where no amounts can print so.
    """
    leaves = list(dict.fromkeys(leaf for entry in sums for leaf in entry.leaves))
    centre = {entry.leaves[0]: entry.printed * 2 * HALF for entry in sums if len(entry.leaves) == 1}
    solver = _Solver(leaves, centre)
    for entry in sums:
        solver.bound(entry.leaves, (), entry.low, entry.high)
    for left, right in equal:
        solver.bound(left, right, 0, 0)
    found: dict[str, int] = {}
    for leaf in [*fixed, *(leaf for leaf in leaves if leaf not in fixed)]:
        low, high = solver.range(leaf)
        wanted = fixed.get(leaf, centre[leaf] + _offset(leaf))
        found[leaf] = min(max(wanted, low), high)
        if leaf in fixed and found[leaf] != fixed[leaf]:
            raise ValueError(f"{leaf}: {fixed[leaf]} 分 does not print as published ({low} to {high})")
        solver.fix(leaf, found[leaf])
    for entry in sums:
        total = sum(found[leaf] for leaf in entry.leaves)
        if not entry.low <= total <= entry.high:
            raise ValueError(f"{entry.name}: {total} 分 does not print as {entry.printed}")
    return found


def _offset(leaf: str) -> int:
    """−45.00 to +45.00 元 from the leaf's name: amounts look like amounts, and always the same."""
    return int.from_bytes(hashlib.sha256(leaf.encode()).digest()[:4], "big") % 9001 - 4500


class _QuietHighs(highspy.Highs):  # type: ignore[misc, unused-ignore]
    """HiGHS that is silent from its first moment: enabling callbacks would print a banner."""

    def enableCallbacks(self) -> None:  # noqa: N802
        self.setOptionValue("output_flag", False)


class _Solver:
    """HiGHS over deviations from the printed amounts: small numbers, so that floats stay exact."""

    def __init__(self, leaves: list[str], centre: dict[str, int]) -> None:
        self._centre = centre
        self._column = {leaf: position for position, leaf in enumerate(leaves)}
        self._highs = _QuietHighs()
        for _ in leaves:
            self._highs.addVar(-highspy.kHighsInf, highspy.kHighsInf)

    def bound(self, plus: tuple[str, ...], minus: tuple[str, ...], low: int, high: int) -> None:
        base = sum(self._centre[leaf] for leaf in plus) - sum(self._centre[leaf] for leaf in minus)
        columns = [self._column[leaf] for leaf in (*plus, *minus)]
        signs = [1.0] * len(plus) + [-1.0] * len(minus)
        self._highs.addRow(float(low - base), float(high - base), len(columns), columns, signs)

    def range(self, leaf: str) -> tuple[int, int]:
        """The least and the largest amount that this leaf can still have, in 分."""
        return self._extreme(leaf, 1.0), self._extreme(leaf, -1.0)

    def fix(self, leaf: str, amount: int) -> None:
        deviation = float(amount - self._centre[leaf])
        self._highs.changeColBounds(self._column[leaf], deviation, deviation)

    def _extreme(self, leaf: str, sign: float) -> int:
        column = self._column[leaf]
        self._highs.changeColCost(column, sign)
        self._highs.run()
        status = self._highs.getModelStatus()
        value = self._highs.getSolution().col_value[column]
        self._highs.changeColCost(column, 0.0)
        if status != highspy.HighsModelStatus.kOptimal:
            raise ValueError(f"{leaf}: no amounts print as published ({status})")
        if abs(value - round(value)) > 1e-6:
            raise ValueError(f"{leaf}: the extreme {value} is no whole number of 分")
        return self._centre[leaf] + round(value)
