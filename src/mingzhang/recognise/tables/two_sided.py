"""Statements with income at the left and expenditure at the right (01, 04)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from mingzhang.document.model import Cell, Row
from mingzhang.facts.model import Statement
from mingzhang.kit.amounts import parse_number
from mingzhang.kit.chinese import fold, squeeze
from mingzhang.recognise.tables.cells import is_amount, is_blank
from mingzhang.recognise.tables.columns import column_at, columns_at
from mingzhang.recognise.tables.filling import RowHead, TableRead, fill
from mingzhang.recognise.tables.header_rows import Header, is_header_row, not_values, paths, read_header
from mingzhang.recognise.tables.labels import code_by_line, code_of
from mingzhang.recognise.tables.placing import Shape, Slot
from mingzhang.standard.headings import Headings
from mingzhang.standard.load import Standard
from mingzhang.standard.statements import RowLabel, Side, StatementColumn, StatementForm


@dataclass(slots=True)
class Half:
    """One side of the table: its rows, where it begins, its columns in printed order."""

    side: Side
    rows: list[RowLabel]
    begin: int = 0
    columns: list[StatementColumn | None] = field(default_factory=list)
    has_lines: bool = False
    seen: list[str] = field(default_factory=list)
    lines: dict[int, str] = field(default_factory=dict)
    """Line number → code of the rows read so far."""


def read_two_sided(
    statement: Statement, rows: Sequence[Row], form: StatementForm, standard: Standard, trimmed: bool = False
) -> TableRead:
    """Fills the statement's facts; answers what was not understood or is in doubt."""
    headings = standard.headings
    texts = [row.texts() for row in rows]
    halves = [Half(side, _rows_of(side, standard)) for side in form.sides]
    words = not_values(headings)
    header = read_header(rows, headings, lambda row: _is_data(row, halves, words))
    width = max((len(row) for row in texts), default=0)
    _lay_out(halves, header, width, headings)
    read = TableRead()
    data = [
        row
        for row in rows[header.height :]
        if any(squeeze(cell.text) for cell in row.cells) and not is_header_row(row.texts(), header, headings)
    ]
    usual = Shape.of([row.cells for row in data], width, trimmed)
    for row in data:
        for half, cells in zip(halves, _halves_of(row, halves, usual), strict=True):
            _read_half(statement, row, half, cells, usual, headings, read)
    return read


def _rows_of(side: Side, standard: Standard) -> list[RowLabel]:
    classes = standard.subjects.classes if side.class_rows else []
    return [*(RowLabel(code=entry.code, label=entry.name) for entry in classes), *side.rows]


def _is_data(row: Sequence[str], halves: Sequence[Half], words: set[str]) -> bool:
    """A row with a known label; the header of 04 names the three budgets too, beside 项目 and 行次."""
    if any(text in words or text in ("收入", "支出") for text in row):
        return False
    figures = any(is_amount(text) for text in row)
    labels = [text for text in row if text and parse_number(text) is None]
    known = [text for text in labels for half in halves if code_of(text, half.rows, above=None) is not None]
    return bool(known) and (figures or known[0] == next(text for text in row if text))


def _lay_out(halves: Sequence[Half], header: Header, width: int, headings: Headings) -> None:
    """Where the right side begins, and the columns of each side in printed order."""
    labels = {fold(word) for word in headings.columns.label}
    lines = {fold(word) for word in headings.columns.line}
    deepest = next((row for row in reversed(header.rows) if sum(text in labels for text in row) >= 2), None)
    if deepest is not None:
        split = [at for at, text in enumerate(deepest) if text in labels][1]
    else:
        split = next(
            (at for row in header.rows for at, text in enumerate(row) if at and text == "支出"), width // 2
        )
    found = paths(header, width)
    for half, (begin, end) in zip(halves, ((0, split), (split, width)), strict=True):
        half.begin = begin
        over: list[list[str]] = []
        for at in range(begin + 1, end):
            path = [word for word in found[at] if word not in ("收入", "支出", "本年收入", "本年支出")]
            if path and (path[-1] in lines or "".join(path) in lines):
                half.has_lines = True
                continue
            known = column_at(path[-2:], half.side.columns) is not None
            over.append(path[-2:] if known else path[-1:])
        half.columns = columns_at(over, half.side.columns)
        while half.columns and half.columns[-1] is None and len(half.columns) > len(half.side.columns):
            half.columns.pop()
        if not any(half.columns):
            half.columns = list(half.side.columns)


