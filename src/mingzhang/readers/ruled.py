"""Ruling lines → lattices: tables as they are drawn, with the cells that missing lines merge."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from mingzhang.readers.lattice_cells import LatticeCell, borders, cells_between
from mingzhang.readers.page_text import Box
from mingzhang.readers.rule_lines import SAME, TOUCH, Rule, whole_rules

_OPEN = 8.0


@dataclass(slots=True)
class Lattice:
    """A table as drawn: the borders of its columns and rows, and its cells from the top left on."""

    columns: list[float]
    rows: list[float]
    cells: list[LatticeCell] = field(default_factory=list)

    @property
    def box(self) -> Box:
        """The outer border."""
        return (self.columns[0], self.rows[0], self.columns[-1], self.rows[-1])

    def cell_at(self, x: float, y: float) -> LatticeCell | None:
        """The cell over a point, or None outside."""
        column = bisect_right(self.columns, x) - 1
        row = bisect_right(self.rows, y) - 1
        return self._index().get((row, column))

    def laid_on(self, columns: Sequence[float]) -> Lattice:
        """The same table with the columns of another; itself where some border is none of that table's."""
        if len(columns) <= len(self.columns):
            return self
        places = [min(range(len(columns)), key=lambda at: abs(columns[at] - own)) for own in self.columns]
        if any(abs(columns[at] - own) > TOUCH for at, own in zip(places, self.columns, strict=True)):
            return self
        cells = [
            replace(
                cell,
                column=places[cell.column],
                column_span=places[cell.column + cell.column_span] - places[cell.column],
            )
            for cell in self.cells
        ]
        return Lattice(list(columns), self.rows, cells)

    _by_unit: dict[tuple[int, int], LatticeCell] = field(default_factory=dict)

    def _index(self) -> dict[tuple[int, int], LatticeCell]:
        if not self._by_unit:
            for cell in self.cells:
                for row in range(cell.row, cell.row + cell.row_span):
                    for column in range(cell.column, cell.column + cell.column_span):
                        self._by_unit[row, column] = cell
        return self._by_unit


def lattices(rules: Iterable[Rule]) -> list[Lattice]:
    """The tables that ruling lines draw, from top to bottom; boxes around text are none."""
    whole = whole_rules(rules)
    level = [rule for rule in whole if rule.level]
    upright = [rule for rule in whole if not rule.level]
    found = [_lattice(*part) for part in _components(level, upright)]
    tables = [lattice for lattice in found if lattice is not None]
    outermost = [table for table in tables if not any(_inside(table, other) for other in tables)]
    return sorted(outermost, key=lambda lattice: (lattice.box[1], lattice.box[0]))


def _components(level: Sequence[Rule], upright: Sequence[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Lines that cross or touch one another, directly or over others: one table each."""
    owner = list(range(len(level) + len(upright)))

    def root(item: int) -> int:
        while owner[item] != item:
            owner[item] = owner[owner[item]]
            item = owner[item]
        return item

    for number, one in enumerate(level):
        for other, two in enumerate(upright, len(level)):
            if (
                one.begin - TOUCH <= two.at <= one.end + TOUCH
                and two.begin - TOUCH <= one.at <= two.end + TOUCH
            ):
                owner[root(other)] = root(number)
    parts: dict[int, tuple[list[Rule], list[Rule]]] = defaultdict(lambda: ([], []))
    for number, rule in enumerate([*level, *upright]):
        parts[root(number)][0 if rule.level else 1].append(rule)
    return [part for part in parts.values() if part[0] and part[1]]


def _lattice(level: list[Rule], upright: list[Rule]) -> Lattice | None:
    _close_sides(level, upright)
    rows = _places(rule.at for rule in level)
    columns = _places(rule.at for rule in upright)
    if len(rows) < 2 or (len(columns) < 3 and (len(columns) < 2 or len(rows) < 4)):
        return None
    lattice = Lattice(columns, rows)
    lattice.cells = cells_between(
        columns,
        rows,
        borders(level, rows, columns),
        borders(upright, columns, rows),
    )
    return lattice if len(lattice.cells) >= 3 else None


def _close_sides(level: list[Rule], upright: list[Rule]) -> None:
    """A border where the lines across end in the open: tables are printed without their outer lines."""
    for along, across in ((level, upright), (upright, level)):
        places = [rule.at for rule in across]
        first, last = min(places), max(places)
        begins = [rule.begin for rule in along if rule.begin < first - _OPEN]
        ends = [rule.end for rule in along if rule.end > last + _OPEN]
        # Two lines may be a cut-off row; a table has at least half of its lines end in one place.
        low, high = min(rule.at for rule in along), max(rule.at for rule in along)
        for open_ends in (begins, ends):
            if len(open_ends) >= max(2, len(along) // 2):
                place = min(open_ends) if open_ends is begins else max(open_ends)
                across.append(Rule(not along[0].level, place, low, high))


def _places(values: Iterable[float]) -> list[float]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > TOUCH:
            found.append(value)
    return found


def _inside(table: Lattice, other: Lattice) -> bool:
    if table is other:
        return False
    x0, y0, x1, y1 = table.box
    u0, v0, u1, v1 = other.box
    return x0 >= u0 - SAME and y0 >= v0 - SAME and x1 <= u1 + SAME and y1 <= v1 + SAME
