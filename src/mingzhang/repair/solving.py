"""Values for chosen cells: whether they exist, and which they are; exact integers throughout."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from mingzhang.repair.elimination import Bound, bound, clash, window
from mingzhang.repair.moves import Evidence, implied, touched, weighed
from mingzhang.repair.slips import HUNDREDTHS, SlipCosts, originals
from mingzhang.repair.system import System

_NOISE = 6
"""−ln of a normal deviate, times the variance of rounding (a twelfth of a unit squared): x²/2 · 12."""
_LOOSE = 300
"""Hundredths of a nat."""
_SAME = Fraction(1, 3)
"""How much rounding is expected where one amount stands in two places, in terms."""


@dataclass(frozen=True, slots=True)
class Solved:
    """Values (分) of the chosen cells, and for each what the lines leave open of it."""

    values: dict[int, int]
    windows: dict[int, tuple[int, int]]


class Solver:
    """Solves chosen cells against every line that holds one of them."""

    def __init__(self, system: System, evidence: Evidence, costs: SlipCosts) -> None:
        self.system = system
        self.evidence = evidence
        self.costs = costs

    def _unreadable_with(self, lines: set[int]) -> set[int]:
        """Unreadable cells reached from the lines through lines that hold unreadable cells."""
        found: set[int] = set()
        fresh = set(lines)
        while fresh:
            cells = {
                at
                for number in fresh
                for at in self.system.lines[number].cells
                if not self.system.cells[at].readable
            } - found
            found |= cells
            fresh = touched(self.system, cells) - lines
            lines |= fresh
        return found

    def bounds(self, fixed: Mapping[int, int], free: Iterable[int]) -> tuple[list[Bound], set[int], set[int]]:
        """(bounds over the free cells, the free cells with the unreadable ones, the lines asked)."""
        free = set(free)
        lines = touched(self.system, {*fixed, *free})
        free |= self._unreadable_with(lines) - set(fixed)
        bounds = []
        for number in sorted(lines):
            line = self.system.lines[number]
            terms: dict[int, int] = {}
            rest, slack = 0, line.allowance
            for at, factor in zip(line.cells, line.coefficients, strict=True):
                cell = self.system.cells[at]
                if at in free:
                    terms[at] = factor
                    slack += abs(factor) * cell.own_half
                else:
                    value = fixed.get(at, cell.fen)
                    rest += factor * value
                    rounded = cell.own_half if at in fixed and (value or not cell.blank) else cell.half
                    slack += abs(factor) * rounded
            origin = frozenset((number,))
            opposite = {at: -factor for at, factor in terms.items()}
            bounds.append(bound(opposite, rest + slack, origin))
            if not line.at_least:
                bounds.append(bound(terms, slack - rest, origin))
        return bounds, free, lines

    def clash(self, fixed: Mapping[int, int], free: Iterable[int]) -> frozenset[int] | None:
        """Lines that contradict one another whatever the free cells hold; None where values exist."""
        bounds, variables, _ = self.bounds(fixed, free)
        return clash(bounds, variables)

    def solve(self, fixed: Mapping[int, int], free: Sequence[int]) -> Solved | None:
        """The likeliest values of the free (and the unreadable) cells; the fixed ones stay.

        None where no figures of the cells' last places exist. The caller has made sure of `clash`.
        """
        values = dict(fixed)
        _, variables, _ = self.bounds(fixed, free)
        left = set(variables)
        while left:
            bounds, _, _ = self.bounds(values, left)
            ends = {cell: window(bounds, cell, left) for cell in sorted(left)}
            cell = min(ends, key=lambda name: (_width(ends[name]), name))
            value = self._chosen(cell, ends[cell], values, left)
            if value is None:
                return None
            values[cell] = value
            left.discard(cell)
        return Solved(values, {cell: self._left_open(cell, values) for cell in values})

    def _left_open(self, cell: int, values: Mapping[int, int]) -> tuple[int, int]:
        """Exact amounts of a cell that its lines allow, the other chosen cells read as solved."""
        others = {at: value for at, value in values.items() if at != cell}
        item = self.system.cells[cell]
        low, high = values[cell] - item.own_half, values[cell] + item.own_half
        bounds, _, _ = self.bounds(others, [cell])
        least, most = window(bounds, cell, [cell])
        # The bounds already hold the cell's own rounding; the exact amount is inside both.
        low = low if least is None else max(low, least - item.own_half)
        high = high if most is None else min(high, most + item.own_half)
        return low, high

    def _chosen(
        self, cell: int, ends: tuple[int | None, int | None], values: Mapping[int, int], left: set[int]
    ) -> int | None:
        """The likeliest figure of a cell inside its window: near what its lines imply, by a known slip."""
        item = self.system.cells[cell]
        low, high = ends
        wanted: set[int] = set()
        for number in item.rows:
            line = self.system.lines[number]
            if not any(at in left and at != cell for at in line.cells):
                wanted.add(self._implied(number, cell, values))
        wanted |= originals(item)
        for first, last in self.evidence.stated.get(cell, ()):
            wanted.add((first + last) // 2 // item.step * item.step)
        if low is not None and high is not None:
            wanted.add((low + high) // 2 // item.step * item.step)
            wanted |= {-(-low // item.step) * item.step, high // item.step * item.step}
        wanted.add(item.fen)
        fitting = [
            value
            for value in wanted
            if (low is None or value >= low) and (high is None or value <= high) and value % item.step == 0
        ]
        if not fitting:
            return None

        def rank(value: int) -> tuple[int, int, int]:
            loose = self.loose(cell, {**values, cell: value}, left)
            return self.price(cell, value, values, left) + loose, abs(value), value

        return min(fitting, key=rank)

    def loose(self, cell: int, changed: Mapping[int, int], left: set[int]) -> int:
        """What speaks against a figure that is near the least it may be, and not that: the money of a
        subject mostly comes from one place, so that the whole is its part."""
        found = 0
        for number in self.system.cells[cell].rows:
            line = self.system.lines[number]
            if line.at_least and not any(at in left and at != cell for at in line.cells):
                total, slack = self.system.residual(line, changed)
                found += _LOOSE * (total != 0 and abs(total) <= 2 * slack)
        return found

    def _implied(self, number: int, cell: int, values: Mapping[int, int]) -> int:
        line = self.system.lines[number]
        known = {at: value for at, value in values.items() if at != cell}
        shift = self.system.residual(line, known)[0] - self.system.residual(line)[0]
        factor = line.coefficients[line.cells.index(cell)]
        return implied(self.system, line, cell, shift) if factor else self.system.cells[cell].fen

    def price(self, cell: int, value: int, values: Mapping[int, int], left: set[int]) -> int:
        """What a value costs: the slip that explains it, the prose, and what it leaves to rounding."""
        item = self.system.cells[cell]
        changed = {**values, cell: value}
        slip = 0 if not item.readable else weighed(self.system, self.evidence, self.costs, cell, value)[1]
        return slip + sum(
            self.noise(number, changed)
            for number in item.rows
            if not any(at in left and at != cell for at in self.system.lines[number].cells)
        )

    def noise(self, number: int, changed: Mapping[int, int]) -> int:
        """−ln (in hundredths) of the difference that a line leaves to rounding."""
        line = self.system.lines[number]
        total, slack = self.system.residual(line, changed)
        if line.at_least or not slack or not total:
            return 0
        step = max(self.system.cells[at].step for at in line.cells)
        rounded = sum(self.system.cells[at].half > 0 or bool(changed.get(at)) for at in line.cells)
        # One amount printed twice rounds the same way, unless a department adds rounded units.
        terms = _SAME if rounded <= 2 else Fraction(rounded - 1)
        price = int(_NOISE * HUNDREDTHS * total * total / (terms * step * step))
        return min(price, 20 * HUNDREDTHS)


def _width(ends: tuple[int | None, int | None]) -> int:
    low, high = ends
    return 1 << 80 if low is None or high is None else high - low
