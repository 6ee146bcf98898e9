"""The rows of a sheet told apart: text above, between and below tables, and the rows of the tables."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set

from mingzhang.document.model import Block, Cell, Grid, Paragraph, Place, Row
from mingzhang.readers.frames import CAPTION

At = tuple[int, int]
"""(row, column) from 1."""
_NOTE = re.compile(r"(?:注|附注|说明|备注|填表说明)\s*[:：\d一]")
_SENTENCE = re.compile(r".{30,}。", re.DOTALL)
_TITLE = re.compile(r".*表\s*(?:[（(].{1,12}[）)])?|[（(]\s*(?:19|20)\d{2}\s*年度?\s*[）)]")


def column_letters(column: int) -> str:
    """1 → A, 27 → AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


class SheetRows:
    """One sheet's visible texts as blocks.

    Where a sheet has ruling lines they say which rows are a table's; else a table reaches from the first
    row with three texts to the last one with two.
    """

    def __init__(
        self,
        title: str,
        texts: Mapping[At, str],
        stored: Mapping[At, str],
        merged: Mapping[At, tuple[list[int], list[int]]],
        ruled: Set[int],
    ) -> None:
        self.title, self.texts, self.stored, self.merged = title, texts, stored, merged
        self.ruled = ruled if len(ruled) > 1 else frozenset[int]()
        self.columns = sorted({column for _, column in texts})
        self.filled: dict[int, list[int]] = {}
        for row, column in sorted(texts):
            self.filled.setdefault(row, []).append(column)
        self.covered = {
            (row, column): at
            for at, (rows, columns) in merged.items()
            for row in rows
            for column in columns
            if (row, column) != at
        }
        reached = {row for (row, _), (top, _) in self.covered.items() if row != top}
        self.rows = sorted({*self.filled, *reached})
        self.first, self.last = self._extent()

    def blocks(self) -> list[Block]:
        """Paragraphs and grids from top to bottom."""
        blocks: list[Block] = []
        run: list[int] = []
        for row in self.rows:
            if self._in_table(row):
                run.append(row)
            else:
                blocks += self._run(run)
                run = []
                blocks += self._paragraphs(row)
        return blocks + self._run(run)

    def _in_table(self, row: int) -> bool:
        if self.ruled:
            return row in self.ruled or self._hangs(row)
        if not self.first <= row <= self.last:
            return self._hangs(row) and row > self.last > 0
        apart = row > 1 and row - 1 not in self.filled and not self._hangs(row)
        return not (apart and len(self.filled.get(row, ())) == 1)

    def _hangs(self, row: int) -> bool:
        """Whether a cell of a row above reaches down to this row."""
        return any(self.covered.get((row, column), (row, 0))[0] < row for column in self.columns)

    def _extent(self) -> tuple[int, int]:
        """(first, last) row of what could be tables; (1, 0) where there is none."""
        several = [row for row, filled in self.filled.items() if len(filled) >= 2 and not self._is_note(row)]
        if not several:
            return 1, 0
        three = [row for row in several if len(self.filled[row]) >= 3 and not self._is_caption(row)]
        return (three or several)[0], several[-1]

    def _is_note(self, row: int) -> bool:
        filled = self.filled.get(row)
        if not filled:
            return False
        text = self.texts[row, filled[0]].strip()
        return bool(_NOTE.match(text) or (not self.ruled and _SENTENCE.fullmatch(text)))

    def _is_caption(self, row: int) -> bool:
        """The line above a table that says the unit and the unit of money."""
        return any(CAPTION.search(self.texts[row, column]) for column in self.filled.get(row, ()))

    def _is_across(self, row: int) -> bool:
        """One text in a cell merged over most of the sheet."""
        filled = self.filled.get(row, [])
        if len(filled) != 1 or self._hangs(row):
            return False
        _, columns = self.merged.get((row, filled[0]), ([], []))
        return len(columns) > 1 and len(columns) * 2 > len(self.columns)

    def _run(self, run: list[int]) -> list[Block]:
        """A run of table rows: text at its ends comes off, titles inside part it."""
        blocks: list[Block] = []
        begin, end = 0, len(run)
        while begin < end and self._begins_with_text(run[begin]):
            blocks += self._paragraphs(run[begin])
            begin += 1
        while end > begin and self._ends_with_text(run[end - 1]):
            end -= 1
        rows: list[int] = []
        for at in range(begin, end):
            if self._parts(run, at):
                blocks += self._grid(rows) + self._paragraphs(run[at])
                rows = []
            else:
                rows.append(run[at])
        blocks += self._grid(rows)
        for row in run[end:]:
            blocks += self._paragraphs(row)
        return blocks

    def _begins_with_text(self, row: int) -> bool:
        return row not in self.filled or self._is_across(row) or self._is_caption(row)

    def _ends_with_text(self, row: int) -> bool:
        if len(self.filled.get(row, ())) != 1:
            return False
        return self._is_note(row) or (not self.ruled and self._is_across(row))

    def _parts(self, run: list[int], at: int) -> bool:
        """Whether a row between table rows ends one table and heads or follows another."""
        row = run[at]
        if not self._is_across(row):
            # The caption of the next table, below its title.
            return at > 0 and self._is_caption(row) and self._is_across(run[at - 1])
        beside = [run[other] for other in (at - 1, at + 1) if 0 <= other < len(run)]
        text = self.texts[row, self.filled[row][0]].strip()
        if self._is_note(row) or _TITLE.fullmatch(text):
            return True
        # Without ruling lines two texts in a row are no table's.
        return not self.ruled and any(self._is_across(other) for other in beside)

    def _grid(self, rows: list[int]) -> list[Block]:
        if not rows:
            return []
        if all(len(self.filled.get(row, ())) <= 1 for row in rows) and not self._labels(rows):
            return [block for row in rows for block in self._paragraphs(row)]
        return [Grid([self._row(row) for row in rows], Place(cell=self._name(rows[0], self.columns[0])))]

    def _labels(self, rows: list[int]) -> bool:
        """Rows that each hold one text can still be a table, where the texts stand in several columns."""
        return len({column for row in rows for column in self.filled.get(row, ())}) > 1

    def _paragraphs(self, row: int) -> list[Block]:
        found: list[Block] = []
        for column in self.filled.get(row, ()):
            for text in self.texts[row, column].split("\n"):
                if text.strip():
                    found.append(Paragraph(text.strip(), Place(cell=self._name(row, column), line=row)))
        return found

    def _row(self, row: int) -> Row:
        cells = []
        for column in self.columns:
            if (row, column) in self.covered:
                continue
            rows, columns = self.merged.get((row, column), ([row], [column]))
            cells.append(
                Cell(
                    self.texts.get((row, column), "").strip(),
                    Place(cell=self._name(row, column)),
                    row_span=len(rows),
                    col_span=len(columns),
                    stored=self.stored.get((row, column)),
                )
            )
        return Row(cells, Place(cell=self._name(row, self.columns[0])))

    def _name(self, row: int, column: int) -> str:
        return f"{self.title}!{column_letters(column)}{row}"
