"""Tables whose cells are separated by runs of spaces, where the columns line up."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from unicodedata import east_asian_width

from mingzhang.document.model import Cell, Grid, Place, Row

_FIELD = re.compile(r"\S+(?:[ \u3000]\S+)*")
_CAPTION = re.compile(r"(?:单位|名称|部门)\s*[:：]")
MIN_ROWS = 3
SURE_WIDTH = 5
"""Two rows are a table where one has this many fields."""
MOST_EDGES = 600
"""More different edges than this line nothing up."""
MOST_COMPARED = 60
"""Rows looked at to tell merged cells; the header's own rows are among the first."""
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
    """Whether a line could be a row: two fields or more, no sentence, not the line above a table."""
    if _CAPTION.search(line):
        return False
    return len(line) <= MAX_WIDTH and "  " in line.strip() and "。" not in line and len(fields(line)) >= 2


def spaced_grid(lines: list[tuple[int, str]]) -> Grid | None:
    """The grid of consecutive (line number, line), or None where the columns do not line up.

    The columns are the vertical stripes that fields occupy; a field above several fields of another
    row is a merged cell and makes no stripe.
    """
    rows = [(number, fields(line)) for number, line in lines]
    widest = max((len(row) for _, row in rows), default=0)
    if widest < 3 or len(rows) < (MIN_ROWS if widest < SURE_WIDTH else 2):
        return None
    wide = sum(len(row) >= 3 for _, row in rows)
    if wide < 2 or wide * 3 < len(rows):
        return None
    stripes = _stripes([row for _, row in rows])
    if len(stripes) < 3 or sum(1 for _, row in rows if _fits(row, stripes)) * 3 < len(rows) * 2:
        return None
    grid = [Row(_placed(row, stripes, Place(line=number)), Place(line=number)) for number, row in rows]
    return Grid(grid, grid[0].place, spans_known=False)


def _stripes(rows: list[list[tuple[int, int, str]]]) -> list[tuple[int, int]]:
    edges = sorted({(start, end) for row in rows for start, end, _ in row})
    if len(edges) > MOST_EDGES:
        return []
    compared = [
        ([left for left, _, _ in row], [right for _, right, _ in row]) for row in rows[:MOST_COMPARED]
    ]
    covers = {edge for edge in edges if _is_group(edge, compared)}
    merged: list[list[int]] = []
    for start, end in edges:
        if (start, end) in covers:
            continue
        if merged and start < merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], end)
        else:
            merged.append([start, end])
    return [(start, end) for start, end in merged]


def _is_group(edge: tuple[int, int], rows: list[tuple[list[int], list[int]]]) -> bool:
    """Whether some row (its fields' left and right ends) has two fields or more below this one."""
    start, end = edge
    return any(bisect_left(lefts, end) - bisect_right(rights, start) >= 2 for lefts, rights in rows)


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
