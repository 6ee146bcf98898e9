"""Every statement of a document: found by title, read by its layout."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from mingzhang.document.model import Block, Grid, Paragraph, Row
from mingzhang.facts.model import Source, Statement, Unread
from mingzhang.kit.amounts import parse_number
from mingzhang.kit.chinese import fold, squeeze
from mingzhang.recognise.tables.economic_groups import read_economic_groups
from mingzhang.recognise.tables.header import TableHead, money_in, read_head
from mingzhang.recognise.tables.labelled_rows import read_labelled_rows
from mingzhang.recognise.tables.subject_rows import read_subject_rows
from mingzhang.recognise.tables.three_public import read_three_public
from mingzhang.recognise.tables.titles import Titles, titles_of
from mingzhang.recognise.tables.two_sided import read_two_sided
from mingzhang.standard.load import Standard
from mingzhang.standard.statements import StatementForm

_ABOVE = 12
"""Paragraphs above a table among which its title is looked for."""
_NOTES = ("注", "说明", "备注")


@dataclass(slots=True)
class StatementsRead:
    """Statements in printed order, the rows not understood, and the indices of the blocks used."""

    statements: list[Statement] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    consumed: set[int] = field(default_factory=set)


def recognise_statements(blocks: Sequence[Block], standard: Standard) -> StatementsRead:
    """The statements in `blocks`; a table that goes on under a repeated title is one statement."""
    found = StatementsRead()
    titles = titles_of(standard)
    last: tuple[Statement, int] | None = None
    for index, block in enumerate(blocks):
        if not isinstance(block, Grid) or index in found.consumed or _is_form(block):
            continue
        named = _title_above(blocks, index, titles, found.consumed) or _title_inside(block, titles)
        if named is None:
            if last is not None and last[1] == index - 1 and _goes_on(block, last[0]):
                _read(last[0], block.rows, standard, found)
                found.consumed.add(index)
                last = (last[0], index)
            continue
        statement_id, begin, skip = named
        head_lines = [(at, item) for at in range(begin, index) if isinstance(item := blocks[at], Paragraph)]
        inside = [(index, Paragraph(" ".join(row.texts()), row.place)) for row in block.rows[:skip]]
        head = read_head([*head_lines, *inside], standard.headings)
        statement = _statement(statement_id, head, block, standard, found)
        found.consumed |= head.used | {index}
        _read(statement, block.rows[skip:], standard, found)
        _notes(statement, blocks, index, found, standard)
        last = (statement, index)
    for statement in found.statements:
        figures = [fact for fact in statement.facts if fact.value is not None]
        if not statement.facts or (statement.no_data and not figures):
            statement.no_data = True
            statement.facts = []
    return found


def _is_form(grid: Grid) -> bool:
    words = {fold(text) for row in grid.rows[:4] for text in row.texts()}
    return any("项目名称" in word for word in words) and any("主管部门" in word for word in words)


def _title_above(
    blocks: Sequence[Block], index: int, titles: Titles, consumed: set[int]
) -> tuple[str, int, int] | None:
    for back, at in enumerate(range(index - 1, -1, -1)):
        block = blocks[at]
        if not isinstance(block, Paragraph) or back >= _ABOVE or at in consumed:
            return None
        statement = titles.statement(block.text)
        if statement is not None:
            return statement, at, 0
        following = blocks[at + 1]
        if isinstance(following, Paragraph) and at + 1 < index:
            statement = titles.statement(block.text + following.text)
            if statement is not None:
                return statement, at, 0
    return None


def _title_inside(grid: Grid, titles: Titles) -> tuple[str, int, int] | None:
    for at, row in enumerate(grid.rows[:4]):
        filled = [text for text in row.texts() if squeeze(text)]
        if len(filled) in (1, 2):
            statement = titles.statement(filled[0])
            if statement is not None:
                skip = at + 1
                while skip < min(at + 5, len(grid.rows)) and _is_head_row(grid.rows[skip]):
                    skip += 1
                return statement, 0, skip
    return None


def _is_head_row(row: Row) -> bool:
    text = fold("".join(row.texts()))
    return len(text) <= 80 and any(word in text for word in ("单位:", "公开", "部门:", "名称:"))


def _statement(
    statement_id: str, head: TableHead, grid: Grid, standard: Standard, found: StatementsRead
) -> Statement:
    repeated = next((item for item in found.statements if item.id == statement_id), None)
    if repeated is not None:
        return repeated
    form = standard.statements[statement_id]
    money = head.money or money_in([text for row in grid.rows[:4] for text in row.texts()])
    statement = Statement(
        id=statement_id,
        form=head.form,
        title=head.title or form.title,
        currency_unit=money or form.currency_unit,
        unit_name=head.unit_name,
        unit_label=head.unit_label,
        year=head.year,
        source=Source(line=grid.place.line, page=grid.place.page),
    )
    found.statements.append(statement)
    return statement


def _goes_on(grid: Grid, statement: Statement) -> bool:
    """A table that follows at once without a title continues the one before it."""
    return bool(statement.facts) and any(parse_number(text) is not None for text in grid.rows[0].texts())


def _read(statement: Statement, rows: Sequence[Row], standard: Standard, found: StatementsRead) -> None:
    form = standard.statements[statement.id]
    for row, reason in _by_layout(statement, rows, form, standard):
        place = row.place
        source = Source(line=place.line, page=place.page, bbox=place.bbox, cell=place.cell)
        text = " ".join(text for text in map(squeeze, row.texts()) if text)
        found.unread.append(Unread(source=source, text=text, reason=reason))


def _by_layout(
    statement: Statement, rows: Sequence[Row], form: StatementForm, standard: Standard
) -> list[tuple[Row, str]]:
    headings = standard.headings
    if form.layout == "two_sided":
        return read_two_sided(statement, rows, form, standard)
    if form.layout == "economic_groups":
        return read_economic_groups(statement, rows, form, headings)
    if form.layout == "three_public":
        return read_three_public(statement, rows, form, headings)
    if form.layout == "labelled_rows":
        return read_labelled_rows(statement, rows, form, headings)
    return read_subject_rows(statement, rows, form.sides[0].columns, headings)


def _notes(
    statement: Statement, blocks: Sequence[Block], index: int, found: StatementsRead, standard: Standard
) -> None:
    for at in range(index + 1, min(index + 4, len(blocks))):
        block = blocks[at]
        if not isinstance(block, Paragraph) or not block.text.startswith(_NOTES):
            return
        statement.notes.append(block.text)
        found.consumed.add(at)
        if any(word in squeeze(block.text) for word in standard.headings.no_data):
            statement.no_data = True
