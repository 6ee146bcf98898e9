"""Addresses that claims name (`expenditure/2240106/total`, `evaluation/<project>/funds.total.actual`),
found among the rows of a batch through integer keys: every word is looked up once, not once a row."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mingzhang.facts.batch import Ints, Table
from mingzhang.identities.grid import Block, Grid

FIGURES = "figures"
EVALUATION = "evaluation"


class Addresses:
    """Addresses by number: which of them each row of a table is, −1 where it is none of them."""

    def __init__(self, words: Sequence[str]) -> None:
        self.number = {word: number for number, word in enumerate(words)}
        self._cells: list[tuple[int, tuple[str, str | None, str, str | None]]] = []
        self._fields: list[tuple[int, str, str]] = []
        for word, number in self.number.items():
            kind, _, rest = word.partition("/")
            if kind == EVALUATION:
                project, _, field = rest.rpartition("/")
                self._fields.append((number, project, field))
            elif kind == FIGURES:
                self._cells.append((number, (FIGURES, None, rest, None)))
            else:
                self._add_cell(number, word.split("/"))

    def _add_cell(self, number: int, parts: list[str]) -> None:
        if len(parts) == 3:
            self._cells.append((number, (parts[0], None, parts[1], parts[2])))
        elif len(parts) == 4:
            self._cells.append((number, (parts[0], parts[1], parts[2], parts[3])))

    def in_grid(self, grid: Grid) -> Places:
        """Where the rows of statements have these addresses. A figure has any column."""
        places = Places(grid, len(self.number))
        for number, (statement, side, code, column) in self._cells:
            block = grid.block(statement, side)
            if block is not None:
                places.put(number, block, code, column)
        return places

    def of_forms(self, table: Table, fields: Sequence[str], field: Ints) -> tuple[Ints, Ints]:
        """(rows, number of each row's address); `field` is each row's field in `fields`, −1 for none."""
        projects, vocabulary = table.words("project")
        place = {word: at for at, word in enumerate(vocabulary) if word}
        named = {word: at for at, word in enumerate(fields)}
        asked = {
            place[project] * len(fields) + named[name]: number
            for number, project, name in reversed(self._fields)
            if project in place and name in named
        }
        rows = np.flatnonzero((projects >= 0) & (field >= 0))
        return _matched(rows, projects[rows] * len(fields) + field[rows], asked)


def _matched(rows: Ints, keys: Ints, asked: dict[int, int]) -> tuple[Ints, Ints]:
    """The rows whose key is asked for, with what it stands for."""
    if not asked or not len(rows):
        nothing = np.empty(0, dtype=np.int64)
        return nothing, nothing
    wanted = np.asarray(sorted(asked), dtype=np.int64)
    numbers = np.asarray([asked[key] for key in wanted.tolist()], dtype=np.int64)
    at = np.minimum(np.searchsorted(wanted, keys), len(wanted) - 1)
    found = wanted[at] == keys
    return rows[found], numbers[at[found]]


class Places:
    """Where in a grid some addresses are: for each its line, and the place of each of its columns."""

    def __init__(self, grid: Grid, addresses: int) -> None:
        self._grid = grid
        self._line = np.full(addresses, -1, dtype=np.int64)
        self._begin: list[Ints] = []
        """Place less row of the first column of each address, of the second, …; `_NOWHERE` for no more."""

    def put(self, number: int, block: Block, code: str, column: str | None) -> None:
        """The address `number` is this cell of each document, or the first of any column."""
        line = self._grid.lines[block.lines].get(code)
        if line is None:
            return
        self._line[number] = line
        begins = list(block.columns.values()) if column is None else [self._grid.column(block, column)]
        for at, begin in enumerate(begin for begin in begins if begin is not None):
            if at == len(self._begin):
                self._begin.append(np.full(len(self._line), _NOWHERE, dtype=np.int64))
            self._begin[at][number] = begin - block.rows[0]

    def facts(self, document: Ints, address: Ints) -> Ints:
        """The fact that each document prints at each address; −1 where there is none, or no address."""
        if not len(self._line):
            return np.full(len(address), -1, dtype=np.int64)
        row = np.where(address >= 0, self._grid.row_at(self._line[address], document), -1)
        found = np.full(len(row), -1, dtype=np.int64)
        for begin in self._begin:
            there = np.flatnonzero((row >= 0) & (begin[address] != _NOWHERE))
            fact = self._grid.fact[begin[address[there]] + row[there]]
            before = found[there]
            found[there] = np.where((fact >= 0) & ((before < 0) | (fact < before)), fact, before)
        return found


_NOWHERE = np.iinfo(np.int64).min
