"""Rows that slipped: the position of each figure decided by the row's own sum where cells were lost."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from mingzhang.document.model import Cell, Row
from mingzhang.kit.amounts import parse_number
from mingzhang.standard.headings import Headings
from mingzhang.standard.statements import StatementColumn

_FARTHEST = 3
TOLERANCE = Fraction(1, 50)
"""Two units of the last place of 万元 with two decimals: what rounding of a few parts can make."""


def aligned(
    row: Row, begin: int, positions: Mapping[int, StatementColumn], headings: Headings
) -> tuple[dict[int, Cell], str | None]:
    """(position → cell, how it was inferred). A row in place stays; one that slipped moves as a whole."""
    if not positions:
        return {}, None
    here = _placed(row, positions, 0)
    figures = sum(1 for cell in row.cells[begin:] if parse_number(cell.text) is not None)
    inside = sum(1 for cell in here.values() if parse_number(cell.text) is not None)
    if inside == figures and _adds_up(here, positions) is not False:
        return here, None
    best: dict[int, Cell] | None = None
    moved = 0
    for shift in sorted(range(-_FARTHEST, _FARTHEST + 1), key=abs):
        if shift == 0:
            continue
        there = _placed(row, positions, shift)
        held = sum(1 for cell in there.values() if parse_number(cell.text) is not None)
        if held == figures and _adds_up(there, positions):
            best, moved = there, shift
            break
    if best is None:
        return here, None
    return best, f"整行移动{moved:+d}格后各列相加等于合计"


def _placed(row: Row, positions: Mapping[int, StatementColumn], shift: int) -> dict[int, Cell]:
    return {at: row.cells[at + shift] for at in positions if 0 <= at + shift < len(row.cells)}


def _adds_up(cells: Mapping[int, Cell], positions: Mapping[int, StatementColumn]) -> bool | None:
    """Whether the total column is the sum of its parts; None where the row cannot tell."""
    totals = [at for at, column in positions.items() if column.id == "total"]
    if not totals or totals[0] not in cells:
        return None
    total = parse_number(cells[totals[0]].text)
    parts = [
        Fraction(value)
        for at, column in positions.items()
        if column.part_of == "total" and at in cells and (value := parse_number(cells[at].text)) is not None
    ]
    if total is None:
        return None if not parts else False
    if not parts:
        return None
    return abs(Fraction(total) - sum(parts)) <= TOLERANCE
