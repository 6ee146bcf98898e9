"""The statement of the three public expenses: budget beside actual, grouped either way (09)."""

from __future__ import annotations

from collections.abc import Sequence

from mingzhang.document.model import Row
from mingzhang.facts.model import Statement
from mingzhang.kit.amounts import parse_number
from mingzhang.kit.chinese import fold
from mingzhang.recognise.tables.cells import fact_of, is_blank
from mingzhang.recognise.tables.columns import Header, column_at, paths, read_header
from mingzhang.recognise.tables.labels import code_of
from mingzhang.standard.headings import Headings
from mingzhang.standard.statements import StatementColumn, StatementForm

Cells = dict[int, tuple[str, StatementColumn]]


def read_three_public(
    statement: Statement, rows: Sequence[Row], form: StatementForm, headings: Headings
) -> list[tuple[Row, str]]:
    """Budget and actual of every item; also where items are rows and 预算数, 决算数 the columns."""
    texts = [row.texts() for row in rows]
    side = form.sides[0]
    if _items_are_rows(texts, side.columns):
        return _read_item_rows(statement, rows, form, headings)
    header = read_header(texts, headings, lambda row: _is_figures(row))
    width = max(map(len, texts), default=0)
    cells = _columns(header, width, form)
    unread: list[tuple[Row, str]] = []
    for row in rows[header.height :]:
        if not any(parse_number(cell.text) is not None for cell in row.cells):
            continue
        for at, (code, column) in cells.items():
            if at < len(row.cells):
                fact = fact_of(row.cells[at], headings, code=code, column=column.id, label=_label(form, code))
                if fact is not None:
                    statement.facts.append(fact)
        lost = [
            cell.text
            for at, cell in enumerate(row.cells)
            if at not in cells and parse_number(cell.text) is not None
        ]
        if lost:
            unread.append((row, f"表头对不上的数字：{'、'.join(lost)}"))
        break
    return unread


def _is_figures(row: Sequence[str]) -> bool:
    filled = [text for text in row if text]
    figures = [text for text in filled if parse_number(text) is not None and "." in text]
    return bool(figures) and len(figures) * 2 >= len(filled)


def _label(form: StatementForm, code: str) -> str:
    return next(row.label for row in form.sides[0].rows if row.code == code)


def _columns(header: Header, width: int, form: StatementForm) -> Cells:
    side = form.sides[0]
    found: Cells = {}
    for at, path in enumerate(paths(header, width)):
        code = next((known.code for word in path if (known := code_of(word, side.rows)) is not None), None)
        words = [word for word in path if code_of(word, side.rows) is None]
        column = column_at([word for word in words if word not in _TABLE], side.columns)
        if code is not None and column is not None and (code, column) not in found.values():
            found[at] = (code, column)
    return found if len(found) >= 4 else _by_order(width, side.columns)


_TABLE = ("财政拨款三公经费", "三公经费", "项目", "栏次")


def _by_order(width: int, columns: Sequence[StatementColumn]) -> Cells:
    """Without a readable header the twelve columns stand in the form's order, budget first."""
    if width != 2 * len(columns):
        return {}
    return {
        position: (code, column)
        for group, code in enumerate(("budget", "actual"))
        for position, column in enumerate(columns, group * len(columns))
    }


def _items_are_rows(texts: Sequence[Sequence[str]], columns: Sequence[StatementColumn]) -> bool:
    first = [fold(row[0]) for row in texts if row and row[0]]
    return sum(column_at([text], columns) is not None for text in first) >= 3


def _read_item_rows(
    statement: Statement, rows: Sequence[Row], form: StatementForm, headings: Headings
) -> list[tuple[Row, str]]:
    side = form.sides[0]
    codes: dict[int, str] = {}
    for row in rows:
        found = {
            at: known.code for at, cell in enumerate(row.cells) if (known := code_of(cell.text, side.rows))
        }
        codes = codes or found
        column = column_at([fold(row.cells[0].text)], side.columns)
        if column is None:
            continue
        for at, code in codes.items():
            if at < len(row.cells) and not is_blank(row.cells[at].text, headings):
                fact = fact_of(row.cells[at], headings, code=code, column=column.id, label=_label(form, code))
                if fact is not None:
                    statement.facts.append(fact)
    return []
