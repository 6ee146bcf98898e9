"""Moves of several cells at once: neighbours swapped, a block shifted by one row or one column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mingzhang.repair.moves import Move, touched
from mingzhang.repair.slips import SlipCosts
from mingzhang.repair.system import System
from mingzhang.standard.load import Standard
from mingzhang.standard.slips import SlipKind
from mingzhang.standard.statements import StatementForm

_LONGEST_BLOCK = 16
_SWAP_WAYS = 4
_BLOCK_WAYS = 60
_LOST = 100
"""What a figure costs that a shift pushed out of the table (hundredths): it may be anything."""


@dataclass(slots=True)
class Table:
    """One side of a statement as laid out: `at[row][column]` is a cell of the system, or None."""

    at: list[list[int | None]]

    def lanes(self) -> Iterator[list[int | None]]:
        """Every column from top to bottom."""
        for column in range(len(self.at[0]) if self.at else 0):
            yield [row[column] for row in self.at]


def tables_of(system: System, standard: Standard) -> list[Table]:
    """The tables of a document as laid out, rows in printed order, columns as the form has them."""
    found: dict[tuple[str, str | None], dict[str, dict[str, int]]] = {}
    for number, cell in enumerate(system.cells):
        address = cell.address
        if address.statement in standard.statements:
            rows = found.setdefault((address.statement, address.side), {})
            rows.setdefault(address.code, {}).setdefault(address.column, number)
    tables = []
    for (statement, side), rows in found.items():
        form = standard.statements[statement]
        columns = _columns(form, side, rows)
        printed = {
            code
            for code, row in rows.items()
            if any(system.cells[at].printed is not None for at in row.values())
        }
        order = _order(form, side, list(rows), printed)
        tables.append(Table([[rows[code].get(column) for column in columns] for code in order]))
    return tables


def _columns(form: StatementForm, side: str | None, rows: dict[str, dict[str, int]]) -> list[str]:
    known = [column.id for item in form.sides if item.id == side for column in item.columns]
    used = {column for row in rows.values() for column in row}
    return [column for column in known if column in used] + sorted(used - set(known))


def _order(form: StatementForm, side: str | None, rows: Sequence[str], printed: set[str]) -> list[str]:
    """Rows as printed; rows that print nothing where the form has them (classes first, by code)."""
    lines = [row.code for item in form.sides if item.id == side for row in item.rows]

    def rank(code: str) -> tuple[int, int, str]:
        return (1, lines.index(code), code) if code in lines else (0, 0, code)

    order = [code for code in rows if code in printed]
    for code in sorted((code for code in rows if code not in printed), key=rank):
        before = [place for place, other in enumerate(order) if rank(other) < rank(code)]
        order.insert(max(before, default=-1) + 1, code)
    return order


def neighbours_of(tables: Sequence[Table], system: System) -> dict[int, tuple[int, ...]]:
    """Cell → cells beside, above and below it."""
    found: dict[int, list[int]] = {}
    for table in tables:
        for first, second in _pairs(table, system):
            found.setdefault(first, []).append(second)
            found.setdefault(second, []).append(first)
    return {cell: tuple(others) for cell, others in found.items()}


def _pairs(table: Table, system: System) -> Iterator[tuple[int, int]]:
    """Every cell with the next one to the right and below: the very next, and the next that prints."""
    for lane in (*table.at, *table.lanes()):
        for place, cell in enumerate(lane):
            if cell is None or place + 1 == len(lane):
                continue
            beyond = [other for other in lane[place + 1 :] if other is not None]
            printing = [other for other in beyond if system.cells[other].printed is not None]
            for other in dict.fromkeys((*beyond[:1], *printing[:1])):
                yield cell, other


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
        lines = touched(self.system, move.cells)
        free = touched(self.system, move.free)
        before = lines & self.broken
        after = [
            number
            for number in lines - free
            if self.system.readable(self.system.lines[number])
            and not self.system.holds(self.system.lines[number], move.fixed)
        ]
        resolved = len(before - free) - len(set(after) & before)
        return resolved > 0 and len(after) < max(len(before - free), 1)

    def _swaps(self) -> Iterator[Move]:
        price = self.costs.of("swapped_neighbours", _SWAP_WAYS)
        for table in self.tables:
            for first, second in _pairs(table, self.system):
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
                printing = self._printing(lane)
                if len(printing) < len(lane):
                    yield from self._shifted([printing])
            if len(columns) > 1:
                yield from self._shifted(columns)
            for left, right in pairwise(columns):
                yield from self._exchanged(left, right)

    def _printing(self, lane: list[int | None]) -> list[int | None]:
        """The lane without blank cells that nothing puts in doubt: a form leaves them out."""
        cells = self.system.cells
        return [
            cell for cell in lane if cell is None or cells[cell].printed is not None or cell in self.suspect
        ]

    def _shifted(self, lanes: list[list[int | None]]) -> Iterator[Move]:
        """Runs in which each cell reads what the next (or the one before) has printed."""
        length = len(lanes[0])
        for forward in (True, False):
            for first in range(length - 1):
                for last in range(first + 1, min(length, first + _LONGEST_BLOCK)):
                    link = last - 1 if forward else last
                    if not self._linked(lanes, link, link + 1 if forward else link - 1):
                        break
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
        price += _LOST * len(lost)
        yield Move(kind, price, (*cells, *lost), (*values, *([None] * len(lost))))

    def _exchanged(self, left: list[int | None], right: list[int | None]) -> Iterator[Move]:
        """Runs of rows whose figures stand one column off."""
        price = self.costs.of("shifted_block", _BLOCK_WAYS)
        for first in range(len(left)):
            cells: list[int] = []
            values: list[int | None] = []
            for row in range(first, min(len(left), first + _LONGEST_BLOCK)):
                one, other = left[row], right[row]
                if one is None or other is None:
                    break
                here, there = self.system.cells[one], self.system.cells[other]
                changes = here.fen != there.fen
                if not (here.readable and there.readable) or (changes and not {one, other} & self.suspect):
                    break
                if changes:
                    cells += [one, other]
                    values += [there.fen, here.fen]
                    if len(cells) > 2:
                        yield Move("shifted_block", price, tuple(cells), tuple(values))
