"""Unreadable cells: what the others leave of them once everything else is repaired."""

from __future__ import annotations

from collections.abc import Sequence

from mingzhang.facts.repairs import Change
from mingzhang.repair.components import Part
from mingzhang.repair.elimination import Undecided, window
from mingzhang.repair.solving import Solver
from mingzhang.repair.stating import Wording, change_of, exact
from mingzhang.repair.system import System


def fillings(solver: Solver, system: System, parts: Sequence[Part], wording: Wording) -> list[Change]:
    """A change for every unreadable cell that the others determine, or bound from both sides."""
    values = {cell: value for part in parts if part.best for cell, value in part.best.solved.values.items()}
    found = []
    for cell, item in enumerate(system.cells):
        if item.readable or not item.rows or cell in values:
            continue
        try:
            if solver.clash(values, [cell]) is not None:
                continue
            bounds, free, _ = solver.bounds(values, [cell])
            low, high = window(bounds, cell, free)
            if low is None or high is None:
                continue
            solved = solver.solve(values, [cell])
        except Undecided:
            continue
        if solved is None:
            continue
        ends = (low - item.own_half, high + item.own_half)
        change = change_of(cell, solved.values[cell], ends, "unreadable", solved.values, wording)
        if high - low > 2 * item.step * len(system.lines[item.rows[0]].cells):
            change.proposed = None
            change.interval = (exact(item.unit, low), exact(item.unit, high))
        found.append(change)
    return found
