"""The body of a Word document in reading order: paragraphs with their numbers, tables, text boxes."""

from __future__ import annotations

from lxml import etree

from mingzhang.document.model import Block, Grid, Paragraph, Place
from mingzhang.kit.errors import UnreadableInput
from mingzhang.readers.docx.names import TBL, VAL, P, W
from mingzhang.readers.docx.numbering import Numbering
from mingzhang.readers.docx.styles import Styles, list_of, outline_level
from mingzhang.readers.docx.tables import MOST_CELLS, table_of
from mingzhang.readers.docx.text import blocks_below, text_of

MOST_BLOCKS = 200_000


class Body:
    """Walks the body; `line` counts paragraphs from 1, tables have a number of their own."""

    def __init__(self, styles: Styles, numbering: Numbering, name: str) -> None:
        self.blocks: list[Block] = []
        self.changed = False
        self._styles = styles
        self._numbering = numbering
        self._name = name
        self._line = 0
        self._tables = 0
        self._cells = 0

    def walk(self, element: etree._Element) -> None:
        """Takes everything inside `element` (the body, or a text box), in order."""
        for block in blocks_below(element, (P, TBL)):
            if len(self.blocks) > MOST_BLOCKS:
                raise self._oversize()
            if block.tag == P:
                self._paragraph(block)
            else:
                self._table(block)

    def _paragraph(self, element: etree._Element) -> None:
        run = text_of(element)
        self.changed = self.changed or run.changed
        properties = element.find(f"{W}pPr")
        level, label = self._heading(properties, bool(run.text.strip()))
        for text in (label + run.text).split("\n"):
            self._line += 1
            if text.strip():
                self.blocks.append(Paragraph(text.strip(), Place(line=self._line), level))
        for box in run.boxes:
            self.walk(box)

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
        waiting = [element]
        while waiting:
            self._tables += 1
            read = table_of(waiting.pop(0), self._tables)
            self._cells += sum(len(row.cells) for row in read.grid.rows)
            if self._cells > MOST_CELLS or self._tables > MOST_BLOCKS:
                raise self._oversize()
            self.changed = self.changed or read.changed
            if any(cell.text.strip() for row in read.grid.rows for cell in row.cells):
                self._frame_or_grid(read.grid)
            waiting = read.nested + waiting

    def _frame_or_grid(self, grid: Grid) -> None:
        """A table of one cell is a frame around text, and text again once it is taken off."""
        cells = [cell for row in grid.rows for cell in row.cells]
        if len(cells) == 1:
            lines = cells[0].text.split("\n")
            self.blocks += [Paragraph(text.strip(), cells[0].place) for text in lines if text.strip()]
        else:
            self.blocks.append(grid)

    def _oversize(self) -> UnreadableInput:
        return UnreadableInput(
            f"{self._name}：段落或表格多得不像一份决算公开；请检查文件。",
            f"{self._name}: more paragraphs or tables than a disclosure has; check the file.",
        )
