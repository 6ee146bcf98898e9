"""The three-public statement with items as rows and 预算数, 决算数 as columns; columns of earlier years."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mingzhang.document.model import Row
from mingzhang.facts.model import Statement
from mingzhang.kit.amounts import parse_number
from mingzhang.kit.chinese import fold, squeeze
from mingzhang.recognise.tables.columns import column_at
from mingzhang.recognise.tables.filling import RowHead, TableRead, fill
from mingzhang.recognise.tables.labels import code_of, plain_label
from mingzhang.recognise.tables.placing import Shape, Slot
from mingzhang.standard.headings import Headings
from mingzhang.standard.statements import RowLabel, StatementColumn, StatementForm

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})年")
_FEWEST = 3
_LAST_YEAR = ("上年", "上一年", "去年", "增减", "比上年")


def current_year(statement: Statement, texts: Sequence[Sequence[str]]) -> int | None:
    """The year of the table: the latest that its rows and columns name."""
    said = [year for row in texts for text in row for year in _YEAR.findall(text)]
    said += _YEAR.findall(statement.year or "")
    return max(map(int, said), default=None)


def is_other_year(texts: Sequence[str], current: int | None) -> bool:
    """Whether the first word of a row, or of a header path, speaks of an earlier year."""
    first = next((text for text in texts if text.strip()), "")
    years = [int(year) for year in _YEAR.findall(first)]
    return (bool(years) and current not in years) or fold(first).startswith(_LAST_YEAR)


def items_are_rows(texts: Sequence[Sequence[str]], columns: Sequence[StatementColumn]) -> bool:
    """Whether the items stand below one another; a row that names two of them is a header."""
    named = [
        sum(bool(text.strip()) and column_at([plain_label(text)], columns) is not None for text in row)
        for row in texts
        if row and column_at([_item(row)], columns) is not None and _item(row)
    ]
    return named.count(1) >= _FEWEST


def _item(row: Sequence[str]) -> str:
    """The row's label without numbering: `（1）公务用车购置费`."""
    text = next((fold(text) for text in row if text.strip()), "")
    return plain_label(text)


def read_item_rows(
    statement: Statement,
    rows: Sequence[Row],
    form: StatementForm,
    headings: Headings,
    current: int | None,
) -> TableRead:
    side = form.sides[0]
    read = TableRead()
    codes: list[str | None] = []
    for row in rows:
        found = _codes_of(row, side.rows, headings, current)
        codes = codes or found
        column = column_at([_item(row.texts())], side.columns)
        figures = [cell for cell in row.cells if parse_number(cell.text) is not None]
        if column is None:
            if figures and codes and not any(found):
                read.unread.append((row, "不认识的“三公”经费项目"))
            continue
        label_at = next(at for at, cell in enumerate(row.cells) if squeeze(cell.text))
        behind = row.cells[label_at + 1 :]
        if len(behind) == len(codes) + 1 and fold(behind[0].text).isdecimal():
            behind = behind[1:]
        slots: list[Slot | None] = [(code, column.id) if code else None for code in codes]
        head = RowHead("", squeeze(row.cells[label_at].text))
        fill(statement, row, behind, slots, Shape(len(slots), True), head, headings, read)
    return read


def _codes_of(
    row: Row, rows: Sequence[RowLabel], headings: Headings, current: int | None
) -> list[str | None]:
    """What a header row says of the columns behind its label: budget, actual, or neither (last year's)."""
    texts = [cell.text for cell in row.cells]
    known = [None if is_other_year([text], current) else code_of(text, rows) for text in texts]
    if not any(known):
        return []
    first = next(at for at, text in enumerate(texts) if text.strip())
    begin = first if known[first] is not None else first + 1
    behind = zip(texts[begin:], known[begin:], strict=True)
    codes = [
        item.code if item is not None else None
        for text, item in behind
        if fold(text) not in headings.columns.line
    ]
    while codes and codes[-1] is None:
        codes.pop()
    return codes
