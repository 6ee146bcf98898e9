"""A repair where the search found none in time: the amounts that need to move least in all.

A linear programme (least sum of absolute changes) names the cells; elimination then decides and solves as
for any other proposal. It is no minimal repair and is never said to be one.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from mingzhang.identities.widening import quiet_solver
from mingzhang.repair.elimination import Undecided
from mingzhang.repair.moves import Move, free_move, touched
from mingzhang.repair.search import Solution
from mingzhang.repair.slips import SlipCosts
from mingzhang.repair.solving import Solved, Solver
from mingzhang.repair.system import System

_MOVED = 0.25
"""Cells that move by less than this part of a unit of the last place stay as printed."""
_MOST_CELLS = 40
_TRIES = 3


def least_change(
    system: System, solver: Solver, costs: SlipCosts, conflicts: Iterable[frozenset[int]]
) -> Solution | None:
    """The solution in which amounts move least, None where it is not found exactly."""
    lines = {line for conflict in conflicts for line in conflict}
    cells = _reached(system, lines)
    free = _moved(system, cells, sorted(touched(system, cells)))
    if free is None or not free or len(free) > _MOST_CELLS:
        return None
    for _ in range(_TRIES):
        try:
            core = solver.clash({}, free)
        except Undecided:
            return None
        if core is None:
            return _solved(system, solver, costs, free)
        free = sorted({*free, *(at for line in core for at in system.lines[line].cells)})
        if len(free) > _MOST_CELLS:
            return None
    return None


def _reached(system: System, lines: set[int]) -> set[int]:
    """Readable cells three steps around the lines."""
    cells: set[int] = set()
    for _ in range(3):
        cells |= {at for line in lines for at in system.lines[line].cells}
        lines = touched(system, cells)
    return {cell for cell in cells if system.cells[cell].readable}


def _moved(system: System, cells: set[int], lines: list[int]) -> list[int] | None:
    """The cells that the linear programme moves."""
    place = {cell: number for number, cell in enumerate(sorted(cells))}
    count = len(place)
    model: Any = quiet_solver()()
    model.addVars(2 * count, np.zeros(2 * count), np.full(2 * count, model.inf))
    for cell, number in place.items():
        # Blank cells should rather stay blank.
        weight = 2.0 if system.cells[cell].blank else 1.0
        model.changeColCost(2 * number, weight)
        model.changeColCost(2 * number + 1, weight)
    scale = max((system.cells[cell].step for cell in place), default=1)
    for line in lines:
        item = system.lines[line]
        if not system.readable(item):
            continue
        total, slack = system.residual(item)
        terms = [
            (2 * place[at] + side, float(factor * sign))
            for at, factor in zip(item.cells, item.coefficients, strict=True)
            if at in place
            for side, sign in ((0, 1), (1, -1))
        ]
        columns = np.asarray([column for column, _ in terms], dtype=np.int32)
        factors = np.asarray([factor for _, factor in terms])
        upper = model.inf if item.at_least else (slack - total) / scale
        model.addRow((-slack - total) / scale, upper, len(terms), columns, factors)
    model.run()
    if str(model.getModelStatus()).rsplit(".", 1)[-1] != "kOptimal":
        return None
    values = list(model.getSolution().col_value)
    return [
        cell
        for cell, number in place.items()
        if abs(values[2 * number] - values[2 * number + 1]) * scale > _MOVED * system.cells[cell].step
    ]


def _solved(system: System, solver: Solver, costs: SlipCosts, free: list[int]) -> Solution | None:
    try:
        solved = solver.solve({}, free)
    except Undecided:
        return None
    if solved is None:
        return None
    changed = {
        cell: value
        for cell, value in solved.values.items()
        if value != system.cells[cell].fen or not system.cells[cell].readable
    }
    moves: tuple[Move, ...] = tuple(free_move(cell, costs) for cell in changed)
    windows = {cell: solved.windows[cell] for cell in changed}
    return Solution(moves, Solved(changed, windows), sum(move.cost for move in moves))
