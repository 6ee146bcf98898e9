"""The search of one component: sets of moves, lightest first, that leave no identity broken.

Minimal repair as a hitting set (Fellegi and Holt): every conflict – a broken identity, or identities that
elimination shows to contradict one another – needs a move in it. The programme proposes, elimination
judges, and what it finds contradictory becomes a new conflict.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from mingzhang.repair.covering import Cover
from mingzhang.repair.elimination import Undecided
from mingzhang.repair.moves import Move, vote
from mingzhang.repair.slips import HUNDREDTHS
from mingzhang.repair.solving import Solved, Solver
from mingzhang.repair.system import System
from mingzhang.repair.time_limit import Deadline

MARGIN = 7 * HUNDREDTHS
"""Explanations less likely than a thousandth of the best are no alternatives."""
MOST_SOLUTIONS = 16
_MOST_ROUNDS = 400
_PATIENCE = 6_000
"""Steps of the solver for alternatives once there is a solution; they prove nothing that is claimed."""


@dataclass(slots=True)
class Solution:
    """One way to repair a component: its moves, the values of all cells changed, its cost (hundredths)."""

    moves: tuple[Move, ...]
    solved: Solved
    cost: int

    @property
    def cells(self) -> frozenset[int]:
        """The cells that read otherwise than printed."""
        return frozenset(self.solved.values)


@dataclass(slots=True)
class Found:
    """Solutions by cost; `bound`: no other one costs less than this (hundredths), as far as proven."""

    solutions: list[Solution] = field(default_factory=list)
    bound: int | None = None
    exhausted: bool = False
    timed_out: bool = False


class Search:
    """The moves of one component and its conflicts, as a programme that learns."""

    def __init__(
        self,
        system: System,
        solver: Solver,
        moves: Sequence[Move],
        conflicts: Iterable[frozenset[int]],
        deadline: Deadline,
    ) -> None:
        self.system = system
        self.solver = solver
        self.moves = list(moves)
        self.deadline = deadline
        self.cover = Cover(system, self.moves, conflicts)
        self.programme = self.cover.programme

    def run(self, enough: Callable[[Found], bool] | None = None) -> Found:
        """Solutions from the lightest on, until the rest cost too much, are too many, or time is up."""
        found = Found()
        if not self.cover.possible:
            found.exhausted = True
            return found
        effort = 0
        for _ in range(_MOST_ROUNDS):
            if self.deadline.passed:
                found.timed_out = True
                break
            proposal = self.programme.lightest(self.deadline.wall)
            if proposal is None:
                found.exhausted = not self.deadline.passed
                found.timed_out = not found.exhausted
                break
            chosen, proven = proposal
            cost = sum(self.moves[number].cost for number in chosen)
            if proven:
                found.bound = cost
            else:
                found.timed_out = True
            if found.solutions and self._enough(found, cost, effort):
                break
            self._judge(chosen, found)
            if found.solutions:
                effort += self.programme.effort
            if enough is not None and enough(found):
                break
        found.solutions.sort(key=lambda item: (item.cost, len(item.cells), sorted(item.cells)))
        return found

    def _enough(self, found: Found, cost: int, effort: int) -> bool:
        """Whether what comes next is too unlikely, too much, or too long in coming to be worth showing."""
        best = min(item.cost for item in found.solutions)
        late = effort > _PATIENCE and cost > best
        return cost > best + MARGIN or len(found.solutions) >= MOST_SOLUTIONS or late

    def _judge(self, chosen: list[int], found: Found) -> None:
        moves = [self.moves[number] for number in chosen]
        fixed = {cell: value for move in moves for cell, value in move.fixed.items()}
        free = [cell for move in moves for cell in move.free]
        try:
            core = self.solver.clash(fixed, free)
        except Undecided:
            found.timed_out = True
            core = None
            self.programme.exclude(chosen)
            return
        if core is not None:
            self.cover.learn(core, chosen)
            return
        solved = self.solver.solve(fixed, free)
        self.programme.exclude(chosen)
        if solved is None:
            return
        changed = {
            cell: value
            for cell, value in solved.values.items()
            if value != self.system.cells[cell].fen or not self.system.cells[cell].readable
        }
        if any(cell not in changed for cell in free):
            return
        solved = Solved(changed, {cell: solved.windows[cell] for cell in changed})
        found.solutions.append(Solution(tuple(moves), solved, self._cost(moves, solved)))

    def _cost(self, moves: Sequence[Move], solved: Solved) -> int:
        total = 0
        for move in moves:
            if len(move.cells) == 1:
                total += self.solver.price(move.cells[0], solved.values[move.cells[0]], solved.values, set())
            else:
                total += move.cost + self.votes(move, solved)
        return total

    def votes(self, move: Move, solved: Solved) -> int:
        """What the prose says of a compound move's cells."""
        solver = self.solver
        return sum(
            vote(self.system, solver.evidence, solver.costs, cell, solved.values[cell])
            for cell in move.cells
            if cell in solved.values
        )
