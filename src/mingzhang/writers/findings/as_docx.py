"""Findings as a Word paper: landscape tables with room for the answer, styles for formatting."""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from mingzhang.writers.findings.letter import WIDTHS, Letter, LetterPart, LetterSource, letters
from mingzhang.writers.zipped import with_fixed_times

_PAGE = (297, 210)
_MARGIN = 18
_BODY, _HEAD = "仿宋", "黑体"
_COLOURS = {
    "error": RGBColor(0x9C, 0, 0x06),
    "warning": RGBColor(0x7A, 0x4B, 0),
    "info": RGBColor(0x1F, 0x4E, 0x79),
}
_HEADER_FILL = "F2F2F2"
_CELL = "Finding"
_SIDES = ("number", "severity", "place", "printed", "expected", "reason", "answer")


def letters_as_docx(source: LetterSource) -> bytes:
    """The document's bytes; the same findings give the same bytes."""
    document: Any = Document()
    letter_styles(document)
    letter_page(document)
    found = letters(source)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = found[0].title, "", ""
    properties.created = properties.modified = source.made_on.replace(tzinfo=None)
    for number, letter in enumerate(found):
        if number:
            document.add_page_break()
        _write(document, letter)
    stream = io.BytesIO()
    document.save(stream)
    return with_fixed_times(stream.getvalue(), source.made_on)


def letter_styles(document: Any) -> None:
    """The styles of a letter: text, title, headings, the cells of its tables."""
    for name, size, font in (
        ("Normal", 11, _BODY), ("Title", 20, _HEAD), ("Heading 1", 13, _HEAD), (_CELL, 9.5, _BODY),
    ):  # fmt: skip
        if name == _CELL:
            style = document.styles.add_style(_CELL, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = document.styles["Normal"]
        else:
            style = document.styles[name]
        style.font.name, style.font.size = font, Pt(size)
        style.font.color.rgb = RGBColor(0, 0, 0)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for side in ("w:ascii", "w:hAnsi", "w:eastAsia"):
            fonts.set(qn(side), font)
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme"):
            fonts.attrib.pop(qn(theme), None)
        style.paragraph_format.space_after = Pt(2)
    document.styles["Title"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.styles["Heading 1"].paragraph_format.keep_with_next = True


def letter_page(document: Any) -> None:
    """A landscape A4 page with its number below."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(_PAGE[0]), Mm(_PAGE[1])
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(_MARGIN)
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def _write(document: Any, letter: Letter) -> None:
    document.add_paragraph(letter.title, style="Title")
    for text in (letter.file, *letter.about):
        document.add_paragraph(text)
    document.add_paragraph().add_run(letter.verdict).bold = True
    document.add_paragraph(letter.counted)
    for part in letter.parts:
        document.add_paragraph(f"{part.title}（{len(part.rows)}）", style="Heading 1")
        part_table(document, part, letter.columns)
    if letter.not_run:
        document.add_paragraph(letter.not_run_title, style="Heading 1")
        for text in letter.not_run:
            document.add_paragraph(text, style="List Bullet")
    document.add_paragraph()
    for text in letter.signed:
        document.add_paragraph(text)


def part_table(document: Any, part: LetterPart, columns: list[str]) -> None:
    """The findings of one place as a table with room for the answer."""
    table = document.add_table(rows=1 + len(part.rows), cols=len(columns), style="Table Grid")
    table.autofit = False
    width = _PAGE[0] - 2 * _MARGIN
    for column, share in zip(table.columns, WIDTHS, strict=True):
        column.width = Mm(width * share)
    rows = list(table.rows)
    _repeat(rows[0])
    for cell, text in zip(rows[0].cells, columns, strict=True):
        _fill(cell)
        _text(cell, text).alignment = WD_ALIGN_PARAGRAPH.CENTER
    for row, item in zip(rows[1:], part.rows, strict=True):
        _unbroken(row)
        for side, cell, text in zip(_SIDES, row.cells, item.cells(), strict=True):
            paragraph = _text(cell, text)
            if side in ("printed", "expected"):
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            if side == "severity" and paragraph.runs:
                paragraph.runs[0].bold = True
                paragraph.runs[0].font.color.rgb = _COLOURS[item.severity]
    for row in rows:
        for cell, share in zip(row.cells, WIDTHS, strict=True):
            cell.width = Mm(width * share)


def _text(cell: Any, text: str) -> Any:
    """Lines as paragraphs of the cell; gives the first."""
    lines = text.split("\n")
    first = cell.paragraphs[0]
    first.style = _CELL
    first.add_run(lines[0])
    for line in lines[1:]:
        cell.add_paragraph(line, style=_CELL)
    return first


def _fill(cell: Any) -> None:
    shading = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", _HEADER_FILL)):
        shading.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shading)


def _repeat(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _unbroken(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
