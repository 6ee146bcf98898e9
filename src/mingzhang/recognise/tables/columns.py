"""Header rows → which position holds which column, although merged cells are lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mingzhang.kit.chinese import fold
from mingzhang.kit.distance import edit_distance
from mingzhang.standard.headings import Headings
from mingzhang.standard.statements import StatementColumn

Texts = list[str]
MOST_HEADER_ROWS = 8
BY_ORDER = "表头的合并单元格丢失，按报表栏目顺序对应"


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
        if is_data(folded) or len(taken) == MOST_HEADER_ROWS:
            return Header(taken, index, {})
        if any(folded):
            taken.append(folded)
    return Header(taken, len(rows), {})


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


def value_columns(
    header: Header, columns: Sequence[StatementColumn], headings: Headings, usual: int
) -> tuple[list[StatementColumn | None], str | None]:
    """(the columns in printed order, None for one the standard does not know; how it was inferred).

    `usual` is how many cells a data row has behind its label. A header whose merged cells are gone
    altogether is shorter than its rows: then the words it holds, or the column numbers, decide.
    """
    width = max(map(len, header.rows), default=0)
    found: list[StatementColumn | None] = []
    for path in paths(header, width)[leading(header, headings) :]:
        column = column_at(path, columns)
        found.append(column if column not in found else None)
    while found and found[-1] is None and len(found) > usual:
        found.pop()
    known = [column for column in found if column is not None]
    if len(known) == len(found) >= usual:
        return found, None
    named = _named(header, columns, headings)
    if len(named) == usual:
        return list(named), BY_ORDER
    if usual == len(columns) and len(known) < usual:
        return list(columns), BY_ORDER
    return found, None


def _named(header: Header, columns: Sequence[StatementColumn], headings: Headings) -> list[StatementColumn]:
    """The columns whose last word some header row holds: in its order where one row names them all."""
    words = not_values(headings)
    rows = [[text for text in row if text and text not in words] for row in header.rows]
    every = {text for row in rows for text in row}
    named = [column for column in columns if any(fold(path[-1]) in every for path in column.paths())]
    for row in rows:
        inside = [column for text in row if (column := column_at([text], columns)) is not None]
        if len(dict.fromkeys(column.id for column in inside)) == len(named) == len(inside):
            return inside
    return named


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
    return best[1] if best else _misread(path[-1], columns)


def _misread(word: str, columns: Sequence[StatementColumn]) -> StatementColumn | None:
    """The only column whose last word differs from `word` by one misread character."""
    if len(word) < 3:
        return None
    near = {
        column.id: column
        for column in columns
        for path in column.paths()
        if len(path[-1]) >= 3 and edit_distance(word, fold(path[-1]), 1) <= 1
    }
    return next(iter(near.values())) if len(near) == 1 else None


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
