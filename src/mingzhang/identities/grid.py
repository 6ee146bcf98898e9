"""The printed cells of many documents as full columns of rows: what identities are screened on.

A *line* is one code of one side of one statement, whatever the document; a *row* is a line of one document.
Rows are numbered line by line, within a line by document, so that the rows of a line are a slice, and those
of one side of a statement (a *block*) too. Each column of a block is one stretch of `value` as long as the
block has rows, a blank cell being zero.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from mingzhang.identities.cells import NO_WORD, Cells, Documents, Ints, Mask, cells_of

COUNT_BITS = 20
"""`packed` holds one for each printed cell below these bits, and half a unit of its last place above."""
_LARGEST_HALF = 1 << 33
"""Half units (分) from here on are not packed: 500 of them would not fit."""
WIDEST = 64
"""Rows are looked up in a table while it has at most this many places a row, else they are searched."""
NO_ROW = -1


def grid_of(batch: Documents) -> Grid:
    """The grid of the batch's cells, made once."""
    found = batch.memo.get("identities.grid")
    if not isinstance(found, Grid):
        found = batch.memo["identities.grid"] = Grid(cells_of(batch))
    return found


@dataclass(slots=True)
class Block:
    """One side of a statement: its lines and rows (from, to), and where its columns' values begin."""

    lines: tuple[int, int]
    rows: tuple[int, int]
    columns: dict[int, int] = field(default_factory=dict)
    """Word of a column → its first place in `Grid.value`."""

    @property
    def size(self) -> int:
        return self.rows[1] - self.rows[0]


