"""Header rows → which position holds which column, although merged cells are lost."""

from __future__ import annotations

from collections.abc import Sequence

from mingzhang.kit.chinese import fold
from mingzhang.kit.distance import edit_distance
from mingzhang.recognise.tables.header_rows import Header, leading, not_values, paths
from mingzhang.standard.headings import Headings
from mingzhang.standard.statements import StatementColumn

_OF_ANOTHER_YEAR = ("上年", "去年", "上一年")
"""上年决算数 is a slip away from 本年决算数, and another column."""
_WRAPPED = 4
"""Characters of a name that may be wrapped over header rows."""
BY_ORDER = "表头的合并单元格丢失，按报表栏目顺序对应"


def value_columns(
    header: Header, columns: Sequence[StatementColumn], headings: Headings, usual: int
) -> tuple[list[StatementColumn | None], str | None]:
    """(the columns in printed order, None for one the standard does not know; how it was inferred).

    `usual` is how many cells a data row has behind its label. A header whose merged cells are gone
    altogether is shorter than its rows: then the words it holds, or the column numbers, decide.
    """
    width = max(map(len, header.rows), default=0)
    found = columns_at(paths(header, width)[leading(header, headings) :], columns)
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


def columns_at(
    over: Sequence[Sequence[str]], columns: Sequence[StatementColumn]
) -> list[StatementColumn | None]:
    """The column of each header path. One that several paths could name is that of the likeliest:
    本年支出/基本支出 is 基本支出 rather than 本年收入/基本支出, which stands before it."""
    fitting = [_fitting(path, columns) for path in over]
    best: dict[str, int] = {}
    for at, (score, column) in enumerate(fitting):
        if column is not None and (column.id not in best or score > fitting[best[column.id]][0]):
            best[column.id] = at
    return [column if column is not None and best[column.id] == at else None
            for at, (_, column) in enumerate(fitting)]  # fmt: skip


def column_at(path: Sequence[str], columns: Sequence[StatementColumn]) -> StatementColumn | None:
    """The column that a header path names: the whole path, then its end, then its last word."""
    return _fitting(path, columns)[1]


def _fitting(path: Sequence[str], columns: Sequence[StatementColumn]) -> tuple[int, StatementColumn | None]:
    """(how well the likeliest column fits the path, that column)."""
    if not path:
        return 0, None
    best: tuple[int, StatementColumn] | None = None
    for column in columns:
        for known in column.paths():
            words = [fold(word) for word in known]
            score = _likeness(list(path), words)
            if score and (best is None or score > best[0]):
                best = (score, column)
    return best if best else (1, _misread(path[-1], columns))


def _misread(word: str, columns: Sequence[StatementColumn]) -> StatementColumn | None:
    """The only column whose last word differs from `word` by one misread character."""
    if len(word) < 3 or word.startswith(_OF_ANOTHER_YEAR):
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
    joined, whole = "".join(path), "".join(known)
    if joined == whole:
        return 95  # a name wrapped over two lines of the header
    if len(whole) >= _WRAPPED and joined.endswith(whole) and not path[-1].endswith(whole):
        return 45
    if len(path) == 1 and len(known) > 1 and path[0] == known[-1]:
        return 30
    if path[-1] == known[-1] and path[0] == known[0]:
        return 55
    return 0
