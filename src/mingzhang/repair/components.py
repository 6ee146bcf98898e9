"""Components: conflicts that share cells are searched together, all others on their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from mingzhang.repair.candidates import candidates
from mingzhang.repair.elimination import Undecided
from mingzhang.repair.least_change import least_change
from mingzhang.repair.moves import Evidence, Move, touched
from mingzhang.repair.search import Found, Search, Solution
from mingzhang.repair.slips import HUNDREDTHS, SlipCosts
from mingzhang.repair.solving import Solver
from mingzhang.repair.system import System
from mingzhang.repair.time_limit import Deadline


@dataclass(slots=True)
class Part:
    """One component: its conflicts, and what the search found."""

    conflicts: list[frozenset[int]]
    found: Found = field(default_factory=Found)
    chosen: int = 0
    """The solution in force: a place in `found.solutions`."""
    rival: bool = False
    """Whether another set of as few cells, or of the same cost, does as well."""
    proven: bool = False

    @property
    def best(self) -> Solution | None:
        """The solution in force, None where none was found."""
        return self.found.solutions[self.chosen] if self.found.solutions else None


class Components:
    """All components of a system, solved one by one; those that get in each other's way, together."""

    def __init__(
        self,
        system: System,
        evidence: Evidence,
        costs: SlipCosts,
        compound: Sequence[Move],
        deadline: Deadline,
    ) -> None:
        self.system = system
        self.evidence = evidence
        self.costs = costs
        self.compound = compound
        self.deadline = deadline
        self.solver = Solver(system, evidence, costs)
        self.broken = set(system.broken())

    def solve(self) -> list[Part]:
        """Every component solved, so that together they leave no line broken (as far as solved)."""
        parts = self._parts([frozenset((number,)) for number in sorted(self.broken)] + self._unreadable())
        for number, part in enumerate(parts):
            self._search(part, len(parts) - number)
        for _ in range(len(parts)):
            clashing = self._interfering(parts)
            if len(clashing) < 2:
                break
            merged = Part([conflict for part in clashing for conflict in part.conflicts])
            parts = [part for part in parts if part not in clashing] + [merged]
            self._search(merged, 1)
        return parts

    def _unreadable(self) -> list[frozenset[int]]:
        """Conflicts between lines that hold unreadable cells."""
        cells = [number for number, cell in enumerate(self.system.cells) if not cell.readable and cell.rows]
        found: list[frozenset[int]] = []
        for cell in cells:
            try:
                core = self.solver.clash({}, [cell])
            except Undecided:
                continue
            if core is not None and core not in found and not core & self.broken:
                found.append(core)
        return found

    def _parts(self, conflicts: Sequence[frozenset[int]]) -> list[Part]:
        """Conflicts joined where they share a cell or a compound move."""
        groups: list[tuple[set[int], list[frozenset[int]]]] = []
        for conflict in conflicts:
            cells = {at for line in conflict for at in self.system.lines[line].cells}
            groups = _joined(groups, cells, [conflict])
        for move in self.compound:
            groups = _joined(groups, set(move.cells), []) if _meets(groups, move) else groups
        return [Part(kept) for _, kept in groups if kept]

    def _search(self, part: Part, remaining: int) -> None:
        """Solutions of one part, in its share of the time left; wider when nothing was found near."""
        share = self.deadline.share(remaining)
        lines = {line for conflict in part.conflicts for line in conflict}
        for wide in (False, True):
            half = share if wide else share.share(2)
            search = Search(
                self.system,
                self.solver,
                candidates(self.solver, lines, self.broken, self.compound, wide),
                part.conflicts,
                half,
            )
            part.found = search.run()
            if part.found.solutions or part.found.timed_out:
                break
        if not part.found.solutions:
            fallback = least_change(self.system, self.solver, self.costs, part.conflicts)
            if fallback is not None:
                part.found.solutions = [fallback]
                part.rival, part.proven = True, False
                return
        self._judge(part, share)

    def _judge(self, part: Part, deadline: Deadline) -> None:
        """Whether the lightest is proven so, and whether a rival is as small."""
        best = part.best
        if best is None:
            part.rival = True
            return
        # What lies beyond the moves considered changes three cells at least.
        beyond = 3 * self.costs.least
        part.proven = (
            (part.found.exhausted or (part.found.bound is not None and part.found.bound >= best.cost))
            and best.cost <= beyond
            and not (part.found.timed_out and part.found.bound is None)
        )
        others = part.found.solutions[: part.chosen] + part.found.solutions[part.chosen + 1 :]
        size = len(best.cells)
        part.rival = any(
            (len(other.cells) <= size and other.cells != best.cells) or other.cost == best.cost
            for other in others
        ) or self._as_small(part, best, deadline)

    def _as_small(self, part: Part, best: Solution, deadline: Deadline) -> bool:
        """Whether another set of at most as many cells leaves nothing broken, however unlikely; sets aside
        costs: a programme in which every cell weighs the same."""
        lines = {line for conflict in part.conflicts for line in conflict}
        near = {at for line in lines for at in self.system.lines[line].cells}
        around = sorted({at for line in touched(self.system, near) for at in self.system.lines[line].cells})
        moves = [
            Move(None, HUNDREDTHS, (cell,), (None,)) for cell in around if self.system.cells[cell].readable
        ]
        search = Search(self.system, self.solver, moves, part.conflicts, deadline)
        search.programme.exclude([number for number, move in enumerate(moves) if move.cells[0] in best.cells])
        limit = len(best.cells) * HUNDREDTHS
        found = search.run(
            lambda found: bool(found.solutions) or (found.bound is not None and found.bound > limit)
        )
        for solution in found.solutions:
            if len(solution.cells) <= len(best.cells):
                part.found.solutions.append(solution)
        return any(len(item.cells) <= len(best.cells) for item in found.solutions) or (
            found.timed_out and (found.bound or 0) <= limit
        )

    def _interfering(self, parts: Sequence[Part]) -> list[Part]:
        """The parts whose repairs together leave a line broken."""
        changed = {
            cell: value for part in parts if part.best for cell, value in part.best.solved.values.items()
        }
        for number in sorted(touched(self.system, changed)):
            line = self.system.lines[number]
            known = all(self.system.cells[at].readable or at in changed for at in line.cells)
            if known and not self.system.holds(line, changed):
                found = [part for part in parts if part.best and part.best.cells & set(line.cells)]
                if len(found) > 1:
                    return found
        return []


def _meets(groups: Sequence[tuple[set[int], list[frozenset[int]]]], move: Move) -> bool:
    return sum(bool(cells & set(move.cells)) for cells, _ in groups) > 1


def _joined(
    groups: list[tuple[set[int], list[frozenset[int]]]], cells: set[int], conflicts: list[frozenset[int]]
) -> list[tuple[set[int], list[frozenset[int]]]]:
    merged, kept = (set(cells), list(conflicts)), []
    for known, own in groups:
        if known & cells:
            merged = (merged[0] | known, [*own, *merged[1]])
        else:
            kept.append((known, own))
    return [*kept, merged]
