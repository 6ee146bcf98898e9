"""Tables printed without ruling lines, or with level ones only: columns by where figures and words stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from mingzhang.readers.frames import CAPTION
from mingzhang.readers.lattice_cells import LatticeCell
from mingzhang.readers.page_text import Glyph, lines_of
from mingzhang.readers.ruled import Lattice
from mingzhang.readers.unruled_columns import FEWEST, columns_of
from mingzhang.readers.unruled_header import header_spans
from mingzhang.readers.unruled_rows import TextRow, grouped, parted, row_of

_NOTE = re.compile(r"^(?:注|说明|备注)\d{0,2}[:：]|^[一二三四五六七八九十]+、.{0,40}(?:表|说明)$|[。；]$")
_CAPTION = re.compile(rf"{CAPTION.pattern}|(?:单位|部门|名称)[^:：]{{0,6}}[:：]|公开\d{{1,2}}表")
_LONG = 0.6
"""Share of the page's width from which on a line without gaps is running text."""
_FAR = 5.0
_HEADER = 8
_HEADER_FAR = 3.5
"""Heights of type between a table's lines, and between those of its header, at most."""
_NEXT = 1.2
_ALIKE = 2.0
"""Share of the distance above, and points, by which a row without figures may differ from the one above."""
_AT_RIGHT = 3.0
_PADDING = 5.0
"""Points: by how much figures stand right of the middle, and how far from the border."""
_ACROSS = 0.1
"""Share of the texts that may lie over a border of the page before: 合计 over code and name."""


def unruled_tables(glyphs: Sequence[Glyph], width: float, before: Lattice | None = None) -> list[Lattice]:
    """The tables among glyphs that stand in no ruled table; `width` is the page's. `before` is the last such
    table of the page before: what goes on at the top has its columns, which blank ones do not show."""
    rows = [row_of(line) for line in lines_of(glyphs)]
    found: list[Lattice] = []
    at = 0
    while at < len(rows):
        if not (rows[at].has_figures or rows[at].counts):
            at += 1
            continue
        end = _end(rows, at, width)
        several = sum(row.has_figures for row in rows[at:end]) >= FEWEST
        if several or any(row.is_all_amounts for row in rows[at:end]):
            begin = _header_begin(rows, at)
            if before is not None and not found and _from_the_top(rows, at):
                found.append(_going_on(rows[:end], rows[begin:at], rows[at:end], before))
            else:
                found.append(_table(rows[begin:at], rows[at:end]))
        at = end
    return found


def _end(rows: Sequence[TextRow], begin: int, width: float) -> int:
    """Behind the last row of the table that begins here: running text, notes, a wide gap end it."""
    end = begin + 1
    for at in range(begin + 1, len(rows)):
        row = rows[at]
        if row.middle - rows[at - 1].middle > _FAR * max(row.size, rows[at - 1].size):
            break
        if len(row.runs) == 1 and (
            row.runs[0].x1 - row.runs[0].x0 > _LONG * width or _NOTE.search(row.runs[0].text)
        ):
            break
        if row.has_figures or len(row.runs) > 1 or (end == at and _is_label(rows, at)):
            end = at + 1
    return end


def _is_label(rows: Sequence[TextRow], at: int) -> bool:
    """Whether a line of one text is a row without figures: set under the row above as that under its own."""
    run, above = rows[at].runs[0], rows[at - 1]
    near = rows[at].middle - above.middle <= _NEXT * (above.middle - rows[at - 2].middle) if at > 1 else False
    return near and any(
        abs(run.x0 - other.x0) <= _ALIKE or abs(run.centre - other.centre) <= _ALIKE for other in above.runs
    )


def _header_begin(rows: Sequence[TextRow], begin: int) -> int:
    """The first of the header's lines above a table's first row."""
    first = begin
    for at in range(begin - 1, max(begin - _HEADER, 0) - 1, -1):
        row, below = rows[at], rows[at + 1]
        text = "".join(run.text for run in row.runs)
        far = below.middle - row.middle > _HEADER_FAR * max(row.size, below.size)
        # Title, number of the form, unit and money stand above the header.
        above = len(row.runs) == 1 and (text.endswith("表") or len(text) > 12)
        if far or above or row.has_figures or _CAPTION.search(text):
            break
        first = at
    return first


def _from_the_top(rows: Sequence[TextRow], begin: int) -> bool:
    """Whether nothing but rows of a table stands above its first figures: no title, no caption."""
    texts = ["".join(run.text for run in row.runs) for row in rows[:begin]]
    return begin <= _HEADER and not any(text.endswith("表") or _CAPTION.search(text) for text in texts)


