"""The statement of basic expenditure: groups of economic code, name and amount side by side (06)."""

from __future__ import annotations

from collections.abc import Sequence

from mingzhang.document.model import Cell, Row
from mingzhang.facts.model import Statement
from mingzhang.kit.amounts import parse_number
from mingzhang.kit.chinese import fold, squeeze
from mingzhang.recognise.tables.cells import fact_of, is_blank
from mingzhang.recognise.tables.labels import code_of
from mingzhang.recognise.tables.subject_rows import is_code
from mingzhang.standard.headings import Headings
from mingzhang.standard.statements import StatementForm


def read_economic_groups(
    statement: Statement, rows: Sequence[Row], form: StatementForm, headings: Headings
) -> list[tuple[Row, str]]:
    """Every code with the amount that follows it; the totals of personnel and of public funds."""
    column = form.sides[0].columns[0].id
    unread: list[tuple[Row, str]] = []
    for row in rows:
        taken: set[int] = set()
        for at, cell in enumerate(row.cells):
            if is_code(cell.text) and at not in taken:
                _take_code(statement, row.cells, at, column, headings, taken)
        _take_totals(statement, row.cells, form, column, headings, taken)
        rest = [
            cell.text
            for at, cell in enumerate(row.cells)
            if at not in taken and parse_number(cell.text) is not None and not _is_number_row(row.cells)
        ]
        if rest:
            unread.append((row, f"没有科目的数字：{'、'.join(rest)}"))
    return unread


def _take_code(
    statement: Statement, cells: Sequence[Cell], at: int, column: str, headings: Headings, taken: set[int]
) -> None:
    code = fold(cells[at].text)
    taken.add(at)
    label = squeeze(cells[at + 1].text) if at + 1 < len(cells) else ""
    begin = at + 1
    if label and parse_number(label) is None:
        taken.add(at + 1)
        begin = at + 2
    statement.labels[code] = label
    for position in range(begin, len(cells)):
        text = cells[position].text
        if is_code(text) and not _amount_here(position, begin):
            return
        if squeeze(text) or position == begin:
            taken.add(position)
            fact = fact_of(cells[position], headings, code=code, column=column, label=label)
            if fact is not None:
                statement.facts.append(fact)
            return


def _amount_here(position: int, begin: int) -> bool:
    """A bare three-digit amount can look like a code; directly behind a name it is the amount."""
    return position == begin


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
            if parse_number(cells[position].text) is None:
                break
            taken.add(position)
            fact = fact_of(cells[position], headings, code=known.code, column=column, label=cells[at].text)
            if fact is not None:
                statement.facts.append(fact)
            break


def _is_number_row(cells: Sequence[Cell]) -> bool:
    filled = [squeeze(cell.text) for cell in cells if squeeze(cell.text)]
    return bool(filled) and (
        filled[0] == "栏次" or all(text.isdecimal() and len(text) <= 2 for text in filled)
    )
