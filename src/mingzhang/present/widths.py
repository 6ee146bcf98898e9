"""Widths of columns: as the form has them, but never too narrow for a figure, which cannot be broken."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mingzhang.document.model import Grid
from mingzhang.document.spans import positions

UPRIGHT, TURNED = 442.0, 638.0
"""Width of the type area in points: 156 mm, and 225 mm on a landscape page (GB/T 9704)."""
USUAL, SMALL = 9.0, 7.0
"""Sizes of type in tables."""
_WIDEST_CHAR = 0.56
"""Of the type's size: figures and Latin letters in the fonts in use."""
_PADDING = 6.5
_KEPT = 0.5
"""Of its own width that a column keeps when others need room."""
_UNBREAKABLE = re.compile(r"[!-~≥≤＝＞＜±]+")


def fit(grid: Grid, *, wide: bool = False) -> bool:
    """Sets the grid's widths, and small type where only that helps; whether it needs a landscape page.

    Upright is preferred (unless `wide`), then the usual size of type. What fits nowhere stays as the form
    has it.
    """
    pages = (TURNED,) if wide else (UPRIGHT, TURNED)
    for width in pages:
        for size in (USUAL, SMALL):
            widths = fitted(grid, width, size)
            if widths is not None:
                grid.widths, grid.small = widths, size == SMALL
                return width == TURNED
    grid.small = True
    return True


def fitted(grid: Grid, width: float, size: float) -> tuple[float, ...] | None:
    """Shares of `width` (points) in which every figure of one column fits on one line in type of `size`.

    A column that is too narrow takes from those with room to spare; None where there is not enough.
    """
    shares = [share * width for share in grid.widths]
    needs = _needs(grid, shares, size)
    short = sum(max(need - share, 0.0) for need, share in zip(needs, shares, strict=True))
    if short == 0:
        return grid.widths
    spare = [max(share - need, 0.0) for need, share in zip(needs, shares, strict=True)]
    if short > sum(spare):
        return None
    kept = 1 - short / sum(spare)
    roomy = [
        need if share < need else need + room * kept
        for need, share, room in zip(needs, shares, spare, strict=True)
    ]
    return tuple(each / width for each in roomy)


def _needs(grid: Grid, shares: Sequence[float], size: float) -> list[float]:
    needs = [_KEPT * share for share in shares]
    for row in positions(grid):
        for column, cell, begins in row:
            if begins and cell.col_span == 1:
                longest = max((len(run) for run in _UNBREAKABLE.findall(cell.text)), default=0)
                needs[column] = max(needs[column], longest * _WIDEST_CHAR * size + _PADDING)
    return needs
