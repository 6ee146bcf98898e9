"""Moves: what may have happened to one cell or to several at once, with the figures that undo it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from mingzhang.kit.amounts import round_half_away
from mingzhang.repair.slips import SlipCosts, originals
from mingzhang.repair.system import Line, System
from mingzhang.standard.slips import SlipKind

FREE = None
_NEGATIVE = 500
"""A figure below zero where none is printed is rare (hundredths of a nat)."""


@dataclass(frozen=True, slots=True)
class Move:
    """Cells and what they read before (分); a value of None is solved for. `cost` in hundredths of a nat."""

    slip: SlipKind | None
    cost: int
    cells: tuple[int, ...]
    values: tuple[int | None, ...]

    @property
    def fixed(self) -> dict[int, int]:
        """Cell → value, where the move knows it."""
        return {cell: value for cell, value in zip(self.cells, self.values, strict=True) if value is not None}

    @property
    def free(self) -> list[int]:
        """Cells whose value is to be solved for."""
        return [cell for cell, value in zip(self.cells, self.values, strict=True) if value is None]


@dataclass(slots=True)
class Evidence:
    """What speaks for values beside the identities: prose by cell, neighbours' figures by cell."""

    stated: Mapping[int, list[tuple[int, int]]] = field(default_factory=dict)
    """Cell → intervals (分) that sentences state for it."""
    neighbours: Mapping[int, tuple[int, ...]] = field(default_factory=dict)


def vote(system: System, evidence: Evidence, costs: SlipCosts, cell: int, proposed: int) -> int:
    """What sentences add to (or take from) the cost of a value, against the printed one."""
    printed = system.cells[cell]
    votes = 0
    for low, high in evidence.stated.get(cell, ()):
        for_it = low - printed.own_half <= proposed <= high + printed.own_half
        against = printed.readable and low - printed.half <= printed.fen <= high + printed.half
        votes += (against - for_it) * costs.prose_vote
    return votes


def weighed(
    system: System, evidence: Evidence, costs: SlipCosts, cell: int, proposed: int
) -> tuple[SlipKind, int]:
    """The slip that explains a value of a cell and its cost, the votes of the prose included.

    OCR that was not sure of the cell makes its being wrong likelier.
    """
    item = system.cells[cell]
    kind, price = costs.explained(item, proposed, evidence.neighbours.get(cell, ()))
    price += vote(system, evidence, costs, cell, proposed)
    if proposed < 0 <= item.fen and kind != "sign":
        price += _NEGATIVE
    if item.confidence < 1:
        price -= min(costs.wrong, round((1 - item.confidence) * costs.wrong))
    return kind, max(price, 1)


def implied(system: System, line: Line, cell: int, shift: int = 0) -> int:
    """The value of a cell that makes a line true with all others as printed, at the cell's last place.

    `shift`: what other changes add to the line's sum, 分.
    """
    factor = line.coefficients[line.cells.index(cell)]
    total, _ = system.residual(line)
    rest = total + shift - factor * system.cells[cell].fen
    step = system.cells[cell].step
    return int(round_half_away(Fraction(-rest, factor * step), 0)) * step


def single_moves(
    system: System, cell: int, broken: set[int], evidence: Evidence, costs: SlipCosts
) -> list[Move]:
    """What one cell may have read: values that its lines imply, one slip away, or stated in the prose.

    Each makes at least one broken line of the cell true.
    """
    item = system.cells[cell]
    own = [system.lines[number] for number in item.rows]
    wrong = [system.lines[number] for number in item.rows if number in broken]
    values: set[int] = set()
    for line in own:
        # A line with another unreadable cell implies nothing.
        if all(system.cells[at].readable or at == cell for at in line.cells):
            value = implied(system, line, cell)
            if value != item.fen:
                values.add(value)
    values |= originals(item)
    for low, high in evidence.stated.get(cell, ()):
        values.add((low + high) // 2 // item.step * item.step)
    values.discard(item.fen)
    moves = []
    for value in sorted(values):
        if any(system.holds(line, {cell: value}) for line in wrong):
            kind, price = weighed(system, evidence, costs, cell, value)
            moves.append(Move(kind, price, (cell,), (value,)))
    return moves


def free_move(cell: int, costs: SlipCosts) -> Move:
    """The cell may read anything."""
    return Move(None, costs.unexplained, (cell,), (FREE,))


def touched(system: System, cells: Iterable[int]) -> set[int]:
    """The lines that hold one of the cells."""
    return {number for cell in cells for number in system.cells[cell].rows}


def window_of(
    system: System, number: int, cell: int, changed: Mapping[int, int] | None = None
) -> tuple[int | None, int | None]:
    """What one line leaves of a cell (分), others as printed or as in `changed`; None: no end."""
    line = system.lines[number]
    item = system.cells[cell]
    factor = line.coefficients[line.cells.index(cell)]
    total, slack = system.residual(line, changed)
    slack += abs(factor) * (item.own_half - item.half)
    rest = total - factor * item.fen
    low, high = -slack - rest, slack - rest
    if factor > 0:
        return -(-low // factor), None if line.at_least else high // factor
    return None if line.at_least else -(-high // factor), low // factor
