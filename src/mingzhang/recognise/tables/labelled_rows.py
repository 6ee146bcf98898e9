"""The statement of supplementary figures: a label, a line number, a figure (10)."""

from __future__ import annotations

from collections.abc import Sequence

from mingzhang.document.model import Cell, Row
from mingzhang.facts.model import Statement
from mingzhang.kit.amounts import parse_number
from mingzhang.kit.chinese import fold, squeeze
from mingzhang.recognise.tables.cells import fact_of, is_blank
from mingzhang.recognise.tables.filling import TableRead
from mingzhang.recognise.tables.header_rows import not_values
from mingzhang.recognise.tables.labels import code_by_line, code_of, plain_label
from mingzhang.standard.headings import Headings
from mingzhang.standard.statements import SectionLabel, StatementForm


def read_labelled_rows(
    statement: Statement, rows: Sequence[Row], form: StatementForm, headings: Headings
) -> TableRead:
    """Every known label with the figure of its row; money as `amount`, vehicles and pieces as `count`."""
    side = form.sides[0]
    section: str | None = None
    read = TableRead()
    lines: dict[int, str] = {}
    has_lines = any(fold(cell.text) in _lines(headings) for row in rows for cell in row.cells)
    for row in rows:
        label_at = next((at for at, cell in enumerate(row.cells) if squeeze(cell.text)), None)
        if label_at is None or _is_header(row, headings):
            continue
        label = squeeze(row.cells[label_at].text)
        behind = row.cells[label_at + 1 :]
        line, figure, rest = _figure(behind, has_lines, lines, headings)
        opened = _section(label, side.sections)
        if opened is not None and figure is None:
            section = opened
            continue
        known = code_of(label, side.rows, section=section)
        inferred = None
        if known is None:
            known = code_by_line(label, side.rows, lines, line)
            inferred = "项目名称有误，按行次和相近名称确定" if known is not None else None
        if known is None:
            if figure is not None:
                read.unread.append((row, f"不认识的项目：{label[:20]}"))
            continue
        if line is not None and line.isdecimal():
            lines[int(line)] = known.code
        if figure is not None:
            fact = fact_of(
                figure,
                headings,
                code=known.code,
                column=known.column or side.columns[0].id,
                label=label,
                line_no=line,
                inferred=inferred,
            )
            if fact is not None:
                statement.facts.append(fact)
        if rest:
            read.unread.append((row, f"多出的数字：{'、'.join(rest)}"))
    return read


def _figure(
    behind: Sequence[Cell], has_lines: bool, lines: dict[int, str], headings: Headings
) -> tuple[str | None, Cell | None, list[str]]:
    """(line number, the figure's cell, what is left over) of the cells behind a label.

    A number alone is the line number where it follows the lines above, else the figure.
    """
    filled = [cell for cell in behind if not is_blank(cell.text, headings)]
    if not has_lines:
        return None, filled[0] if filled else None, [squeeze(cell.text) for cell in filled[1:]]
    line = None
    if filled and _is_line(filled[0], behind, lines, len(filled)):
        line = fold(filled[0].text)
        filled = filled[1:]
    return line, filled[0] if filled else None, [squeeze(cell.text) for cell in filled[1:]]


def _is_line(cell: Cell, behind: Sequence[Cell], lines: dict[int, str], count: int) -> bool:
    text = fold(cell.text)
    if not text.isdecimal() or len(text) > 3:
        return False
    last = max(lines, default=0)
    follows = last < int(text) <= last + 3
    return count >= 2 or follows or (cell is behind[0] and len(behind) >= 2)


def _section(text: str, sections: Sequence[SectionLabel]) -> str | None:
    label = plain_label(text)
    for section in sections:
        if any(plain_label(known) == label for known in (section.label, *section.spellings)):
            return section.id
    return None


def _lines(headings: Headings) -> set[str]:
    return {fold(word) for word in headings.columns.line}


def _is_header(row: Row, headings: Headings) -> bool:
    words = not_values(headings)
    return any(fold(cell.text) in words for cell in row.cells) and not any(
        "." in cell.text and parse_number(cell.text) is not None for cell in row.cells
    )
