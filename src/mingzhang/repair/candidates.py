"""The moves that a component is searched over: near its conflicts by their slips, further out freely."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mingzhang.repair.moves import Move, free_move, single_moves, touched
from mingzhang.repair.solving import Solver
from mingzhang.repair.system import System

_MOST_FREE = 4000


def candidates(
    solver: Solver, lines: set[int], broken: set[int], compound: Sequence[Move], wide: bool
) -> list[Move]:
    """Moves for the conflicts on `lines`: values for their cells, any value for cells one line further.

    `wide`: all of it one line further out.
    """
    system = solver.system
    near = _cells(system, lines)
    around = _cells(system, touched(system, near))
    if wide:
        near, around = around, _cells(system, touched(system, around))
    moves: list[Move] = []
    for cell in sorted(near):
        if system.cells[cell].readable:
            own = single_moves(system, cell, lines | broken, solver.evidence, solver.costs)
            moves += _pruned(solver, own)
    readable = [cell for cell in sorted(around) if system.cells[cell].readable][:_MOST_FREE]
    moves += [free_move(cell, solver.costs) for cell in readable]
    return moves + [move for move in compound if touched(system, move.cells) & lines]


def _cells(system: System, lines: Iterable[int]) -> set[int]:
    return {at for line in lines for at in system.lines[line].cells}


def _pruned(solver: Solver, moves: Iterable[Move]) -> list[Move]:
    """Of values of one cell that make the same lines true, the likeliest."""
    system = solver.system
    kept: dict[tuple[int, ...], Move] = {}
    for move in moves:
        true = tuple(
            number
            for number in system.cells[move.cells[0]].rows
            if system.readable(system.lines[number]) and system.holds(system.lines[number], move.fixed)
        )
        noise = sum(solver.noise(number, move.fixed) for number in true)
        noise += solver.loose(move.cells[0], move.fixed, set())
        priced = Move(move.slip, move.cost + noise, move.cells, move.values)
        if true not in kept or priced.cost < kept[true].cost:
            kept[true] = priced
    return list(kept.values())
