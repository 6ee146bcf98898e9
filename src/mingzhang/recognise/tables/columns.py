"""Header rows → which position holds which column, although merged cells are lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mingzhang.kit.chinese import fold
from mingzhang.standard.headings import Headings
from mingzhang.standard.statements import StatementColumn

Texts = list[str]


@dataclass(frozen=True, slots=True)
class Header:
    """The folded header rows, and how many rows of the grid they take (a 栏次 row included)."""

    rows: list[Texts]
    height: int
    numbers: dict[int, int]
    """Position → column number, where the form prints a 栏次 row."""


def read_header(
    rows: Sequence[Texts], headings: Headings, is_data: Callable[[Sequence[str]], bool]
) -> Header:
    """Rows up to the first that holds data; a row of column numbers ends the header."""
    taken: list[Texts] = []
    for index, row in enumerate(rows):
        folded = [fold(text) for text in row]
        if any(text in headings.columns.number_row for text in folded) or _counts(folded):
            return Header(taken, index + 1, _numbers(folded))
        if is_data(folded):
            return Header(taken, index, {})
        taken.append(folded)
    return Header(taken, len(rows), {})


def _counts(row: Texts) -> bool:
    """A bare row 1, 2, 3 … without a label."""
    filled = [text for text in row if text]
    return len(filled) >= 4 and filled == [str(number) for number in range(1, len(filled) + 1)]


def _numbers(row: Texts) -> dict[int, int]:
    return {at: int(text) for at, text in enumerate(row) if text.isdecimal() and len(text) <= 2}


def paths(header: Header, width: int) -> list[list[str]]:
    """The header path of every position; a blank cell under a filled row belongs to the group at its left."""
    found: list[list[str]] = []
    for at in range(width):
        path: list[str] = []
        group = 0
        for level, row in enumerate(header.rows):
            origin = at
            if not _text(row, at):
                if not _filled_below(header.rows, level, at):
                    continue
                # A group of the row above ends where the next one begins; no word is taken across.
                left = [position for position in range(group, at) if _text(row, position)]
                if not left:
                    continue
                origin = left[-1]
            group = max(group, origin)
            if not path or path[-1] != row[origin]:
                path.append(row[origin])
        found.append(path)
    return found


def _text(row: Texts, at: int) -> str:
    return row[at] if at < len(row) else ""


def _filled_below(rows: list[Texts], level: int, at: int) -> bool:
    return any(_text(row, at) for row in rows[level + 1 :])


def column_at(path: Sequence[str], columns: Sequence[StatementColumn]) -> StatementColumn | None:
    """The column that a header path names: the whole path, then its end, then its last word."""
    if not path:
        return None
    best: tuple[int, StatementColumn] | None = None
    for column in columns:
        for known in column.paths():
            words = [fold(word) for word in known]
            score = _likeness(list(path), words)
            if score and (best is None or score > best[0]):
                best = (score, column)
    return best[1] if best else None


def _likeness(path: list[str], known: list[str]) -> int:
    if path == known:
        return 100
    if path[-len(known) :] == known:
        return 50 + 10 * len(known)
    if len(path) == 1 and len(known) > 1 and path[0] == known[-1]:
        return 30
    if path[-1] == known[-1] and path[0] == known[0]:
        return 55
    return 0
