"""Word files as other programs write them: merges both ways, text boxes, automatic numbers, changes."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

import docx
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.table import Table

from mingzhang.document.model import Block, Grid, Paragraph
from mingzhang.document.spans import positions

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_CHINESE_NUMBER = re.compile(r"^[一二三四五六七八九十]+、")
_BOX = (
    f'<w:p {_W} xmlns:v="urn:schemas-microsoft-com:vml"><w:r><w:pict><v:shape><v:textbox><w:txbxContent>'
    "<w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
)


@dataclass(frozen=True)
class WordStyle:
    """`boxed`: statements' titles stand in text boxes; `numbered`: 一、二、 are automatic numbers;
    `changed`: every figure is an insertion beside a deleted one; `nested`: tables stand in a frame table."""

    boxed: bool = False
    numbered: bool = False
    changed: bool = False
    nested: bool = False


def word_file(blocks: Sequence[Block], style: WordStyle = WordStyle()) -> bytes:
    """The blocks as a .docx file."""
    document = docx.Document()
    lists = _Lists(document) if style.numbered else None
    for block in blocks:
        if isinstance(block, Grid):
            _table(document, block, style)
        else:
            _paragraph(document, block, style, lists)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


class _Lists:
    """A list whose numbers read 一、二、三、; every run of headings begins anew."""

    def __init__(self, document: WordDocument) -> None:
        self.numbering = document.part.numbering_part.element
        self.next = 900
        self.numbering.insert(
            0,
            parse_xml(
                f'<w:abstractNum {_W} w:abstractNumId="900"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
                '<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
            ),
        )

    def begin(self) -> None:
        """A new list that counts from one."""
        self.next += 1
        self.numbering.append(
            parse_xml(
                f'<w:num {_W} w:numId="{self.next}"><w:abstractNumId w:val="900"/><w:lvlOverride w:ilvl="0">'
                '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
            )
        )


def _paragraph(document: WordDocument, block: Paragraph, style: WordStyle, lists: _Lists | None) -> None:
    text = block.text
    if style.boxed and text.endswith("决算表"):
        document.element.body.insert(len(document.element.body) - 1, parse_xml(_BOX.format(text=text)))
        return
    found = _CHINESE_NUMBER.match(text)
    paragraph = document.add_paragraph(style=f"Heading {block.level}" if 0 < block.level < 4 else None)
    if lists is not None and found:
        if text.startswith("一、"):
            lists.begin()
        properties = paragraph._p.get_or_add_pPr()
        properties.append(
            parse_xml(f'<w:numPr {_W}><w:ilvl w:val="0"/><w:numId w:val="{lists.next}"/></w:numPr>')
        )
        text = text[found.end() :]
    paragraph.add_run(text)


def _table(document: WordDocument, grid: Grid, style: WordStyle) -> None:
    laid = [list(row) for row in positions(grid)]
    width = max(column + cell.col_span for row in laid for column, cell, _ in row)
    if style.nested:
        frame = document.add_table(1, 1).cell(0, 0)
        table = frame.add_table(len(laid), width)
    else:
        table = document.add_table(len(laid), width)
    spare = [[cell._tc for cell in row.cells] for row in table.rows]
    for at, row in enumerate(laid):
        for column, cell, begins in row:
            tc = spare[at][column]
            if cell.col_span > 1:
                tc.grid_span = cell.col_span
                for gone in range(column + 1, column + cell.col_span):
                    spare[at][gone].getparent().remove(spare[at][gone])
            if cell.row_span > 1:
                tc.get_or_add_tcPr().append(_merge("restart" if begins else None))
            if begins:
                _fill(tc, cell.text, style)
    document.add_paragraph()
    _repeat_header(table, grid.header_rows)


def _merge(value: str | None) -> OxmlElement:
    merge = OxmlElement("w:vMerge")
    if value is not None:
        merge.set(qn("w:val"), value)
    return merge


def _repeat_header(table: Table, rows: int) -> None:
    for row in table.rows[:rows]:
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _fill(tc: OxmlElement, text: str, style: WordStyle) -> None:
    """The text into a cell's paragraph, line by line; a figure as a tracked change if wanted."""
    paragraph = tc.p_lst[0]
    for number, line in enumerate(text.split("\n")):
        if number:
            paragraph = tc.add_p()
        run = f'<w:r {_W}><w:t xml:space="preserve">{escape(line)}</w:t></w:r>'
        if style.changed and line[:1].isdigit():
            author = 'w:id="1" w:author="x" w:date="2024-01-01T00:00:00Z"'
            paragraph.append(
                parse_xml(f"<w:del {_W} {author}><w:r><w:delText>9.99</w:delText></w:r></w:del>")
            )
            paragraph.append(parse_xml(f"<w:ins {_W} {author}>{run}</w:ins>"))
        else:
            paragraph.append(parse_xml(run))
