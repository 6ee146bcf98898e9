"""Statements with one row a functional subject: code, name, columns."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from mingzhang.document.model import Cell, Row
from mingzhang.facts.model import Statement
from mingzhang.kit.amounts import parse_number
from mingzhang.kit.chinese import fold, squeeze
from mingzhang.recognise.tables.cells import fact_of, is_blank
from mingzhang.recognise.tables.columns import Header, column_at, paths, read_header
from mingzhang.recognise.tables.shift import aligned
from mingzhang.standard.headings import Headings
from mingzhang.standard.statements import StatementColumn

_CODE = re.compile(r"\d{3}(?:\d{2}){0,2}")


def is_code(text: str) -> bool:
    """A functional or economic code: 类 3, 款 5, 项 7 digits."""
    return bool(_CODE.fullmatch(fold(text)))


def read_subject_rows(
    statement: Statement, rows: Sequence[Row], columns: Sequence[StatementColumn], headings: Headings
) -> list[tuple[Row, str]]:
    """Fills the statement's facts and labels; answers rows that were not understood, with the reason."""
    texts = [row.texts() for row in rows]
    header = read_header(texts, headings, lambda row: _is_data(row, headings))
    positions = _positions(header, max(map(len, texts), default=0), columns, headings)
    unread: list[tuple[Row, str]] = []
    for row in rows[header.height :]:
        reason = _read_row(statement, row, positions, columns, headings)
        if reason is not None:
            unread.append((row, reason))
    return unread


def _is_data(row: Sequence[str], headings: Headings) -> bool:
    filled = [text for text in row if text]
    return any(is_code(text) for text in row[:3]) or (
        bool(filled)
        and filled[0] in headings.columns.total_row
        and (len(filled) == 1 or parse_number(filled[1]) is not None)
    )


def _positions(
    header: Header, width: int, columns: Sequence[StatementColumn], headings: Headings
) -> dict[int, StatementColumn]:
    """Position → column: by header words, and by order where the words of a position are lost."""
    found: dict[int, StatementColumn] = {}
    for at, path in enumerate(paths(header, width)):
        words = set(path)
        if words and words <= {fold(word) for word in (*headings.columns.code, *headings.columns.label)}:
            continue
        column = column_at(path, columns)
        if column is not None and column not in found.values():
            found[at] = column
    return _ordered(found, header, width, columns)


def _ordered(
    found: dict[int, StatementColumn], header: Header, width: int, columns: Sequence[StatementColumn]
) -> dict[int, StatementColumn]:
    numbers = header.numbers
    if numbers and len(numbers) == len(columns):
        for at, number in numbers.items():
            if 1 <= number <= len(columns) and at not in found and columns[number - 1] not in found.values():
                found[at] = columns[number - 1]
    return dict(sorted(found.items()))


def _read_row(
    statement: Statement,
    row: Row,
    positions: dict[int, StatementColumn],
    columns: Sequence[StatementColumn],
    headings: Headings,
) -> str | None:
    texts = [squeeze(cell.text) for cell in row.cells]
    if not any(texts):
        return None
    code_at = next((at for at, text in enumerate(texts[:4]) if is_code(text)), None)
    total_at = next((at for at, text in enumerate(texts[:4]) if text in headings.columns.total_row), None)
    if code_at is not None:
        code = fold(texts[code_at])
        label = next((text for text in texts[code_at + 1 :] if text and parse_number(text) is None), None)
        begin = code_at + (2 if label and texts[code_at + 1] == label else 1)
        statement.labels[code] = label or ""
    elif total_at is not None:
        code, label, begin = "total", texts[total_at], total_at + 1
    else:
        return None if _is_note(texts) else "没有科目代码"
    cells, inferred = aligned(row, begin, positions, headings)
    for at, column in positions.items():
        if at in cells:
            fact = fact_of(cells[at], headings, code=code, column=column.id, label=label, inferred=inferred)
            if fact is not None:
                statement.facts.append(fact)
    return _left_over(row, begin, cells, headings)


def _left_over(row: Row, begin: int, cells: Mapping[int, Cell], headings: Headings) -> str | None:
    used = {id(cell) for cell in cells.values()}
    extra = [
        cell
        for cell in row.cells[begin:]
        if id(cell) not in used and not is_blank(cell.text, headings) and parse_number(cell.text) is not None
    ]
    return f"多出的数字：{'、'.join(cell.text for cell in extra)}" if extra else None


def _is_note(texts: Sequence[str]) -> bool:
    first = next(text for text in texts if text)
    return first.startswith(("注", "说明", "备注"))
