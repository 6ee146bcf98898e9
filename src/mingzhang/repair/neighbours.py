"""Moves of several cells at once: neighbours swapped, a block shifted by one row or one column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from mingzhang.repair.layout import Table, pairs
from mingzhang.repair.moves import Move, touched, window_of
from mingzhang.repair.slips import SlipCosts, cost
from mingzhang.repair.system import System
from mingzhang.standard.slips import SlipKind

_LONGEST_BLOCK = 16
_SWAP_WAYS = 4
_BLOCK_WAYS = 60
_LOST_WAYS = 600
"""Where a figure was lost as well, much more fits."""
_MOST_BLANKS = 40


class Neighbourhood:
    """Compound moves of one document, tried against its broken lines."""

    def __init__(self, system: System, tables: Sequence[Table], broken: set[int], costs: SlipCosts) -> None:
        self.system = system
        self.tables = tables
        self.broken = broken
        self.costs = costs
        self.suspect = {at for number in broken for at in system.lines[number].cells}

    def moves(self) -> list[Move]:
        """Compound moves that leave fewer lines broken than there are among those that they touch."""
        found: dict[tuple[tuple[int, int | None], ...], Move] = {}
        for move in (*self._swaps(), *self._shifts()):
            key = tuple(sorted(zip(move.cells, move.values, strict=True), key=lambda item: item[0]))
            if (key not in found or move.cost < found[key].cost) and self._helps(move):
                found[key] = move
        return list(found.values())

    def _helps(self, move: Move) -> bool:
        """Whether the move leaves fewer of its lines broken; a lost figure must fit all of its own."""
        lines = touched(self.system, move.cells)
        free = set(move.free)
        before = lines & self.broken
        after = 0
        for number in lines:
            line = self.system.lines[number]
            if self.system.readable(line) and not free & set(line.cells):
                after += not self.system.holds(line, move.fixed)
        after += sum(not self._fits(cell, move) for cell in free)
        return after < len(before)

    def _fits(self, cell: int, move: Move) -> bool:
        """Whether one figure of a cell satisfies all of its lines that hold no other lost figure."""
        free = set(move.free) - {cell}
        ends = [
            window_of(self.system, number, cell, move.fixed)
            for number in self.system.cells[cell].rows
            if self.system.readable(self.system.lines[number])
            and not free & set(self.system.lines[number].cells)
        ]
        lows = [low for low, _ in ends if low is not None]
        highs = [high for _, high in ends if high is not None]
        return not lows or not highs or max(lows) <= min(highs)

    def _swaps(self) -> Iterator[Move]:
        price = self.costs.of("swapped_neighbours", _SWAP_WAYS)
        for table in self.tables:
            for first, second in pairs(table, self.system):
                one, other = self.system.cells[first], self.system.cells[second]
                if (
                    one.fen != other.fen
                    and (first in self.suspect or second in self.suspect)
                    and one.readable
                    and other.readable
                    and one.unit == other.unit
                ):
                    yield Move("swapped_neighbours", price, (first, second), (other.fen, one.fen))

    def _shifts(self) -> Iterator[Move]:
        for table in self.tables:
            columns = list(table.lanes())
            for lane in (*columns, *table.at):
                yield from self._shifted([lane])
                yield from self._over_blanks(lane)
            if len(columns) > 1:
                yield from self._shifted(columns)
            for left, right in pairwise(columns):
                yield from self._exchanged(left, right)

    def _over_blanks(self, lane: list[int | None]) -> Iterator[Move]:
        """Shifts among the cells that print something, and from or to a blank one that is in doubt."""
        cells = self.system.cells
        printing = [cell for cell in lane if cell is not None and cells[cell].printed is not None]
        if len(printing) < len(lane):
            yield from self._shifted([list(printing)])
        doubted = [
            (place, cell)
            for place, cell in enumerate(lane)
            if cell is not None and cells[cell].blank and cell in self.suspect
        ]
        for place, blank in doubted[:_MOST_BLANKS]:
            before = [cell for cell in lane[:place] if cell in printing]
            after = [cell for cell in lane[place + 1 :] if cell in printing]
            yield from self._runs([[*before, blank, *after]], len(before), True)
            yield from self._runs([[*reversed(after), blank, *reversed(before)]], len(after), True)

    def _shifted(self, lanes: list[list[int | None]]) -> Iterator[Move]:
        """Runs in which each cell reads what the next (or the one before) has printed."""
        for first in range(len(lanes[0]) - 1):
            for forward in (True, False):
                yield from self._runs(lanes, first, forward)

    def _runs(self, lanes: list[list[int | None]], first: int, forward: bool) -> Iterator[Move]:
        """Runs of three cells and more from `first` on, as long as a shift may pass."""
        for last in range(first + 1, min(len(lanes[0]), first + _LONGEST_BLOCK)):
            link = last - 1 if forward else last
            if not self._linked(lanes, link, link + 1 if forward else link - 1):
                return
            if last - first >= 2:
                yield from self._block(lanes, first, last, forward)

    def _linked(self, lanes: list[list[int | None]], to: int, origin: int) -> bool:
        """Whether a shift may pass here: what it would change is in doubt, and something changes nearby."""
        for lane in lanes:
            cell, other = lane[to], lane[origin]
            if cell is None or other is None:
                if len(lanes) > 1 and cell is None and other is None:
                    continue
                return False
            if not (self.system.cells[cell].readable and self.system.cells[other].readable):
                return False
            if self.system.cells[cell].fen != self.system.cells[other].fen and cell not in self.suspect:
                return False
        return True

    def _block(self, lanes: list[list[int | None]], first: int, last: int, forward: bool) -> Iterator[Move]:
        cells: list[int] = []
        values: list[int | None] = []
        ends: list[tuple[int, int]] = []
        for lane in lanes:
            run = [cell for cell in lane[first : last + 1] if cell is not None]
            if len(run) < last - first + 1:
                return
            targets, origins = (run[:-1], run[1:]) if forward else (run[1:], run[:-1])
            for cell, origin in zip(targets, origins, strict=True):
                if self.system.cells[cell].fen != self.system.cells[origin].fen:
                    cells.append(cell)
                    values.append(self.system.cells[origin].fen)
            ends.append((run[-1], run[0]) if forward else (run[0], run[-1]))
        if not cells:
            return
        price = self.costs.of("shifted_block", _BLOCK_WAYS)
        kind: SlipKind = "shifted_block"
        lost = [end for end, _ in ends]
        back = [self.system.cells[origin].fen for _, origin in ends]
        yield Move(kind, price, (*cells, *lost), (*values, *back))
        price = self.costs.of(kind, _LOST_WAYS) + sum(self._lost(end) for end in lost)
        yield Move(kind, price, (*cells, *lost), (*values, *([None] * len(lost))))

    def _lost(self, cell: int) -> int:
        """What a figure costs that a shift pushed out of the table: like one left out, it may be anything."""
        item = self.system.cells[cell]
        return cost(10.0 ** -min(max(len(str(abs(item.fen) // item.step)), 3), 7))

    def _exchanged(self, left: list[int | None], right: list[int | None]) -> Iterator[Move]:
        """Runs of rows whose figures stand one column off; the first or the last of them is in doubt."""
        rows = [
            (one, other)
            for one, other in zip(left, right, strict=True)
            if one is not None and other is not None
        ]
        for place, pair in enumerate(rows):
            if set(pair) & self.suspect:
                yield from self._off(rows[place : place + _LONGEST_BLOCK])
                yield from self._off(rows[max(0, place - _LONGEST_BLOCK + 1) : place + 1][::-1])

    def _off(self, rows: list[tuple[int, int]]) -> Iterator[Move]:
        """The rows from the first on, one more at a time, each pair exchanged."""
        cells: list[int] = []
        values: list[int | None] = []
        price = self.costs.of("shifted_block", _BLOCK_WAYS)
        for one, other in rows:
            here, there = self.system.cells[one], self.system.cells[other]
            if not (here.readable and there.readable):
                return
            if here.fen != there.fen:
                cells += [one, other]
                values += [there.fen, here.fen]
                if len(cells) > 2:
                    yield Move("shifted_block", price, tuple(cells), tuple(values))