def _halves_of(row: Row, halves: Sequence[Half], shape: Shape) -> list[list[Cell]]:
    """The cells of both sides, each from its label on."""
    split = halves[1].begin
    if len(row.cells) == shape.usual or shape.trimmed:
        return [row.cells[:split], row.cells[split:]]
    # A cell is lost or added somewhere: the right side begins at its own label.
    labels = [
        at for at, cell in enumerate(row.cells) if at and _is_label(cell.text) and _known(cell, halves[1])
    ]
    near = sorted(labels, key=lambda at: abs(at - split))
    if not near:
        labels = [at for at, cell in enumerate(row.cells) if at and _is_label(cell.text)]
        near = sorted(labels, key=lambda at: abs(at - split))
    at = near[0] if near and abs(near[0] - split) <= 3 else split
    return [row.cells[:at], row.cells[at:]]


def _known(cell: Cell, half: Half) -> bool:
    return code_of(cell.text, half.rows, above=half.seen) is not None


def _read_half(
    statement: Statement,
    row: Row,
    half: Half,
    cells: Sequence[Cell],
    shape: Shape,
    headings: Headings,
    read: TableRead,
) -> None:
    label_at = next((at for at, cell in enumerate(cells) if _is_label(cell.text)), None)
    if label_at is None:
        rest = cells[1 + half.has_lines :]
        if any("." in cell.text and parse_number(cell.text) is not None for cell in rest):
            read.unread.append((row, "有数字而没有项目名称"))
        return
    label = squeeze(cells[label_at].text)
    behind = list(cells[label_at + 1 :])
    expected = len(half.columns) + half.has_lines
    line, behind = _line_of(half, behind, expected)
    known, inferred = _row_of(label, half, line)
    if known is None:
        if any(not is_blank(cell.text, headings) for cell in behind):
            read.unread.append((row, f"不认识的项目：{label[:20]}"))
        return
    half.seen.append(known.code)
    if line is not None and line.isdecimal():
        half.lines[int(line)] = known.code
    slots: list[Slot | None] = [(known.code, column.id) if column else None for column in half.columns]
    head = RowHead(known.code, label, half.side.id, line, inferred)
    usual = Shape(len(half.columns), shape.trimmed)
    if len(slots) == 1 and len(behind) != 1:
        # One figure and one column: whatever blank cells were lost or added, it stands there.
        behind = [cell for cell in behind if squeeze(cell.text)] or behind[:1]
        usual = Shape(len(behind), False)
    fill(statement, row, behind, slots, usual, head, headings, read)


def _line_of(half: Half, behind: list[Cell], expected: int) -> tuple[str | None, list[Cell]]:
    """(the line number, the cells behind it); a row whose line number is lost keeps its figures."""
    if not half.has_lines or not behind:
        return None, behind
    text = fold(behind[0].text)
    if not text and len(behind) > 1 and _follows(fold(behind[1].text), half):
        return fold(behind[1].text), behind[2:]
    if _follows(text, half) or (
        len(behind) >= expected and not ("." in text and parse_number(text) is not None)
    ):
        return text or None, behind[1:]
    return None, behind


def _follows(text: str, half: Half) -> bool:
    """Whether a number can be the next line number."""
    last = max(half.lines, default=None)
    return text.isdecimal() and len(text) <= 3 and (last is None or last < int(text) <= last + 12)


def _row_of(label: str, half: Half, line: str | None) -> tuple[RowLabel | None, str | None]:
    """The row that a label names; a damaged label by its line number, and how that was inferred."""
    known = code_of(label, half.rows, above=half.seen)
    if known is not None:
        return known, None
    known = code_by_line(label, half.rows, half.lines, line)
    return known, "项目名称有误，按行次和相近名称确定" if known is not None else None


def _is_label(text: str) -> bool:
    plain = squeeze(text)
    return (
        len(plain) >= 2
        and parse_number(plain) is None
        and any("\u4e00" <= char <= "\u9fff" for char in plain)
    )
