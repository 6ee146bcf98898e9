"""The statements as the printed forms have them: what `present` lays out, with a figure's address on every
cell that holds one, so that a page can say where it comes from."""

from __future__ import annotations

from dataclasses import dataclass, field

from mingzhang.document.model import Cell, Grid, Paragraph, Row
from mingzhang.facts.model import Disclosure, Statement, address_of
from mingzhang.kit.language import Language
from mingzhang.present.statements.section import statement_section
from mingzhang.present.wording import variant_of
from mingzhang.standard.load import Standard, load_standard

_LEVELS = {3: 1, 5: 2, 7: 3}


@dataclass(frozen=True, slots=True)
class FormCell:
    """A cell of a printed form. `address`: the figure's, `value` as printed (None = there is no figure);
    `kind`: head, figure or label; `level`: depth of a subject (1–3) or 0."""

    text: str
    kind: str
    address: str | None = None
    value: str | None = None
    columns: int = 1
    rows: int = 1
    level: int = 0


@dataclass(slots=True)
class FormTable:
    """One printed form: its number, title, lines above it, head and body rows, notes below it."""

    id: str
    number: str
    title: str
    no_data: bool
    lines: list[str] = field(default_factory=list)
    head: list[list[FormCell]] = field(default_factory=list)
    body: list[list[FormCell]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def statement_forms(disclosure: Disclosure, language: Language = "zh") -> list[FormTable]:
    """The statements that the disclosure has, in the order and with the titles of its variant. In English
    titles and column headings are the standard's English ones; labels of rows stay as printed."""
    standard = load_standard("cn", disclosure.fiscal_year)
    variant = variant_of(disclosure, standard)
    rank = {item.id: place for place, item in enumerate(variant.statements)}
    ordered = sorted(disclosure.statements, key=lambda statement: rank.get(statement.id, len(rank)))
    return [_table(statement, disclosure, standard, language) for statement in ordered]


def _table(statement: Statement, disclosure: Disclosure, standard: Standard, language: Language) -> FormTable:
    variant = variant_of(disclosure, standard)
    section = statement_section(statement, disclosure, standard, variant)
    form = standard.statements[statement.id]
    english = _english(standard, statement.id) if language == "en" else {}
    printed = variant.statement(statement.id)
    table = FormTable(
        id=statement.id,
        number=statement.form or (printed.form if printed else None) or "",
        title=form.english if language == "en" else section.title,
        no_data=statement.no_data,
    )
    figures = {str(address_of(statement, fact)) for fact in statement.facts if fact.value is not None}
    for block in section.blocks:
        if isinstance(block, Paragraph):
            _paragraph(block, table)
        elif isinstance(block, Grid):
            rows = [_row(row, figures, english) for row in block.rows]
            table.head, table.body = rows[: block.header_rows], rows[block.header_rows :]
    return table


def _paragraph(block: Paragraph, table: FormTable) -> None:
    if block.style == "form":
        if block.text != table.number:
            table.lines = [part for part in block.text.split("\t") if part]
    else:
        table.notes.append(block.text)


def _row(row: Row, figures: set[str], english: dict[str, str]) -> list[FormCell]:
    cells: list[FormCell] = []
    for cell in reversed(row.cells):
        # A subject's label stands left of its figures and is as deep as their code is long.
        beside = next((later.address for later in reversed(cells) if later.address), None)
        cells.append(_cell(cell, figures, english, beside))
    return cells[::-1]


def _cell(cell: Cell, figures: set[str], english: dict[str, str], beside: str | None) -> FormCell:
    address = cell.address
    kind = "head" if cell.header else "figure" if address is not None else "label"
    level = 0
    if kind == "label" and beside is not None:
        code = beside.split("/")[-2]
        level = _LEVELS.get(len(code), 0) if code.isdecimal() else 0
    return FormCell(
        text=english.get(cell.text, cell.text) if cell.header else cell.text,
        kind=kind,
        address=address,
        value=cell.text if address in figures else None,
        columns=cell.col_span,
        rows=cell.row_span,
        level=level,
    )


def _english(standard: Standard, statement: str) -> dict[str, str]:
    """Heading → the standard's English word for it, for the columns and sides of a statement."""
    words: dict[str, str] = {"项目": "Item", "科目编码": "Code", "科目名称": "Subject", "行次": "Line"}
    for side in standard.statements[statement].sides:
        if side.title and side.english:
            words[side.title] = side.english
        for column in side.columns:
            words[column.title.split("/")[-1]] = column.english
    return words
