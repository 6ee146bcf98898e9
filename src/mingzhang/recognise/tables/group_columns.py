"""Which columns of the statement of basic expenditure hold codes: what the table's own rows agree upon."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from mingzhang.document.model import Cell, Row
from mingzhang.kit.amounts import parse_number
from mingzhang.kit.chinese import squeeze
from mingzhang.recognise.tables.codes import read_code
from mingzhang.recognise.tables.labels import code_of
from mingzhang.standard.statements import RowLabel

_ECONOMIC = ("3", "5")
"""First digits of the economic classifications for departments and for government."""
_LEAST = 2
"""Rows that must show a code with its name before a column counts as one of codes."""
_AGAINST = 4
"""So many rows for each one that has something else there."""
_GROUP = 3
"""Columns of a group: code, name, amount."""


def is_economic(text: str) -> bool:
    """Whether a cell has the shape of an economic code (类 or 款), possibly grown together with its name."""
    code = read_code(text)
    return code is not None and code.code.startswith(_ECONOMIC) and len(code.code) in (3, 5)


def is_name(text: str) -> bool:
    """Whether a cell can be a subject's name: something that is neither a number nor a code."""
    plain = squeeze(text)
    return bool(plain) and parse_number(plain) is None and read_code(plain) is None


def code_columns(rows: Sequence[Row], labels: Sequence[RowLabel]) -> list[int]:
    """The columns that hold codes, from the left; none where rows slipped too often to tell.

    An amount can look like a code (31399) and a code can stand without name or amount: one row cannot
    tell them apart, the column they stand in can.
    """
    width = max((len(row.cells) for row in rows), default=0)
    found = [at for at in range(width - 1) if _holds_codes(rows, at, labels)]
    if any(after - before < _GROUP for before, after in pairwise(found)):
        return []
    return found


def fits(cells: Sequence[Cell], columns: Sequence[int], labels: Sequence[RowLabel]) -> bool:
    """Whether a row keeps to the columns: codes or totals' labels where codes stand, names behind them."""
    for at in columns:
        texts = [squeeze(cell.text) for cell in cells[at : at + 2]]
        if not texts or not texts[0]:
            continue
        if code_of(texts[0], labels) is not None:
            continue
        if not is_economic(texts[0]) or (texts[1:] and texts[1] and not is_name(texts[1])):
            return False
    # A code with its name in any other column has slipped there.
    inner = [at for at in range(len(cells)) if at not in columns and at + 1 not in columns]
    return not any(_named(cells, at) for at in inner)


def _holds_codes(rows: Sequence[Row], at: int, labels: Sequence[RowLabel]) -> bool:
    named = other = 0
    for row in rows:
        text = squeeze(row.cells[at].text) if at < len(row.cells) else ""
        if _named(row.cells, at):
            named += 1
        # Above the first code stands the header.
        elif named and text and not is_economic(text) and code_of(text, labels) is None:
            other += 1
    return named >= _LEAST and named >= _AGAINST * other


def _named(cells: Sequence[Cell], at: int) -> bool:
    return at + 1 < len(cells) and is_economic(cells[at].text) and is_name(cells[at + 1].text)
