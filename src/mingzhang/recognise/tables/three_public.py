"""The statement of the three public expenses: budget beside actual, grouped either way (09)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from mingzhang.document.model import Row
from mingzhang.facts.model import Statement
from mingzhang.kit.amounts import parse_number
from mingzhang.kit.chinese import squeeze
from mingzhang.recognise.tables.columns import BY_ORDER, column_at
from mingzhang.recognise.tables.filling import RowHead, TableRead, fill
from mingzhang.recognise.tables.header_rows import Header, is_header_row, paths, read_header
from mingzhang.recognise.tables.labels import code_of
from mingzhang.recognise.tables.placing import Shape, Slot
from mingzhang.recognise.tables.three_public_items import (
    current_year,
    is_other_year,
    items_are_rows,
    read_item_rows,
)
from mingzhang.standard.headings import Headings
from mingzhang.standard.statements import RowLabel, StatementForm

_EARLIER = "以前年度"
_TABLE = ("财政拨款三公经费", "三公经费", "项目", "栏次", "三公经费支出")


def read_three_public(
    statement: Statement,
    rows: Sequence[Row],
    form: StatementForm,
    headings: Headings,
    trimmed: bool = False,
) -> TableRead:
    """Budget and actual of every item; also where items are rows and 预算数, 决算数 the columns."""
    texts = [row.texts() for row in rows]
    side = form.sides[0]
    current = current_year(statement, texts)
    if items_are_rows(texts, side.columns):
        return read_item_rows(statement, rows, form, headings, current)
    header = read_header(rows, headings, lambda row: _is_figures(row, side.rows))
    read = TableRead()
    data = [
        row
        for row in rows[header.height :]
        if any(parse_number(cell.text) is not None for cell in row.cells)
        and not is_header_row(row.texts(), header, headings)
    ]
    if not data:
        return read
    for row in [row for row in data if is_other_year(row.texts(), current)]:
        read.unread.append((row, "其他年度的数"))
        data.remove(row)
    labelled = [row for row in data if _label_of(row, side.rows) is not None]
    for row in labelled or data[:1]:
        _read_figures(statement, row, _of_year(header, current), form, headings, read, trimmed)
    for row in data if labelled else data[1:]:
        if row not in labelled:
            read.unread.append((row, "“三公”经费表中多出的一行"))
    return read


def _of_year(header: Header, current: int | None) -> Header:
    """The header with the columns of earlier years named by their year alone."""

    def own(rows: list[list[str]]) -> list[list[str]]:
        return [[_EARLIER if is_other_year([text], current) else text for text in row] for row in rows]

    return replace(header, rows=own(header.rows), over=own(header.over))


def _label_of(row: Row, rows: Sequence[RowLabel]) -> RowLabel | None:
    text = next((cell.text for cell in row.cells if squeeze(cell.text)), "")
    return code_of(text, rows) if parse_number(text) is None else None


def _is_figures(row: Sequence[str], labels: Sequence[RowLabel]) -> bool:
    filled = [text for text in row if text]
    figures = [text for text in filled if parse_number(text) is not None]
    if filled and len(figures) == len(filled) - 1 and code_of(filled[0], labels) is not None:
        return True
    pointed = any("." in text for text in figures)
    return bool(figures) and len(figures) * 2 >= len(filled) and (pointed or len(figures) == len(filled))


def _read_figures(
    statement: Statement,
    row: Row,
    header: Header,
    form: StatementForm,
    headings: Headings,
    read: TableRead,
    trimmed: bool,
) -> None:
    known = _label_of(row, form.sides[0].rows)
    cells = row.cells
    if known is not None:
        at = next(index for index, cell in enumerate(cells) if squeeze(cell.text))
        cells = cells[at + 1 :]
    slots, inferred = _slots(header, form, known)
    label = next((item.label for item in form.sides[0].rows if known and item.code == known.code), None)
    head = RowHead("", label, inferred=inferred)
    shape = Shape(len(slots), trimmed)
    fill(statement, row, cells, slots, shape, head, headings, read, first=0 if known else None)
    for fact in statement.facts:
        fact.label = next((item.label for item in form.sides[0].rows if item.code == fact.code), fact.label)


def _slots(
    header: Header, form: StatementForm, known: RowLabel | None
) -> tuple[list[Slot | None], str | None]:
    """What stands at every position: (budget or actual, item); and how it was inferred."""
    side = form.sides[0]
    width = max(map(len, header.rows), default=0)
    found: list[Slot | None] = []
    only_budget = known is None and _is_budget(header, side.rows)
    for path in paths(header, width):
        code = known.code if known else "budget" if only_budget else _code_in(path, side.rows)
        words = [word for word in path if code_of(word, side.rows) is None and not _names_table(word)]
        column = column_at(words, side.columns) if _EARLIER not in path else None
        slot = (code, column.id) if code is not None and column is not None else None
        found.append(slot if slot not in found else None)
    if known is not None:
        while found and found[0] is None:
            found.pop(0)
    expected = len(side.columns) * (1 if known else 2)
    if len([slot for slot in found if slot]) == expected == len(found) or (only_budget and any(found)):
        return found, None
    return _by_order(header, form, known), BY_ORDER


def _names_table(word: str) -> bool:
    """Whether a header word names the table, or the table as budget: `“三公”经费预算数`."""
    return word.removesuffix("预算数").removesuffix("预算") in _TABLE


def _is_budget(header: Header, rows: Sequence[RowLabel]) -> bool:
    """A published budget prints one figure for each item, and says so above all of them."""
    words = [word for row in header.rows for word in row if word]
    codes = {code for word in words if (code := _code_in([word], rows))}
    return not codes and any("预算" in word for word in words) and not any("决算" in word for word in words)


def _code_in(path: Sequence[str], rows: Sequence[RowLabel]) -> str | None:
    return next((known.code for word in path if (known := code_of(word, rows)) is not None), None)


def _by_order(header: Header, form: StatementForm, known: RowLabel | None) -> list[Slot | None]:
    """Without a whole header the columns stand in the form's order: grouped, or each item in a pair."""
    side = form.sides[0]
    items = [column.id for column in side.columns]
    if known is not None:
        return [(known.code, item) for item in items]
    codes = [code for row in header.rows for text in row if (code := _code_in([text], side.rows))]
    if len(codes) > 2:
        return [(code, item) for item in items for code in ("budget", "actual")]
    order = list(dict.fromkeys(codes)) if len(set(codes)) == 2 else ["budget", "actual"]
    return [(code, item) for code in order for item in items]
