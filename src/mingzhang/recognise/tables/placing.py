"""Which column a row's figures stand in, where a row has a cell too few or too many.

A row in place is read as printed. For one that slipped every placement that a lost or an added cell
can make is kept as a choice; the identities decide between them when all statements are read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from mingzhang.document.model import Cell
from mingzhang.facts.model import Fact, Statement
from mingzhang.kit.chinese import squeeze

Slot = tuple[str, str]
"""(code, column) of a cell of a row."""

FARTHEST = 3
BLANK_TOTAL = "合计栏空白"
MOST_CHOICES = 60


@dataclass(slots=True)
class Doubt:
    """A row whose figures could stand in several columns.

    `choices` are slot numbers for the figures, as printed first; `why` says how the row differs.
    """

    statement: Statement
    facts: list[Fact]
    slots: Sequence[Slot | None]
    choices: list[tuple[int, ...]]
    why: str


@dataclass(frozen=True, slots=True)
class Shape:
    """What is usual in a table: cells behind the label, and whether blank ends of rows are cut off."""

    usual: int
    trimmed: bool

    @classmethod
    def of(cls, rows: Sequence[Sequence[Cell]], slots: int, trimmed: bool) -> Shape:
        """The shape of a table from the cells behind the labels of its data rows.

        `trimmed` says whether the document cuts blank ends of rows off: then short rows are in place.
        """
        lengths = Counter(len(row) for row in rows if row)
        if not lengths:
            return cls(slots, trimmed)
        if trimmed:
            return cls(max(lengths), True)
        return cls(max(lengths, key=lambda length: (lengths[length], length == slots)), False)


def choices_of(
    cells: Sequence[Cell], slots: Sequence[Slot | None], shape: Shape, first: int | None
) -> tuple[list[tuple[int, ...]], str | None]:
    """(slot numbers of the filled cells, as printed first; why there is a doubt, or None).

    `first` is the slot that a filled row always fills (its total), where there is one. A number beyond
    the slots means: no column there.
    """
    at = [index for index, cell in enumerate(cells) if squeeze(cell.text)]
    printed = tuple(at)
    lost = shape.usual - len(cells)
    if lost == 0 or (lost > 0 and shape.trimmed) or not at:
        if first is None or first in printed or not printed or not _headless(cells, at):
            return [printed], None
        # The total is blank and its parts are not: the whole row stands beside its columns.
        moved = [tuple(i + shift for i in at) for shift in (-1, 1, -2, 2, -3, 3)]
        return [printed, *(m for m in moved if first in m and _inside(m, len(slots)))], BLANK_TOTAL
    low, high = (0, min(lost, FARTHEST)) if lost > 0 else (max(lost, -FARTHEST), 0)
    found = [
        choice
        for choice in _monotone(at, low, high, len(slots))
        if all(slots[number] is not None for number in choice)
    ]
    found.sort(key=lambda choice: sum(abs(c - p) for c, p in zip(choice, at, strict=True)))
    why = f"本行少{lost}格" if lost > 0 else f"本行多{-lost}格"
    return (found[:MOST_CHOICES] or [printed]), why


def _headless(cells: Sequence[Cell], at: Sequence[int]) -> bool:
    return any(any(char.isdigit() for char in cells[index].text) for index in at)


def _inside(choice: Sequence[int], size: int) -> bool:
    return all(0 <= number < size for number in choice)


def _monotone(at: Sequence[int], low: int, high: int, size: int) -> list[tuple[int, ...]]:
    """Placements where every cell lost (or added) moves all figures behind it by one."""
    steps = high - low
    found = []
    for cuts in combinations(range(len(at) + steps), steps):
        moved = []
        passed = 0
        figure = 0
        for position in range(len(at) + steps):
            if position in cuts:
                passed += 1
            else:
                moved.append(at[figure] + (passed if high > 0 else -passed))
                figure += 1
        apart = all(before < after for before, after in pairwise(moved))
        if apart and _inside(moved, size):
            found.append(tuple(moved))
    return list(dict.fromkeys(found))
