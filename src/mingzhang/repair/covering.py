"""The covering programme of one component: which moves touch which conflicts, and which need another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mingzhang.repair.moves import Move, window_of
from mingzhang.repair.programme import Programme
from mingzhang.repair.system import System

_MOST_PAIRS = 24


class Cover:
    """Moves as choices, conflicts as constraints; `possible` is whether every conflict can be touched."""

    def __init__(self, system: System, moves: Sequence[Move], conflicts: Iterable[frozenset[int]]) -> None:
        self.system = system
        self.moves = moves
        self._by_line: dict[int, set[int]] = {}
        self._by_cell: dict[int, set[int]] = {}
        self.programme = Programme()
        for number, move in enumerate(self.moves):
            self.programme.add(move.cost)
            for cell in move.cells:
                self._by_cell.setdefault(cell, set()).add(number)
                for line in system.cells[cell].rows:
                    self._by_line.setdefault(line, set()).add(number)
        touched = [self._touch(conflict) for conflict in conflicts]
        self.possible = all(touched)
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
                low, high = window_of(self.system, number, cell)
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

    def learn(self, core: frozenset[int], chosen: Sequence[int]) -> None:
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
