"""The statement of basic expenditure: groups of economic code, name and amount side by side (06)."""

from __future__ import annotations

from collections.abc import Sequence

from mingzhang.document.model import Cell, Row
from mingzhang.facts.model import Statement
from mingzhang.kit.amounts import parse_number
from mingzhang.kit.chinese import fold, squeeze
from mingzhang.recognise.tables.cells import fact_of, is_blank
from mingzhang.recognise.tables.code_columns import whole_codes
from mingzhang.recognise.tables.codes import CodeRead, read_code
from mingzhang.recognise.tables.filling import TableRead
from mingzhang.recognise.tables.group_columns import code_columns, fits, is_economic
from mingzhang.recognise.tables.labels import code_of
from mingzhang.standard.headings import Headings
from mingzhang.standard.statements import StatementForm
from mingzhang.standard.subjects import SubjectTable


def read_economic_groups(
    statement: Statement, rows: Sequence[Row], form: StatementForm, headings: Headings, subjects: SubjectTable
) -> TableRead:
    """Every code with the amount behind it; the totals of personnel and of public funds.

    Where the form is one list with the columns 合计, 人员经费, 公用经费 the first figure is the amount.
    """
    column = form.sides[0].columns[0].id
    read = TableRead()
    rows = whole_codes(rows)
    listed = _listed_columns(rows, form)
    columns = code_columns(rows, form.sides[0].rows)
    for row in rows:
        cells = row.cells
        taken: set[int] = set()
        if listed and _take_listed_total(statement, cells, listed, column, headings, taken):
            continue
        known = columns if columns and fits(cells, columns, form.sides[0].rows) else []
        for at in range(len(cells)):
            code = None if at in taken else _code_at(cells, at, subjects, form, known)
            if code is not None:
                end = next((begin for begin in known if begin > at), len(cells))
                _take_code(statement, cells[:end], at, code, column, headings, taken)
        _take_totals(statement, cells, form, column, headings, taken)
        rest = [
            squeeze(cell.text)
            for at, cell in enumerate(cells)
            if at not in taken and parse_number(cell.text) is not None and not listed
        ]
        if rest and not _is_number_row(cells, headings):
            read.unread.append((row, f"没有科目的数字：{'、'.join(rest)}"))
    return read


def _code_at(
    cells: Sequence[Cell], at: int, subjects: SubjectTable, form: StatementForm, columns: Sequence[int]
) -> CodeRead | None:
    """The economic code in a cell. A bare amount can look like one: behind a code stands a name.

    `columns`: those that hold codes, where the row keeps to them; then no other does.
    """
    code = read_code(cells[at].text)
    if code is not None and is_economic(cells[at].text):
        if columns:
            return code if at in columns else None
        following = squeeze(cells[at + 1].text) if at + 1 < len(cells) else ""
        named = code.label or (following and parse_number(following) is None and read_code(following) is None)
        if code_of(following, form.sides[0].rows) is not None:
            return None
        return code if named or code.code in subjects else None
    text = squeeze(cells[at].text)
    known = subjects.named(text) if text and code is None else []
    before = squeeze(cells[at - 1].text) if at else ""
    if len(known) == 1 and not before:
        return CodeRead(known[0].code, text, "科目代码缺失，按科目名称确定")
    return None


def _take_code(
    statement: Statement,
    cells: Sequence[Cell],
    at: int,
    code: CodeRead,
    column: str,
    headings: Headings,
    taken: set[int],
) -> None:
    taken.add(at)
    label, begin = code.label, at + 1
    if not label and begin < len(cells):
        following = squeeze(cells[begin].text)
        if not following or parse_number(following) is None:
            label = following if not is_blank(following, headings) else ""
            taken.add(begin)
            begin += 1
    statement.labels[code.code] = label
    for position in range(begin, len(cells)):
        text = squeeze(cells[position].text)
        if not text and position == begin:
            taken.add(position)
            continue
        # The amount stands directly behind the name; one blank cell may have been added between.
        if not text or position > begin + 1 or not _is_amount(cells, position, headings):
            return
        taken.add(position)
        fact = fact_of(
            cells[position], headings, code=code.code, column=column, label=label, inferred=code.inferred
        )
        if fact is not None:
            statement.facts.append(fact)
        return


def _is_amount(cells: Sequence[Cell], position: int, headings: Headings) -> bool:
    """A figure, a damaged figure or “——”, and not the next group's code (which a name follows)."""
    text = cells[position].text
    if is_blank(text, headings):
        return True
    following = squeeze(cells[position + 1].text) if position + 1 < len(cells) else ""
    named = bool(following) and parse_number(following) is None and not is_blank(following, headings)
    if parse_number(text) is not None:
        return not (read_code(text) is not None and named)
    return any(char.isdigit() for char in text) and read_code(text) is None


def _take_totals(
    statement: Statement,
    cells: Sequence[Cell],
    form: StatementForm,
    column: str,
    headings: Headings,
    taken: set[int],
) -> None:
    labels = [
        (at, known)
        for at, cell in enumerate(cells)
        if at not in taken and (known := code_of(cell.text, form.sides[0].rows)) is not None
    ]
    for order, (at, known) in enumerate(labels):
        end = labels[order + 1][0] if order + 1 < len(labels) else len(cells)
        for position in range(at + 1, end):
            if position in taken or is_blank(cells[position].text, headings):
                continue
            if not any(char.isdigit() for char in cells[position].text):
                break
            taken.add(position)
            fact = fact_of(cells[position], headings, code=known.code, column=column, label=cells[at].text)
            if fact is not None:
                statement.facts.append(fact)
            break


def _listed_columns(rows: Sequence[Row], form: StatementForm) -> list[str]:
    """Codes of the header's columns where the form is one list: total, personnel, public in some order."""
    for row in rows[:4]:
        known = [code_of(cell.text, form.sides[0].rows) for cell in row.cells]
        codes = [item.code for item in known if item is not None]
        if set(codes) == {"total", "personnel", "public"} and not any(
            parse_number(cell.text) for cell in row.cells
        ):
            return codes
    return []


def _take_listed_total(
    statement: Statement,
    cells: Sequence[Cell],
    listed: Sequence[str],
    column: str,
    headings: Headings,
    taken: set[int],
) -> bool:
    """The 合计 row of the list: its three figures are the total, personnel and public funds."""
    first = next((at for at, cell in enumerate(cells) if squeeze(cell.text)), None)
    if first is None or squeeze(cells[first].text) not in headings.columns.total_row:
        return False
    figures = cells[len(cells) - len(listed) :]
    if not any(parse_number(cell.text) is not None for cell in figures):
        return False
    for code, cell in zip(listed, figures, strict=False):
        fact = fact_of(cell, headings, code=code, column=column, label=cells[first].text)
        if fact is not None:
            statement.facts.append(fact)
    return True


def _is_number_row(cells: Sequence[Cell], headings: Headings) -> bool:
    filled = [fold(cell.text) for cell in cells if squeeze(cell.text)]
    return bool(filled) and (
        filled[0] in headings.columns.number_row
        or all(text.isdecimal() and len(text) <= 2 for text in filled)
    )
