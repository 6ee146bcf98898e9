"""One statement as a section: its title, the form's lines, the table, the notes."""

from __future__ import annotations

from collections.abc import Callable

from mingzhang.document.model import Block, Grid, Paragraph, ParagraphStyle
from mingzhang.document.paper import Section
from mingzhang.facts.model import Disclosure, Fact, Statement
from mingzhang.kit.chinese import fold
from mingzhang.present.cells import NOWHERE
from mingzhang.present.statements import economic_groups, labelled_rows, subject_rows, three_public, two_sided
from mingzhang.present.statements.figures import Figures
from mingzhang.present.statements.form import Form
from mingzhang.present.widths import fit
from mingzhang.present.wording import filled
from mingzhang.standard.load import Standard
from mingzhang.standard.statements import Layout
from mingzhang.standard.variants import Variant

LAYOUTS: dict[Layout, Callable[[Form], Grid]] = {
    "two_sided": two_sided.lay_out,
    "subject_rows": subject_rows.lay_out,
    "economic_groups": economic_groups.lay_out,
    "three_public": three_public.lay_out,
    "labelled_rows": labelled_rows.lay_out,
}
_WIDE = 8
"""From this many columns on a table has a landscape page; two-sided ones are tall and stay upright."""


def statement_section(
    statement: Statement, disclosure: Disclosure, standard: Standard, variant: Variant
) -> Section:
    """The statement as the variant prints it. An empty one keeps its table and says that there is none;
    a withheld one has its title and the reason only."""
    form = Form(
        statement,
        standard.statements[statement.id],
        variant.statement(statement.id),
        variant,
        standard,
        Figures(statement, standard.paper.unreadable),
    )
    title = statement.title or (form.item.title if form.item else form.form.title)
    section = Section(statement.id, title, "statement")
    section.blocks += _head(form, disclosure)
    if statement.withheld is None:
        table = LAYOUTS[form.form.layout](form)
        wide = form.form.layout != "two_sided" and len(table.widths) >= _WIDE
        section.landscape = fit(table, wide=wide)
        section.blocks.append(table)
    section.blocks += [_line(text, "note") for text in _notes(form, disclosure)]
    return section


def _line(text: str, style: ParagraphStyle) -> Block:
    return Paragraph(text, NOWHERE, style=style)


def _head(form: Form, disclosure: Disclosure) -> list[Block]:
    """The form's number, and one line with unit, year and unit of money, parted by tabs."""
    statement, variant = form.statement, form.variant
    number = statement.form or (form.item.form if form.item else None)
    name = statement.unit_name or disclosure.unit.name
    label = statement.unit_label or variant.unit_label
    money = statement.currency_unit or form.form.currency_unit
    year = statement.year or (
        filled(form.standard.paper.year_line, disclosure, form.standard) if variant.printed.year_line else ""
    )
    unit = f"{label}：{name}" if label and name else ""
    head: list[Block] = [_line(number, "form")] if number else []
    return [*head, _line("\t".join((unit, year, f"{variant.currency_label}：{money}")), "form")]


def _notes(form: Form, disclosure: Disclosure) -> list[str]:
    """The statement's own notes; why it is empty or withheld; what no cell could show."""
    wording, statement = form.standard.paper, form.statement
    notes = [_as_note(note, wording.note) for note in statement.notes]
    if statement.withheld is not None:
        return [filled(wording.withheld, disclosure, form.standard, reason=statement.withheld)]
    if statement.no_data and not _says_none(notes, form.standard):
        nothing = form.form.nothing or form.form.title
        notes.append(filled(wording.no_data, disclosure, form.standard, nothing=nothing))
    if left := form.figures.left():
        notes.append(wording.left_over.format(items="；".join(map(_told, left))))
    return notes


def _as_note(text: str, words: str) -> str:
    """The note with the word that notes begin with: without it nobody knows what a line below a table is."""
    begins = text.lstrip().startswith(("注", "说明", "备注"))
    return text if begins else f"{words}{text}"


def _says_none(notes: list[str], standard: Standard) -> bool:
    words = [fold(word) for word in standard.headings.no_data]
    return any(word in fold(note) for note in notes for word in words)


def _told(fact: Fact) -> str:
    return " ".join(part for part in (fact.label or fact.code, fact.column, fact.value) if part)
