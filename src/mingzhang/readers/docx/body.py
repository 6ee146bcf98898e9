"""The body of a Word document in reading order: paragraphs with their numbers, tables, text boxes."""

from __future__ import annotations

from lxml import etree

from mingzhang.document.model import Block, Paragraph, Place
from mingzhang.readers.areas import Areas, oversized_tables
from mingzhang.readers.docx.names import TBL, TC, TR, VAL, P, W
from mingzhang.readers.docx.numbering import Numbering
from mingzhang.readers.docx.styles import Styles, list_of, outline_level
from mingzhang.readers.docx.tables import arranges, table_of
from mingzhang.readers.docx.text import Run, blocks_below, text_of
from mingzhang.readers.frames import without_frame

MOST_BLOCKS = 200_000


class Body:
    """Walks the body; `line` counts paragraphs from 1, tables have a number of their own."""

    def __init__(self, styles: Styles, numbering: Numbering, name: str) -> None:
        self.blocks: list[Block] = []
        self.changed = self.hidden = False
        self._styles = styles
        self._numbering = numbering
        self._name = name
        self._line = 0
        self._tables = 0
        self._areas = Areas(name)
        self._open = ""
        """The text of a paragraph whose end is deleted."""

    def walk(self, element: etree._Element) -> None:
        """Takes everything inside `element` (the body, or a text box), in order."""
        for block in blocks_below(element, (P, TBL)):
            if len(self.blocks) > MOST_BLOCKS:
                raise oversized_tables(self._name)
            if block.tag == P:
                self._paragraph(block)
            else:
                self._table(block)

    def _paragraph(self, element: etree._Element) -> None:
        run = text_of(element)
        self.changed, self.hidden = self.changed or run.changed, self.hidden or run.hidden
        properties = element.find(f"{W}pPr")
        level, label = self._heading(properties, bool(run.text.strip()))
        whole, self._open = self._open + label + run.text, ""
        if element.find(f"{W}pPr/{W}rPr/{W}del") is not None:
            # Its end is deleted: what it says goes on in the next paragraph.
            self.changed, self._open = True, whole
        else:
            for text in whole.split("\n"):
                self._line += 1
                if text.strip():
                    self.blocks.append(Paragraph(text.strip(), Place(line=self._line), level))
        for box in run.boxes:
            self.walk(box)

    def _numbered(self, element: etree._Element) -> Run:
        """A paragraph of a cell, with its automatic number."""
        run = text_of(element)
        run.text = self._heading(element.find(f"{W}pPr"), bool(run.text.strip()))[1] + run.text
        return run

    def _heading(self, properties: etree._Element | None, filled: bool) -> tuple[int, str]:
        """(heading level, automatic number) of a paragraph."""
        if properties is None:
            return 0, ""
        style_of = properties.find(f"{W}pStyle")
        style = self._styles.of(None if style_of is None else style_of.get(VAL))
        stated = outline_level(properties)
        listed, at = list_of(properties)
        if listed is None:
            listed, at = style.list_id, style.list_level
        label = "" if listed in (None, "0") or not filled else self._numbering.label(listed or "", at)
        return style.level if stated is None else stated, label

    def _table(self, element: etree._Element) -> None:
        if arranges(element):
            for row in blocks_below(element, (TR,)):
                for cell in blocks_below(row, (TC,)):
                    self.walk(cell)
            return
        self._tables += 1
        read = table_of(element, self._tables, self._numbered)
        self._areas.count(read.grid)
        self.changed, self.hidden = self.changed or read.changed, self.hidden or read.hidden
        self.blocks += without_frame(read.grid)
        for nested in read.nested:
            self._table(nested)
