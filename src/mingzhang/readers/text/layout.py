"""Lines to blocks: headings, paragraphs and grids, in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.document.model import Block, Grid, Paragraph, Place, Row
from mingzhang.readers.text.cells import pipe_row, plain, tab_row
from mingzhang.readers.text.html_table import CLOSES, OPENS, html_grid
from mingzhang.readers.text.limits import refuse_many_cells, refuse_wide_row
from mingzhang.readers.text.spaced import is_spaced, spaced_grid

_HEADING = re.compile(r"(#{1,6})\s*(.*?)\s*#*$")
_RULE = re.compile(r"\s*([-*_=])(?:\s*\1){2,}\s*")
_PAGE = re.compile(r"[-—–_ ]*(?:第\s*)?\d{1,4}\s*(?:页)?(?:\s*[/共,，]\s*(?:共\s*)?\d{1,4}\s*页?)?[-—–_ ]*")
_FENCE = re.compile(r"\s*(```|~~~)\w*\s*")
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
MOST_SPACED_ROWS = 2_000
MOST_TABLES_IN_A_LINE = 50

Unread = list[tuple[Place, str, str]]


def blocks_of(text: str, name: str) -> tuple[list[Block], Unread]:
    """(blocks, unread). Lines count from 1. UnreadableInput where a row or table is over the limits.

    A blank line, a rule or a page number between two rows does not end a table.
    """
    return _Layout(text.split("\n"), name).run()


class _Layout:
    def __init__(self, lines: list[str], name: str) -> None:
        self.lines = lines
        self.name = name
        self.blocks: list[Block] = []
        self.unread: Unread = []
        self.cells = 0
        self.prose_until = 0
        """Lines before this index were looked at as spaced columns and are none."""

    def run(self) -> tuple[list[Block], Unread]:
        index = 0
        while index < len(self.lines):
            line = self.lines[index]
            if OPENS.search(line) and len(OPENS.findall(line)) <= MOST_TABLES_IN_A_LINE:
                index = self._html(index)
            elif _is_row(line):
                index = self._grid(index)
            elif is_spaced(line) and (end := self._spaced(index)):
                index = end
            else:
                self._paragraph(line, index + 1)
                index += 1
        return self.blocks, self.unread

    def _paragraph(self, line: str, number: int) -> None:
        if not line.strip() or _RULE.fullmatch(line) or _FENCE.fullmatch(line):
            return
        heading = _HEADING.match(line.strip())
        level = len(heading.group(1)) if heading else 0
        text = plain(heading.group(2) if heading else line)
        text = _IMAGE.sub("", text).strip()
        if text:
            self.blocks.append(Paragraph(text, Place(line=number), level))

    def _grid(self, index: int) -> int:
        """The rows from `index` on as one grid; answers the index after it."""
        rows: list[Row] = []
        end = index
        for at in self._row_indices(index):
            line = self.lines[at]
            row = tab_row(line, at + 1) if "\t" in line else pipe_row(line, at + 1)
            end = at + 1
            if row is None:
                continue
            self._count(len(row.cells), at + 1)
            rows.append(row)
        if rows:
            self.blocks.append(Grid(rows, rows[0].place, spans_known=False))
        return end

    def _row_indices(self, index: int) -> Iterator[int]:
        """Indices of the rows of one table, over blank lines, rules and page numbers between them."""
        at = index
        pipes = "\t" not in self.lines[index]
        while at < len(self.lines):
            line = self.lines[at]
            if _is_row(line) and pipes is ("\t" not in line):
                yield at
            elif not _is_gap(line):
                return
            at += 1

    def _spaced(self, index: int) -> int | None:
        if index < self.prose_until:
            return None
        rows: list[tuple[int, str]] = []
        at = index
        end = index
        while at < len(self.lines) and len(rows) < MOST_SPACED_ROWS:
            line = self.lines[at]
            if is_spaced(line):
                rows.append((at + 1, line))
                end = at + 1
            elif not _is_gap(line):
                break
            at += 1
        grid = spaced_grid(rows)
        if grid is None:
            self.prose_until = end
            return None
        for row in grid.rows:
            self._count(len(row.cells), row.place.line or 0)
        self.blocks.append(grid)
        return end

    def _html(self, index: int) -> int:
        """The HTML table that opens in this line; what stands before and after it is text."""
        line = self.lines[index]
        opening = OPENS.search(line)
        assert opening is not None
        self._paragraph(line[: opening.start()], index + 1)
        parts = [line[opening.start() :]]
        at = index
        while not CLOSES.search(parts[-1]) and at + 1 < len(self.lines):
            at += 1
            parts.append(self.lines[at])
        closing = CLOSES.search(parts[-1])
        rest = parts[-1][closing.end() :] if closing else ""
        if closing:
            parts[-1] = parts[-1][: closing.end()]
        grid = html_grid("\n".join(parts), index + 1)
        if grid is not None:
            for row in grid.rows:
                self._count(len(row.cells), row.place.line or 0)
            self.blocks.append(grid)
        if OPENS.search(rest):
            self.lines[at] = rest
            return at
        self._paragraph(rest, at + 1)
        return at + 1

    def _count(self, cells: int, line: int) -> None:
        refuse_wide_row(self.name, line, cells)
        self.cells += cells
        refuse_many_cells(self.name, self.cells)


def _is_row(line: str) -> bool:
    if "\t" in line:
        return bool(line.strip()) and "\t" in line.rstrip(" ")
    body = line.strip()
    return body.startswith("|") and body.count("|") >= 2


def _is_gap(line: str) -> bool:
    """Blank lines, rules and page numbers, which page breaks leave inside tables."""
    body = line.strip()
    return not body or (len(body) <= 24 and bool(_RULE.fullmatch(body) or _PAGE.fullmatch(body)))
