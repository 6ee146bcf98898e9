"""Statements with one row a functional subject: code, name, columns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mingzhang.document.model import Cell, Row
from mingzhang.facts.model import Statement
from mingzhang.kit.amounts import parse_number
from mingzhang.kit.chinese import squeeze
from mingzhang.recognise.tables.cells import is_blank
from mingzhang.recognise.tables.codes import CodeRead, Names, damaged_code, is_code, read_code, split_code
from mingzhang.recognise.tables.columns import value_columns
from mingzhang.recognise.tables.filling import RowHead, TableRead, fill
from mingzhang.recognise.tables.header_rows import Header, is_header_row, leading, read_header
from mingzhang.recognise.tables.labels import without_marks
from mingzhang.recognise.tables.nameless_total import nameless_total
from mingzhang.recognise.tables.placing import Shape, Slot
from mingzhang.standard.headings import Headings
from mingzhang.standard.statements import StatementColumn

_HEAD = 4
"""Cells at a row's beginning among which code and label stand."""


@dataclass(slots=True)
class SubjectRow:
    """A data row: its code (None while it is lost), its label, and the cells behind them."""

    row: Row
    code: str | None
    label: str
    cells: list[Cell]
    inferred: str | None = None
    legible: re.Pattern[str] | None = None
    """What can be read of a damaged code."""


def read_subject_rows(
    statement: Statement,
    rows: Sequence[Row],
    columns: Sequence[StatementColumn],
    headings: Headings,
    names: Names,
    trimmed: bool = False,
) -> TableRead:
    """Fills the statement's facts and labels; answers what was not understood or is in doubt."""
    header = read_header(rows, headings, lambda row: is_data_row(row, headings))
    read = TableRead()
    lead = leading(header, headings)
    found: list[SubjectRow] = []
    body = rows[header.height :]
    nameless = nameless_total(body, lead, headings)
    for row in body:
        if not any(squeeze(cell.text) for cell in row.cells) or is_header_row(row.texts(), header, headings):
            continue
        parsed = _parse(row, lead, header.split, headings)
        if row is nameless:
            parsed = SubjectRow(row, "total", "", row.cells[lead:], "没有印“合计”，按位置读作合计")
        if parsed is None:
            if not _is_note(row.texts()):
                read.unread.append((row, "没有科目代码也没有科目名称"))
        elif found and _is_rest(parsed, found[-1], names):
            _append(found[-1], parsed)
        else:
            found.append(parsed)
    _find_codes(found, names, read)
    _place(statement, found, header, columns, headings, read, trimmed)
    return read


def is_data_row(row: Sequence[str], headings: Headings) -> bool:
    """Whether a folded row holds a subject's code or is the 合计 row."""
    filled = [text for text in row if text]
    return any(read_code(text) is not None for text in row[:3]) or (
        bool(filled)
        and filled[0] in headings.columns.total_row
        and (len(filled) == 1 or parse_number(filled[1]) is not None or is_blank(filled[1], headings))
    )


def _parse(row: Row, lead: int, split: bool, headings: Headings) -> SubjectRow | None:
    texts = [without_marks(cell.text) for cell in row.cells]
    for at in range(min(_HEAD, len(texts))):
        text = texts[at]
        if not text:
            continue
        if text in headings.columns.total_row:
            begin = at + 1 if at + 1 < len(texts) and texts[at + 1] else max(at + 1, min(lead, len(texts)))
            return SubjectRow(row, "total", text, row.cells[begin:])
        code = (split_code(texts[at:]) if split else None) or read_code(text)
        if code is not None:
            return _coded(row, texts, at + (_digits(texts, at) if split else 1), code)
        if (legible := damaged_code(text)) is not None:
            damaged = _coded(row, texts, at + 1, CodeRead(text))
            damaged.code, damaged.legible = None, legible
            return damaged
        if _has_name(text):
            return SubjectRow(row, None, text, row.cells[at + 1 :])
        return None
    return None


