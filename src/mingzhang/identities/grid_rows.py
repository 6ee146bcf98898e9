"""The rows of a grid that the terms of identities take, and the rows above rows."""

from __future__ import annotations

import numpy as np

from mingzhang.identities.cells import NO_WORD, Ints, Mask
from mingzhang.identities.grid import Block, Grid
from mingzhang.standard.identities import Term

ABOVE = (5, 3)
"""Digits of the codes that can stand above others, nearest first."""


def lines_of(grid: Grid, block: Block, term: Term) -> Ints:
    """The lines of a block whose codes the term takes."""
    accepted = grid.cells.accepted(term)[grid.line_word[slice(*block.lines)]]
    return np.flatnonzero(accepted) + block.lines[0]


def rows_of(grid: Grid, block: Block, lines: Ints, term: Term) -> Ints | slice:
    """The term's rows in these lines, counted from the first of the block; a slice where they are one."""
    first, last = block.lines
    if len(lines) and int(lines[-1] - lines[0]) + 1 == len(lines):
        begin, end = grid.line_begin[lines[0]], grid.line_begin[lines[-1] + 1]
        rows: Ints | slice = slice(int(begin) - block.rows[0], int(end) - block.rows[0])
    else:
        mask = np.zeros(last - first, dtype=np.bool_)
        mask[lines - first] = True
        rows = np.flatnonzero(np.repeat(mask, grid.lengths(block)))
    if term.parents or (term.optional and not grid.cells.present(term.statement).all()):
        rows = np.arange(block.size)[rows]
        rows = rows[_is_parent(grid, block)[rows]] if term.parents else rows
        if term.optional:
            rows = rows[grid.cells.present(term.statement)[grid.documents_of(block, rows)]]
    return rows


def _is_parent(grid: Grid, block: Block) -> Mask:
    """Rows of a block that have rows below them."""
    mask = np.zeros(block.size, dtype=np.bool_)
    row = above(grid, block)[1]
    mask[row[row >= 0] - block.rows[0]] = True
    return mask


def above(grid: Grid, block: Block) -> tuple[Ints, Ints]:
    """For each row of a block (the word of its nearest ancestor's code, that row).

    The word is `total` where no ancestor has a row, NO_WORD for what is no subject's code.
    """
    if block.lines not in grid.found_above:
        grid.found_above[block.lines] = _find_above(grid, block)
    return grid.found_above[block.lines]


def _find_above(grid: Grid, block: Block) -> tuple[Ints, Ints]:
    words = grid.line_word[slice(*block.lines)]
    rows = slice(*block.rows)
    line = grid.row_line[rows] - block.lines[0]
    document = grid.row_document[rows]
    subject = grid.cells.is_subject[words] & (words != NO_WORD)
    word = np.where(subject, grid.cells.total, NO_WORD)[line]
    found = grid.row_at(grid.line_of(block, np.where(subject, grid.cells.total, NO_WORD))[line], document)
    for digits in reversed(ABOVE):
        ancestor = grid.cells.shortened(digits)[words]
        row = grid.row_at(grid.line_of(block, ancestor)[line], document)
        there = row >= 0
        word = np.where(there, ancestor[line], word)
        found = np.where(there, row, found)
    return word, found


def first_facts(grid: Grid, line: int) -> Ints:
    """The first fact of each row of a line, legible or not."""
    cells = grid.cells
    facts = np.flatnonzero((cells.code == grid.line_word[line]) & (cells.block == grid.line_block[line]))
    _, first = np.unique(cells.document[facts], return_index=True)
    return facts[first]
