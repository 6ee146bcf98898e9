"""Sums of an identity's groups over a grid: terms and keys as in `ground`, whole columns at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from mingzhang.identities.cells import Ints
from mingzhang.identities.grid import Block, Grid
from mingzhang.identities.grid_rows import above, lines_of, rows_of
from mingzhang.standard.identities import Identity, Term

Signed = tuple[Term, int]
"""A term with +1 on the total's side, −1 on the parts'."""


class GroupSums:
    """`document` per group; `value` (分) and `packed` (as in the grid): a row for each column of the key."""

    def __init__(self, document: Ints, columns: int) -> None:
        self.document = document
        self.value = np.zeros((columns, len(document)), dtype=np.int64)
        self.packed = np.zeros_like(self.value)


@dataclass(frozen=True, slots=True)
class _Piece:
    """Rows of one term (counted from the first of their block), the group of each, and the row of the sums
    that each column goes to.

    `apart`: no two of the rows share a group, so that they are added without looking for one another.
    """

    term: Term
    sign: int
    block: Block
    rows: Ints | slice
    groups: Ints | slice
    apart: bool
    into: dict[str, int]

    def add(self, grid: Grid, sums: GroupSums) -> None:
        factor = self.sign * self.term.coefficient
        for name, row in self.into.items():
            begin = grid.column(self.block, name)
            if begin is None:
                continue
            place = slice(begin, begin + self.block.size)
            self._put(sums.value[row], factor, grid.value[place][self.rows])
            self._put(sums.packed[row], abs(factor), grid.packed[place][self.rows])

    def _put(self, sums: Ints, factor: int, values: Ints) -> None:
        if not self.apart and not isinstance(self.groups, slice):
            np.add.at(sums, self.groups, values if factor == 1 else factor * values)
        elif factor == -1:
            sums[self.groups] -= values
        else:
            sums[self.groups] += values if factor == 1 else factor * values


def group_sums(grid: Grid, identity: Identity) -> GroupSums | None:
    """The groups of an identity; None where its key is of a kind that only `ground` knows."""
    terms = [(term, 1 if is_total else -1) for term, is_total in identity.terms()]
    if all(_is_literal(term) for term, _ in terms):
        return _by_document(grid, terms)
    keys = {tuple("column" if part == "column" else "row" for part in term.key) for term, _ in terms}
    if len(keys) == 1 and sorted(keys.pop()) in (["row"], ["column", "row"]):
        return _by_row(grid, terms)
    return None


def _is_literal(term: Term) -> bool:
    """Whether the words of its key stand in the identity itself."""
    named = bool(term.codes) and not (term.levels or term.prefix)
    return not term.key or term.key == ["column"] or (term.key == ["code"] and named)


def _by_document(grid: Grid, terms: Sequence[Signed]) -> GroupSums:
    """Groups of whole documents, one for each word of the key."""
    numbers: dict[str, int] = {}

    def number(term: Term, word: str) -> int:
        return numbers.setdefault(term.names.get(word, word) if term.key else "", len(numbers))

    pieces = []
    for term, sign in terms:
        block = grid.block(term.statement, term.side)
        if block is None:
            continue
        lines, by_code = lines_of(grid, block, term), term.key == ["code"]
        for own in np.split(lines, len(lines)) if by_code and len(lines) else [lines]:
            into = {
                name: number(term, grid.code_of(int(own[0])) if by_code and len(own) else name)
                for name in term.columns
            }
            rows = rows_of(grid, block, own, term)
            documents = grid.documents_of(block, rows)
            pieces.append(_Piece(term, sign, block, rows, documents, len(own) == 1, into))
    return _added(grid, pieces, np.arange(grid.cells.documents), len(numbers))


def _by_row(grid: Grid, terms: Sequence[Signed]) -> GroupSums | None:
    """Groups of the rows of one block, the anchor; keys that have no row there make groups of their own."""
    anchors = [term for term, _ in terms if "code" in term.key and not term.names]
    if not anchors:
        return None
    anchor = grid.block(anchors[0].statement, anchors[0].side)
    document = np.empty(0, dtype=np.int64) if anchor is None else grid.row_document[slice(*anchor.rows)]
    columns: dict[str, int] = {}
    pieces: list[_Piece] = []
    loose: list[tuple[Ints, Ints, Ints]] = []
    for term, sign in terms:
        into = {
            name: columns.setdefault(term.names.get(name, name) if "column" in term.key else "", len(columns))
            for name in term.columns
        }
        block = grid.block(term.statement, term.side)
        if block is None:
            continue
        rows = rows_of(grid, block, lines_of(grid, block, term), term)
        groups: Ints | slice = rows
        apart = "code" in term.key and not term.names
        if block is not anchor or not apart:
            groups, key = _places(grid, anchor, term, block, rows)
            lost = np.flatnonzero(groups < 0)
            loose.append((groups, lost, key[lost]))
        pieces.append(_Piece(term, sign, block, rows, groups, apart, into))
    further = _gather(loose, len(document)) // _WORDS
    return _added(grid, pieces, np.concatenate([document, further]), len(columns))


_WORDS = 1 << 31
"""More words than there are; a key is document × `_WORDS` + word."""


def _gather(loose: Sequence[tuple[Ints, Ints, Ints]], first: int) -> Ints:
    """Gives rows without a place (groups, their positions, their keys) groups from `first`; their keys."""
    every = np.concatenate([np.empty(0, dtype=np.int64), *(key for _, _, key in loose)])
    keys, number = np.unique(every, return_inverse=True)
    begin = 0
    for groups, lost, _ in loose:
        groups[lost] = first + number[begin : begin + len(lost)]
        begin += len(lost)
    return keys


def _places(
    grid: Grid, anchor: Block | None, term: Term, block: Block, rows: Ints | slice
) -> tuple[Ints, Ints]:
    """(the anchor's row, counted from its first; key) of each row; −1 where the anchor has none."""
    document = grid.documents_of(block, rows)
    if "parent" in term.key:
        words, rows_above = above(grid, block)
        word = words[rows]
        if block is anchor:
            row = rows_above[rows]
            return np.where(row >= 0, row - block.rows[0], row), document * _WORDS + word
    elif "category" in term.key:
        word = grid.cells.category[grid.words_of(block, rows)]
    else:
        word = grid.cells.renamed(term)[grid.words_of(block, rows)]
    row = np.full(len(word), -1, dtype=np.int64)
    if anchor is not None:
        row = grid.row_at(grid.line_of(anchor, word), document)
        row = np.where(row >= 0, row - anchor.rows[0], row)
    return row, document * _WORDS + word


def _added(grid: Grid, pieces: Sequence[_Piece], document: Ints, columns: int) -> GroupSums:
    sums = GroupSums(document, columns)
    for piece in pieces:
        piece.add(grid, sums)
    return sums
