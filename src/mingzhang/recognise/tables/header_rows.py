"""The header rows of a table, and the path of header words that stands over every position."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from mingzhang.document.model import Row
from mingzhang.kit.chinese import fold
from mingzhang.recognise.tables.spans import covering
from mingzhang.standard.headings import Headings

Texts = list[str]
MOST_HEADER_ROWS = 8
_HEAD = 4
"""Cells at a row's beginning among which code and label stand."""


@dataclass(frozen=True, slots=True)
class Header:
    """The folded header rows, and how many rows of the grid they take (a 栏次 row included)."""

    rows: list[Texts]
    height: int
    numbers: dict[int, int]
    """Position → column number, where the form prints a 栏次 row."""
    over: list[Texts] = field(default_factory=list)
    """The same rows with the words of merged cells at every position that they reach."""
    split: bool = False
    """Whether the codes stand in columns of their own for 类, 款, 项."""


def read_header(rows: Sequence[Row], headings: Headings, is_data: Callable[[Sequence[str]], bool]) -> Header:
    """Rows up to the first that holds data; a row of column numbers ends the header."""
    taken: list[Texts] = []
    over: list[Texts] = []
    for index, row in enumerate(rows):
        folded = [fold(text) for text in row.texts()]
        if any(text in headings.columns.number_row for text in folded) or _counts(folded):
            levels = _names_levels(rows[index + 1]) if index + 1 < len(rows) else False
            split = levels or _splits([*taken, folded])
            return Header(taken, index + 1 + levels, _numbers(folded), over, split)
        if is_data(folded) or len(taken) == MOST_HEADER_ROWS:
            return Header(taken, index, {}, over, _splits(taken))
        if any(folded):
            taken.append(folded)
            over.append([fold(text) for text in covering(row.cells)])
    return Header(taken, len(rows), {}, over, _splits(taken))


def _names_levels(row: Row) -> bool:
    """A row of 类, 款, 项 alone: in cells over two rows they stand below the number row."""
    return {text for text in map(fold, row.texts()) if text} in ({"类", "款", "项"}, {"类", "款"}, {"类款项"})


def _splits(rows: Sequence[Texts]) -> bool:
    return {"类", "款"} <= {word for row in rows for word in row[:_HEAD]}


def is_header_row(row: Sequence[str], header: Header, headings: Headings) -> bool:
    """Whether a row below repeats the header, as the next page of a table does."""
    words = {text for known in header.rows for text in known if text}
    folded = [fold(text) for text in row]
    filled = [text for text in folded if text]
    if any(text in headings.columns.number_row for text in folded) or _counts(folded):
        return True
    return bool(words) and all(text in words for text in filled) and not _only_total(filled, headings)


def _only_total(filled: Sequence[str], headings: Headings) -> bool:
    return len(filled) == 1 and filled[0] in headings.columns.total_row


def _counts(row: Sequence[str]) -> bool:
    """A bare row 1, 2, 3 … without a label."""
    filled = [text for text in row if text]
    return len(filled) >= 3 and filled == [str(number) for number in range(1, len(filled) + 1)]


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
            reached = _text(header.over[level], at) if level < len(header.over) else ""
            if not _text(row, at) and reached:
                if path[-1:] != [reached]:
                    path.append(reached)
                continue
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


def not_values(headings: Headings) -> set[str]:
    """Header words that stand above codes, labels and line numbers."""
    columns = headings.columns
    return {fold(word) for word in (*columns.code, *columns.label, *columns.line, *columns.number_row)}


def leading(header: Header, headings: Headings) -> int:
    """How many positions stand before the first figure: code and label."""
    words = not_values(headings)
    width = max(map(len, header.rows), default=0)
    lead = 0
    for path in paths(header, width):
        if not path or not set(path) <= words:
            break
        lead += 1
    return lead or min(header.numbers, default=2)
