"""The cells of a lattice: unit rectangles, merged where no line parts them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from mingzhang.readers.page_text import Box
from mingzhang.readers.rule_lines import Rule

_COVERED = 0.6
"""Share of a cell's side that a line must cover to be its border."""


@dataclass(frozen=True, slots=True)
class LatticeCell:
    """A cell of a lattice: its first row and column, how many it spans, and its box."""

    row: int
    column: int
    row_span: int
    column_span: int
    box: Box


def borders(rules: Sequence[Rule], places: Sequence[float], steps: Sequence[float]) -> set[tuple[int, int]]:
    """(place, step): where a line at `places[place]` covers the side from `steps[step]` to the next."""
    covered: dict[tuple[int, int], float] = defaultdict(float)
    for rule in rules:
        place = bisect_right(places, rule.at + 0.01) - 1
        first = max(bisect_right(steps, rule.begin) - 1, 0)
        last = min(bisect_left(steps, rule.end), len(steps) - 1)
        for step in range(first, last):
            covered[place, step] += min(rule.end, steps[step + 1]) - max(rule.begin, steps[step])
    return {
        (place, step)
        for (place, step), length in covered.items()
        if length >= _COVERED * (steps[step + 1] - steps[step])
    }


def cells_between(
    columns: Sequence[float],
    rows: Sequence[float],
    level: set[tuple[int, int]],
    upright: set[tuple[int, int]],
) -> list[LatticeCell]:
    """Unit rectangles merged where no line parts them; what is no rectangle falls apart again."""
    taken: set[tuple[int, int]] = set()
    cells: list[LatticeCell] = []
    for row in range(len(rows) - 1):
        for column in range(len(columns) - 1):
            if (row, column) in taken:
                continue
            right = column + 1
            while right < len(columns) - 1 and (right, row) not in upright and (row, right) not in taken:
                right += 1
            below = row + 1
            while below < len(rows) - 1 and _open_below(below, row, column, right, level, upright, taken):
                below += 1
            for at_row in range(row, below):
                taken |= {(at_row, at) for at in range(column, right)}
            box = (columns[column], rows[row], columns[right], rows[below])
            cells.append(LatticeCell(row, column, below - row, right - column, box))
    return cells


def _open_below(
    below: int,
    row: int,
    column: int,
    right: int,
    level: set[tuple[int, int]],
    upright: set[tuple[int, int]],
    taken: set[tuple[int, int]],
) -> bool:
    """Whether the whole row of units at `below` belongs to the cell above it."""
    if any((below, at) in level or (below, at) in taken for at in range(column, right)):
        return False
    if any((at, below) in upright for at in range(column + 1, right)):
        return False
    # Its left and right side must go on as they do above, or the part below is another cell.
    return all((side, row) not in upright or (side, below) in upright for side in (column, right))