def _going_on(
    whole: Sequence[TextRow], header: Sequence[TextRow], rows: Sequence[TextRow], before: Lattice
) -> Lattice:
    """The rest of the table of the page before in that table's columns, or another table where it has not
    room in them."""
    parts = [parted(row) for row in rows]
    fewer = len(columns_of([], parts)) < len(before.columns)
    return (
        _table([], whole, before.columns) if fewer and _fits(parts, before.columns) else _table(header, rows)
    )


def _table(
    header: Sequence[TextRow], rows: Sequence[TextRow], known: Sequence[float] | None = None
) -> Lattice:
    header, rows = [parted(row) for row in header], [parted(row) for row in rows]
    edges = list(known) if known is not None else _edges(columns_of(header, rows), [*header, *rows])
    _place_words(header, rows, edges)
    for row in rows:
        for run in row.runs:
            inside = [_column_of(edges, glyph.centre) for glyph in run.glyphs]
            run.first, run.last = min(inside), max(inside)
    header_spans([[(run, row.middle, row.size) for run in row.runs] for row in header], edges)
    groups = [[row] for row in header] + grouped(rows)
    lines = [groups[0][0].middle - groups[0][0].size]
    lines += [(one[-1].middle + two[0].middle) / 2 for one, two in pairwise(groups)]
    lines.append(groups[-1][-1].middle + groups[-1][-1].size)
    lattice = Lattice(edges, lines)
    for number, group in enumerate(groups):
        lattice.cells += _cells(number, group, edges, lines)
    return lattice


def _place_words(header: Sequence[TextRow], rows: Sequence[TextRow], edges: Sequence[float]) -> None:
    """Header words in the columns over whose numbers they stand; without numbers in those they reach into."""
    numbers = [run.centre for run in next((row.numbers for row in rows if row.counts), [])]
    columns = {_column_of(edges, number): number for number in numbers}
    for run in (run for row in header for run in row.runs):
        over = [at for at, number in columns.items() if run.x0 - 1 <= number <= run.x1 + 1]
        if not over and numbers and run.x1 > numbers[0]:
            over = [_column_of(edges, run.centre)]
        over = over or [_column_of(edges, glyph.centre) for glyph in run.glyphs]
        run.first, run.last = min(over), max(over)


def _edges(spans: Sequence[tuple[float, float]], rows: Sequence[TextRow]) -> list[float]:
    """The borders between the columns, in the middle of the gaps; the outer ones around everything. Where
    figures stand at the right of a column whose number is in its middle, the border is close behind them."""
    left = min(run.x0 for row in rows for run in row.runs)
    right = max(run.x1 for row in rows for run in row.runs)
    numbers = [run.centre for run in next((row.numbers for row in rows if row.counts), [])]
    edges = [min(left, spans[0][0]) - 2.0]
    for before, after in pairwise(spans):
        number = next((at for at in numbers if before[0] <= at <= before[1]), None)
        at_right = number is not None and (before[0] + before[1]) / 2 - number > _AT_RIGHT
        middle = (before[1] + after[0]) / 2
        edges.append(min(before[1] + _PADDING, middle) if at_right else middle)
    return [*edges, max(right, spans[-1][1]) + 2.0]


def _fits(rows: Sequence[TextRow], edges: Sequence[float]) -> bool:
    """Whether nearly every text stands between two neighbouring borders."""
    runs = [run for row in rows if row.has_figures for run in row.runs]
    across = sum(any(run.x0 + 1 < edge < run.x1 - 1 for edge in edges) for run in runs)
    return across <= _ACROSS * len(runs)


def _column_of(edges: Sequence[float], x: float) -> int:
    return min(max(sum(edge <= x for edge in edges) - 1, 0), len(edges) - 2)


def _cells(
    number: int, group: Sequence[TextRow], edges: Sequence[float], lines: Sequence[float]
) -> list[LatticeCell]:
    """One cell for each run of a row over the columns it lies in, blank ones between."""
    taken: list[tuple[int, int]] = []
    for first, last in sorted((run.first, run.last) for row in group for run in row.runs):
        if taken and first <= taken[-1][1]:
            taken[-1] = (taken[-1][0], max(taken[-1][1], last))
        else:
            taken.append((first, last))
    covered = {column for first, last in taken for column in range(first, last + 1)}
    taken += [(column, column) for column in range(len(edges) - 1) if column not in covered]
    return [
        LatticeCell(
            number,
            first,
            1,
            last - first + 1,
            (edges[first], lines[number], edges[last + 1], lines[number + 1]),
        )
        for first, last in sorted(taken)
    ]
