"""The statement of supplementary figures: a label, a line number, a figure (10)."""

from __future__ import annotations

from collections.abc import Sequence

from mingzhang.document.model import Row
from mingzhang.facts.model import Statement
from mingzhang.kit.amounts import parse_number
from mingzhang.kit.chinese import fold, squeeze
from mingzhang.recognise.tables.cells import fact_of, is_blank
from mingzhang.recognise.tables.labels import code_of, plain_label
from mingzhang.standard.headings import Headings
from mingzhang.standard.statements import SectionLabel, StatementForm


def read_labelled_rows(
    statement: Statement, rows: Sequence[Row], form: StatementForm, headings: Headings
) -> list[tuple[Row, str]]:
    """Every known label with the figure of its row; money as `amount`, vehicles and pieces as `count`."""
    side = form.sides[0]
    section: str | None = None
    unread: list[tuple[Row, str]] = []
    for row in rows:
        label_cell = next((cell for cell in row.cells if squeeze(cell.text)), None)
        if label_cell is None:
            continue
        figures = [cell for cell in row.cells[1:] if not is_blank(cell.text, headings)]
        opened = _section(label_cell.text, side.sections)
        if opened is not None and not any(parse_number(cell.text) for cell in figures):
            section = opened
            continue
        known = code_of(label_cell.text, side.rows, section=section)
        if known is None:
            if any(parse_number(cell.text) is not None for cell in figures) and not _is_header(row, headings):
                unread.append((row, f"不认识的项目：{squeeze(label_cell.text)[:20]}"))
            continue
        line_no = fold(row.cells[1].text) if len(row.cells) > 2 and row.cells[1].text.strip() else None
        fact = fact_of(
            row.cells[-1] if len(row.cells) != 2 else row.cells[1],
            headings,
            code=known.code,
            column=known.column or side.columns[0].id,
            label=label_cell.text,
            line_no=line_no,
        )
        if fact is not None:
            statement.facts.append(fact)
    return unread


def _section(text: str, sections: Sequence[SectionLabel]) -> str | None:
    label = plain_label(text)
    for section in sections:
        if any(plain_label(known) == label for known in (section.label, *section.spellings)):
            return section.id
    return None


def _is_header(row: Row, headings: Headings) -> bool:
    words = {
        fold(word) for word in (*headings.columns.label, *headings.columns.line, *headings.columns.number_row)
    }
    return any(fold(cell.text) in words for cell in row.cells)
