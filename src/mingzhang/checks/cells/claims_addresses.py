"""Addresses that claims name (`expenditure/2240106/total`, `evaluation/<project>/funds.total.actual`),
found among the rows of a batch through integer keys: every word is looked up once, not once a row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from mingzhang.facts.batch import Ints, Table

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

    def of_facts(self, facts: Table) -> tuple[Ints, Ints]:
        """(rows, number of each row's address) of the facts that have one. A figure has no column."""
        words = [facts.words(name) for name in ("statement", "side", "code", "column")]
        place = [{word: at for at, word in enumerate(vocabulary)} for _, vocabulary in words]
        width = [len(vocabulary) + 1 for _, vocabulary in words]
        asked: dict[int, int] = {}
        statements = np.zeros(width[0], dtype=np.bool_)
        for number, cell in self._cells:
            ids = [-1 if word is None else own.get(word, -2) for word, own in zip(cell, place, strict=True)]
            if -2 not in ids:
                asked.setdefault(_combined(ids, width), number)
                statements[ids[0]] = True
        rows = np.flatnonzero(statements[words[0][0]])
        found = [own[rows] for own, _ in words]
        if FIGURES in place[0]:
            found[3] = np.where(found[0] == place[0][FIGURES], -1, found[3])
        return _matched(rows, _combined(found, width), asked)

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


def _combined(ids: Sequence[Ints] | Sequence[int], width: Sequence[int]) -> Any:
    key: Any = 0
    for own, size in zip(ids, width, strict=True):
        key = key * size + own + 1
    return key


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