class Grid:
    """Cells by row and column. `odd` are documents whose cells do not fit: printed twice, or not legible."""

    def __init__(self, cells: Cells) -> None:
        self.cells = cells
        width = len(cells.words) + 1
        key = cells.block * width + (cells.code + 1)
        begin = np.flatnonzero(_changes(key, cells.document))
        used = np.zeros(cells.blocks * width, dtype=np.bool_)
        used[key[begin]] = True
        lines = np.flatnonzero(used)
        self.line_word: Ints = lines % width - 1
        self.line_block = lines // width
        self._number_rows((np.cumsum(used) - 1)[key[begin]], cells.document[begin])
        length = np.diff(np.append(begin, len(key)))
        self._fill(np.repeat(self._row_of_run, length))
        self.found_above: dict[tuple[int, int], tuple[Ints, Ints]] = {}
        """What `grid_rows.above` has found, by block."""

    def _number_rows(self, line: Ints, document: Ints) -> None:
        """Rows from runs of facts with the same line and document; a row may be in several runs."""
        size = self.cells.documents
        at = line * size + document
        if len(self.line_word) * size <= WIDEST * len(at) + 4096:
            table = np.full(len(self.line_word) * size, NO_ROW, dtype=np.int32)
            table[at] = 0
            place = np.flatnonzero(table == 0)
            table[place] = np.arange(len(place), dtype=np.int32)
            self._table: NDArray[np.int32] | None = table
            self._row_of_run = table[at].astype(np.int64)
        else:
            place, inverse = np.unique(at, return_inverse=True)
            self._table = None
            self._row_of_run = inverse.astype(np.int64)
        self._places = place
        self.row_line, self.row_document = np.divmod(place, size)
        self.line_begin = np.searchsorted(place, np.arange(len(self.line_word) + 1) * size)

    def _fill(self, row: Ints) -> None:
        """Puts the legible facts into their places, the first where several claim one."""
        cells = self.cells
        used = np.flatnonzero(np.bincount(cells.place, minlength=1))
        self.blocks: dict[int, Block] = {}
        start = np.zeros(int(used.max(initial=0)) + 1, dtype=np.int64)
        end = 0
        for place in used.tolist():
            number, column = divmod(place, cells.columns)
            block = self.blocks.get(number) or self.blocks.setdefault(number, self._block(number))
            block.columns[cells.column_word(column)] = end
            start[place] = end - block.rows[0]
            end += block.size
        at = start[cells.place] + row
        self.odd: Mask = np.zeros(cells.documents, dtype=np.bool_)
        fitting = cells.known & (cells.half < _LARGEST_HALF)
        facts = np.arange(len(at), dtype=np.int32)
        if not fitting.all():
            self.odd[cells.document[~fitting]] = True
            facts = facts[cells.known]
        at_known = at if len(facts) == len(at) else at[facts]
        self.fact = np.full(end, NO_ROW, dtype=np.int32)
        self.fact[at_known[::-1]] = facts[::-1]
        twice = self.fact[at_known] != facts
        if twice.any():
            self.odd[cells.document[facts[twice]]] = True
        self._at = at

    @cached_property
    def value(self) -> Ints:
        """The amounts (分) by place."""
        return self._placed(self.cells.fen)

    @cached_property
    def packed(self) -> Ints:
        """Half a unit of the last place (分) and one for each printed cell (`COUNT_BITS`), by place."""
        return self._placed((np.minimum(self.cells.half, _LARGEST_HALF) << COUNT_BITS) + 1)

    def _placed(self, values: Ints) -> Ints:
        placed = np.zeros(len(self.fact), dtype=np.int64)
        placed[self._at] = values
        return placed

    def block(self, statement: str, side: str | None) -> Block | None:
        """One side of a statement; None where no document prints anything there."""
        number = self.cells.block_of(statement, side)
        return None if number is None else self.blocks.get(number)

    @cached_property
    def lines(self) -> dict[tuple[int, int], dict[str, int]]:
        """Lines of a block (from, to) → code → line."""
        return {
            block.lines: {
                self.code_of(line): line for line in range(*block.lines) if self.line_word[line] != NO_WORD
            }
            for block in self.blocks.values()
        }

    def blocks_of(self, statement: str) -> list[Block]:
        """Every side of a statement that a document prints."""
        numbers = self.cells.blocks_of(statement)
        return [self.blocks[number] for number in numbers if number in self.blocks]

    def lengths(self, block: Block) -> Ints:
        """How many rows each line of a block has."""
        return np.diff(self.line_begin[block.lines[0] : block.lines[1] + 1])

    def column(self, block: Block, name: str) -> int | None:
        """Where a column of a block begins; None where nothing is printed in it."""
        word = self.cells.number_of(name)
        return None if word is None else block.columns.get(word)

    def code_of(self, line: int) -> str:
        """The code of a line."""
        return self.cells.words[int(self.line_word[line])]

    def documents_of(self, block: Block, rows: Ints | slice) -> Ints:
        """The documents of rows counted from the first of their block."""
        return self.row_document[slice(*block.rows)][rows]

    def words_of(self, block: Block, rows: Ints | slice) -> Ints:
        """The words of the codes of rows counted from the first of their block."""
        return self.line_word[self.row_line[slice(*block.rows)][rows]]

    def _block(self, number: int) -> Block:
        first, last = (int(at) for at in np.searchsorted(self.line_block, [number, number + 1]))
        return Block((first, last), (int(self.line_begin[first]), int(self.line_begin[last])))

    def line_of(self, block: Block, words: Ints) -> Ints:
        """The line of each word (of a code) in a block; NO_ROW where it has none."""
        own = self.line_word[slice(*block.lines)]
        number = np.full(len(self.cells.words) + 1, NO_ROW, dtype=np.int64)
        number[own] = np.arange(*block.lines)
        number[NO_WORD] = NO_ROW
        return number[words]

    def row_at(self, line: Ints, document: Ints) -> Ints:
        """The row of each document's line; NO_ROW where it is not printed, or the line is NO_ROW."""
        if not len(self._places):
            return np.full(len(line), NO_ROW, dtype=np.int64)
        at = line * self.cells.documents + document
        if self._table is not None:
            return np.where(line >= 0, self._table[np.maximum(at, 0)], NO_ROW)
        found = np.minimum(np.searchsorted(self._places, at), len(self._places) - 1)
        return np.where((line >= 0) & (self._places[found] == at), found, NO_ROW)


def _changes(key: Ints, document: Ints) -> Mask:
    """Where another key or document begins."""
    changed = np.ones(len(key), dtype=np.bool_)
    np.not_equal(key[1:], key[:-1], out=changed[1:])
    changed[1:] |= document[1:] != document[:-1]
    return changed
