"""Statements with income at the left and expenditure at the right (01, 04)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from mingzhang.document.model import Cell, Row
from mingzhang.facts.model import Statement
from mingzhang.kit.amounts import parse_number
from mingzhang.kit.chinese import fold, squeeze
from mingzhang.recognise.tables.cells import fact_of, is_blank
from mingzhang.recognise.tables.columns import column_at, paths, read_header
from mingzhang.recognise.tables.labels import code_of
from mingzhang.standard.headings import Headings
from mingzhang.standard.load import Standard
from mingzhang.standard.statements import RowLabel, Side, StatementColumn, StatementForm


@dataclass(slots=True)
class Half:
    """One side of the table: where its labels, line numbers and columns stand."""

    side: Side
    rows: list[RowLabel]
    begin: int
    end: int
    columns: dict[int, StatementColumn] = field(default_factory=dict)
    line_at: int | None = None
    seen: list[str] = field(default_factory=list)


def read_two_sided(
    statement: Statement, rows: Sequence[Row], form: StatementForm, standard: Standard
) -> list[tuple[Row, str]]:
    """Fills the statement's facts; answers rows that were not understood, with the reason."""
    headings = standard.headings
    texts = [row.texts() for row in rows]
    halves = [Half(side, _rows_of(side, standard), 0, 0) for side in form.sides]
    labels = [fold(word) for word in (*headings.columns.label, *headings.columns.line)]
    header = read_header(texts, headings, lambda row: _is_data(row, halves, labels))
    width = max(map(len, texts), default=0)
    split = _split([fold(text) for text in texts[0]] if texts else [], header.rows, labels, width)
    found = paths(header, width)
    for half, (begin, end) in zip(halves, ((0, split), (split, width)), strict=True):
        half.begin, half.end = begin, end
        _columns(half, found, header.rows, headings)
    unread: list[tuple[Row, str]] = []
    for row in rows[header.height :]:
        for half in halves:
            reason = _read_half(statement, row, half, headings)
            if reason is not None:
                unread.append((row, reason))
    return unread


def _rows_of(side: Side, standard: Standard) -> list[RowLabel]:
    classes: list[RowLabel] = []
    if side.class_rows:
        for entry in standard.subjects.classes:
            classes.append(RowLabel(code=entry.code, label=entry.name))
    return [*side.rows, *classes]


def _is_data(row: Sequence[str], halves: Sequence[Half], labels: Sequence[str]) -> bool:
    """A row with a known label; the header of 04 names the three budgets too, beside 项目 and 行次."""
    if any(text in labels for text in row):
        return False
    return any(code_of(text, half.rows, above=_ALL) for text in row for half in halves if len(text) > 3)


class _Everything(list[str]):
    def __contains__(self, item: object) -> bool:
        return True


_ALL: Sequence[str] = _Everything()


def _split(first: list[str], rows: Sequence[list[str]], labels: Sequence[str], width: int) -> int:
    """Where the right side begins: below 支出 in the top row, or at the second label column."""
    for row in (first, *rows):
        for at, text in enumerate(row):
            if at and text in ("支出", "本年支出", "支出项目"):
                return at
        ats = [at for at, text in enumerate(row) if text in labels]
        if len(ats) >= 2:
            return ats[1]
    return width // 2


def _columns(half: Half, found: list[list[str]], rows: Sequence[list[str]], headings: Headings) -> None:
    lines = {fold(word) for word in headings.columns.line}
    for at in range(half.begin, half.end):
        path = [word for word in found[at] if word not in ("收入", "支出")]
        if path and path[-1] in lines:
            half.line_at = at
            continue
        column = column_at(path[-2:], half.side.columns) or column_at(path[-1:], half.side.columns)
        if column is not None and column not in half.columns.values() and at > half.begin:
            half.columns[at] = column
    if not half.columns and len(half.side.columns) == 1:
        half.columns[half.end - 1] = half.side.columns[0]


def _read_half(statement: Statement, row: Row, half: Half, headings: Headings) -> str | None:
    cells = row.cells[half.begin : half.end]
    label_cell = next((cell for cell in cells if _is_label(cell.text)), None)
    amounts = {at: row.cells[at] for at in half.columns if at < len(row.cells)}
    printed = any(not is_blank(cell.text, headings) for cell in amounts.values())
    if label_cell is None:
        return "有数字而没有项目名称" if printed and _has_figure(amounts.values()) else None
    known = code_of(label_cell.text, half.rows, above=half.seen)
    if known is None:
        return f"不认识的项目：{squeeze(label_cell.text)[:20]}" if printed else None
    half.seen.append(known.code)
    line = row.cells[half.line_at].text if half.line_at is not None and half.line_at < len(row.cells) else ""
    for at, column in half.columns.items():
        if at not in amounts:
            continue
        fact = fact_of(
            amounts[at],
            headings,
            side=half.side.id,
            code=known.code,
            column=column.id,
            label=label_cell.text,
            line_no=fold(line) or None,
        )
        if fact is not None:
            statement.facts.append(fact)
    return None


def _is_label(text: str) -> bool:
    plain = squeeze(text)
    return bool(plain) and parse_number(plain) is None and len(plain) >= 2


def _has_figure(cells: Iterable[Cell]) -> bool:
    return any(parse_number(cell.text) is not None for cell in cells)