def _digits(texts: Sequence[str], at: int) -> int:
    """How many cells a code over 类, 款, 项 takes."""
    end = at + 1
    while end < min(at + 3, len(texts)) and (
        not texts[end] or (len(texts[end]) <= 2 and texts[end].isdigit())
    ):
        end += 1
    return end - at


def _coded(row: Row, texts: Sequence[str], after: int, code: CodeRead) -> SubjectRow:
    if code.label:
        return SubjectRow(row, code.code, code.label, row.cells[after:], code.inferred)
    at = next((at for at in range(after, len(texts)) if texts[at]), None)
    if at is not None and _has_name(texts[at]):
        return SubjectRow(row, code.code, texts[at], row.cells[at + 1 :], code.inferred)
    blank = after < len(texts) and not texts[after]
    return SubjectRow(row, code.code, "", row.cells[after + blank :], code.inferred)


def _has_name(text: str) -> bool:
    return any("\u4e00" <= char <= "\u9fff" for char in text)


def _is_rest(row: SubjectRow, before: SubjectRow, names: Names) -> bool:
    """Whether a row without a code is the second line of the name above it."""
    if row.code is not None or row.legible is not None or before.code == "total":
        return False
    filled = any(squeeze(cell.text) for cell in row.cells)
    if filled and any(squeeze(cell.text) for cell in before.cells):
        return False
    return names.knows(before.label + row.label) or not (names.knows(before.label) or names.knows(row.label))


def _append(before: SubjectRow, rest: SubjectRow) -> None:
    before.label += rest.label
    if not any(squeeze(cell.text) for cell in before.cells):
        before.cells = rest.cells


def _find_codes(found: list[SubjectRow], names: Names, read: TableRead) -> None:
    """Give rows without a code the one that their name and their neighbours leave."""
    for index, item in enumerate(found):
        if item.code is not None:
            continue
        before = next((row.code for row in reversed(found[:index]) if row.code not in (None, "total")), None)
        after = next((row.code for row in found[index + 1 :] if row.code not in (None, "total")), None)
        item.code = names.code_between(item.label, before, after, item.legible)
        if item.code is not None:
            lost = "缺失" if item.legible is None else "不清"
            item.inferred = f"科目代码{lost}，按科目名称和上下行确定"
        elif len(item.label) <= 3 and set(item.label) & set("合总计") and index in (0, len(found) - 1):
            item.code, item.inferred = "total", f"印作“{item.label}”，按位置读作合计"
        elif any(squeeze(cell.text) for cell in item.cells) or not _is_note([item.label]):
            read.unread.append((item.row, "没有科目代码，名称也不能确定是哪个科目"))


def _place(
    statement: Statement,
    found: Sequence[SubjectRow],
    header: Header,
    columns: Sequence[StatementColumn],
    headings: Headings,
    read: TableRead,
    trimmed: bool,
) -> None:
    shape = Shape.of([item.cells for item in found if item.code is not None], len(columns), trimmed)
    order, inferred = value_columns(header, columns, headings, shape.usual)
    shape = Shape(max(shape.usual, len(order)), shape.trimmed)
    first = next(
        (at for at, column in enumerate(order) if column is not None and _is_sum(column, order)), None
    )
    for item in found:
        if item.code is None:
            continue
        if is_code(item.code):
            statement.labels[item.code] = item.label
        slots: list[Slot | None] = [(item.code, column.id) if column else None for column in order]
        head = RowHead(item.code, item.label or None, inferred=item.inferred or inferred)
        fill(statement, item.row, item.cells, slots, shape, head, headings, read, first=first)


def _is_sum(column: StatementColumn, order: Sequence[StatementColumn | None]) -> bool:
    return any(other is not None and other.part_of == column.id for other in order)


def _is_note(texts: Sequence[str]) -> bool:
    first = next((text for text in texts if text), "")
    return first.startswith(("注", "说明", "备注"))
