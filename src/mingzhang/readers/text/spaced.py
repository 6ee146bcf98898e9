"""Tables whose cells are separated by runs of spaces, where the columns line up."""

from __future__ import annotations

import re
from unicodedata import east_asian_width

from mingzhang.document.model import Cell, Grid, Place, Row

_FIELD = re.compile(r"\S+(?:[ \u3000]\S+)*")
MIN_ROWS = 3
MAX_WIDTH = 400
"""Longer lines are prose."""


def fields(line: str) -> list[tuple[int, int, str]]:
    """(start, end, text) of the runs between two spaces or more; positions count display columns."""
    found = []
    column = 0
    offset = 0
    for match in _FIELD.finditer(line.replace("\u3000", "  ")):
        column += match.start() - offset
        width = sum(2 if east_asian_width(char) in "WF" else 1 for char in match.group())
        found.append((column, column + width, match.group()))
        column += width
        offset = match.end()
    return found


def is_spaced(line: str) -> bool:
    """Whether a line could be a row: two fields or more and no sentence."""
    return len(line) <= MAX_WIDTH and "  " in line.strip() and "。" not in line and len(fields(line)) >= 2


def spaced_grid(lines: list[tuple[int, str]]) -> Grid | None:
    """The grid of consecutive (line number, line), or None where the columns do not line up.

    The columns are the vertical stripes that the rows with the most fields occupy; a field over
    several stripes is a merged cell.
    """
    rows = [(number, fields(line)) for number, line in lines]
    if len(rows) < MIN_ROWS:
        return None
    widest = max(len(row) for _, row in rows)
    if widest < 3:
        return None
    stripes = _stripes([row for _, row in rows if len(row) >= max(3, widest - 1)])
    if len(stripes) < 3 or sum(1 for _, row in rows if _fits(row, stripes)) * 3 < len(rows) * 2:
        return None
    grid = [Row(_placed(row, stripes, Place(line=number)), Place(line=number)) for number, row in rows]
    return Grid(grid, grid[0].place, spans_known=False)


def _stripes(rows: list[list[tuple[int, int, str]]]) -> list[tuple[int, int]]:
    extents = sorted((start, end) for row in rows for start, end, _ in row)
    merged: list[list[int]] = []
    for start, end in extents:
        if merged and start < merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([start, end])
    return [(start, end) for start, end in merged]


def _touched(field: tuple[int, int, str], stripes: list[tuple[int, int]]) -> list[int]:
    touched = [index for index, (start, end) in enumerate(stripes) if field[0] < end and start < field[1]]
    if touched:
        return touched
    middle = field[0] + field[1]
    return [min(range(len(stripes)), key=lambda index: abs(sum(stripes[index]) - middle))]


def _fits(row: list[tuple[int, int, str]], stripes: list[tuple[int, int]]) -> bool:
    used = [index for field in row for index in _touched(field, stripes)]
    return len(used) == len(set(used))


def _placed(row: list[tuple[int, int, str]], stripes: list[tuple[int, int]], place: Place) -> list[Cell]:
    texts = [""] * len(stripes)
    for field in row:
        first = _touched(field, stripes)[0]
        texts[first] = f"{texts[first]} {field[2]}".strip()
    return [Cell(text, place) for text in texts]
