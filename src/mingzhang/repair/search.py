"""The search of one component: sets of moves, lightest first, that leave no identity broken.

Minimal repair as a hitting set (Fellegi and Holt): every conflict – a broken identity, or identities that
elimination shows to contradict one another – needs a move in it. The programme proposes, elimination
judges, and what it finds contradictory becomes a new conflict.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from mingzhang.repair.elimination import Undecided
from mingzhang.repair.moves import Move
from mingzhang.repair.programme import Programme
from mingzhang.repair.slips import HUNDREDTHS
from mingzhang.repair.solving import Solved, Solver
from mingzhang.repair.system import System
from mingzhang.repair.time_limit import Deadline

MARGIN = 7 * HUNDREDTHS
"""Explanations less likely than a thousandth of the best are no alternatives."""
MOST_SOLUTIONS = 16
_MOST_ROUNDS = 400
_MOST_PAIRS = 24
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
        self._by_line: dict[int, set[int]] = {}
        self._by_cell: dict[int, set[int]] = {}
        self.programme = Programme()
        for number, move in enumerate(self.moves):
            self.programme.add(move.cost)
            for cell in move.cells:
                self._by_cell.setdefault(cell, set()).add(number)
                for line in system.cells[cell].rows:
                    self._by_line.setdefault(line, set()).add(number)
        possible = [self._touch(conflict) for conflict in conflicts]
        self._possible = all(possible)
        self._at_most_one()
        for number, move in enumerate(self.moves):
            self._follow(number, move)

    def _touching(self, lines: Iterable[int]) -> set[int]:
        return {move for line in lines for move in self._by_line.get(line, ())}

    def _touch(self, conflict: frozenset[int]) -> bool:
        moves = self._touching(conflict)
        if moves:
            self.programme.require(dict.fromkeys(moves, 1), 1)
        return bool(moves)

    def _at_most_one(self) -> None:
        for moves in self._by_cell.values():
            if len(moves) > 1:
                self.programme.require(dict.fromkeys(moves, -1), -1)

    def _follow(self, number: int, move: Move) -> None:
        """What a move alone leaves untrue needs another move: found out once, not by trial."""
        if move.free and len(move.cells) == 1:
            for pair in self._disjoint(move.cells[0]):
                self._needs(number, pair, move)
            return
        free = set(move.free)
        for line in {line for cell in move.cells for line in self.system.cells[cell].rows}:
            item = self.system.lines[line]
            if not self.system.readable(item) or free & set(item.cells):
                continue
            if not self.system.holds(item, move.fixed):
                self._needs(number, (line,), move)

    def _needs(self, number: int, lines: Iterable[int], move: Move) -> None:
        others = {
            other
            for other in self._touching(lines)
            if other != number and not set(self.moves[other].cells) & set(move.cells)
        }
        self.programme.require({**dict.fromkeys(others, 1), number: -1}, 0)

    def _disjoint(self, cell: int) -> list[tuple[int, int]]:
        """Pairs of lines that no value of the cell satisfies together."""
        windows = []
        for number in self.system.cells[cell].rows:
            line = self.system.lines[number]
            if self.system.readable(line):
                low, high = self._window(number, cell)
                windows.append((low, high, number))
        pairs = [
            (one, other)
            for low, high, one in windows
            for low2, high2, other in windows
            if one < other
            and (
                (high is not None and low2 is not None and high < low2)
                or (high2 is not None and low is not None and high2 < low)
            )
        ]
        return pairs[:_MOST_PAIRS]

    def _window(self, number: int, cell: int) -> tuple[int | None, int | None]:
        line = self.system.lines[number]
        item = self.system.cells[cell]
        factor = line.coefficients[line.cells.index(cell)]
        total, slack = self.system.residual(line)
        slack += abs(factor) * (item.own_half - item.half)
        rest = total - factor * item.fen
        low, high = -slack - rest, slack - rest
        if factor > 0:
            return -(-low // factor), None if line.at_least else high // factor
        return None if line.at_least else -(-high // factor), low // factor

    def run(self, enough: Callable[[Found], bool] | None = None) -> Found:
        """Solutions from the lightest on, until the rest cost too much, are too many, or time is up."""
        found = Found()
        if not self._possible:
            found.exhausted = True
            return found
        effort = 0
        for _ in range(_MOST_ROUNDS):
            if self.deadline.passed:
                found.timed_out = True
                break
            proposal = self.programme.lightest(self.deadline.left())
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
            self._learn(core, chosen)
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
        from mingzhang.repair.moves import vote

        solver = self.solver
        return sum(
            vote(self.system, solver.evidence, solver.costs, cell, solved.values[cell])
            for cell in move.cells
            if cell in solved.values
        )

    def _learn(self, core: frozenset[int], chosen: list[int]) -> None:
        """The core needs another move, or one of the fixed ones must go."""
        free = {cell for number in chosen for cell in self.moves[number].free}
        within = {at for line in core for at in self.system.lines[line].cells}
        terms: dict[int, int] = {}
        kept = 0
        for number in self._touching(core):
            move = self.moves[number]
            if number in chosen:
                if set(move.fixed) & within:
                    terms[number] = -1
                    kept += 1
            elif not set(move.cells) & within <= free:
                terms[number] = 1
        self.programme.require(terms, 1 - kept)
