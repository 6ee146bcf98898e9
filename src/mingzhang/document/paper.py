"""Paper: a disclosure laid out to be printed – parts, sections, grids with merged header cells, notes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from mingzhang.document.model import Block, Document, Grid, Paragraph, Place, Row

SectionKind = Literal["text", "statement", "evaluation"]


@dataclass(slots=True)
class Section:
    """One section of a part, with its heading. `id` is a statement's id, a section's, or a form's
    (`evaluation-3`, counted from 1 in the disclosure's order).

    `level` is the heading's (2 = 一、, 3 = （一）); `landscape` sections have pages of their own.
    """

    id: str
    title: str
    kind: SectionKind = "text"
    level: int = 2
    blocks: list[Block] = field(default_factory=list)
    landscape: bool = False

    def grids(self) -> list[Grid]:
        """The section's tables."""
        return [block for block in self.blocks if isinstance(block, Grid)]


@dataclass(slots=True)
class Part:
    """第一部分 概况 and the like. `id` as in the standard's headings."""

    id: str
    title: str
    sections: list[Section] = field(default_factory=list)


@dataclass(slots=True)
class Paper:
    """A whole disclosure as a paper. `title` and `cover` (lines from top to bottom) are the cover's."""

    title: str
    author: str
    subject: str
    cover: list[str]
    contents_title: str
    parts: list[Part] = field(default_factory=list)

    def sections(self) -> list[Section]:
        """All sections in order."""
        return [section for part in self.parts for section in part.sections]

    def section(self, section_id: str) -> Section | None:
        """The section with this id, or None."""
        return next((section for section in self.sections() if section.id == section_id), None)

    def document(self) -> Document:
        """The paper as one run of blocks, as a faithful reader would give it (`line` counts blocks)."""
        blocks: list[Block] = [Paragraph(line, Place()) for line in self.cover]
        for part in self.parts:
            blocks.append(Paragraph(part.title, Place(), 1))
            for section in part.sections:
                if section.title:
                    blocks.append(Paragraph(section.title, Place(), section.level))
                blocks.extend(section.blocks)
        return Document("paper", "paper", [_placed(block, line) for line, block in enumerate(blocks, 1)])


def _placed(block: Block, line: int) -> Block:
    place = Place(line=line)
    if isinstance(block, Paragraph):
        return Paragraph(block.text, place, block.level, block.style)
    rows = [Row(list(row.cells), place) for row in block.rows]
    return Grid(rows, place, block.spans_known, block.header_rows, block.widths, block.small)
