"""Blocks as lines: every paragraph line and every table row in reading order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from mingzhang.document.model import Block, Grid, Paragraph, Place, Row
from mingzhang.facts.model import Source
from mingzhang.kit.amounts import parse_number
from mingzhang.recognise.evaluations.words import Words

_LONGEST_NAME = 60
_BREAK = re.compile(r"[ \t\u3000]*\n[ \t\u3000]*")


@dataclass(frozen=True, slots=True)
class Item:
    """One cell that holds something: its column as printed and, where spans are known, as laid out."""

    column: int
    text: str

    @property
    def number(self) -> str | None:
        """The decimal string if the cell holds a number and nothing else."""
        return parse_number(self.text)


@dataclass(slots=True)
class Line:
    """A line of a paragraph (`table` False, one item) or a row of a grid, blank cells left out."""

    block: int
    place: Place
    items: list[Item] = field(default_factory=list)
    table: bool = False
    spans_known: bool = False

    @property
    def text(self) -> str:
        """All that it says."""
        return " ".join(item.text for item in self.items)

    @property
    def source(self) -> Source:
        """Its place as facts keep it."""
        place = self.place
        return Source(line=place.line, page=place.page, bbox=place.bbox, cell=place.cell)


def lines_of(blocks: Sequence[Block], words: Words) -> list[Line]:
    """Every line of the blocks; remnants of HTML are taken out, empty lines left out."""
    lines: list[Line] = []
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            lines.extend(_paragraph(index, block, words))
        else:
            lines.extend(_grid(index, block, words))
    return [line for line in lines if line.items]


def _paragraph(index: int, paragraph: Paragraph, words: Words) -> list[Line]:
    lines = []
    for offset, text in enumerate(paragraph.text.split("\n")):
        plain = words.remnants.sub("", text).strip()
        place = paragraph.place
        if offset and place.line is not None:
            place = Place(place.line + offset, place.page, place.bbox, place.cell)
        lines.append(Line(index, place, [Item(0, plain)] if plain else []))
    return lines


def _grid(index: int, grid: Grid, words: Words) -> list[Line]:
    columns = _columns(grid)
    lines = []
    for row, starts in zip(grid.rows, columns, strict=True):
        items = []
        for cell, column in zip(row.cells, starts, strict=True):
            text = _unwrapped(words.remnants.sub("", cell.text).strip())
            if text:
                items.append(Item(column, text))
        lines.append(Line(index, row.place, items, table=True, spans_known=grid.spans_known))
    return lines


def _unwrapped(text: str) -> str:
    """A name that a narrow column breaks over lines, whole again; longer texts keep their paragraphs."""
    if "\n" not in text or len(text) > _LONGEST_NAME:
        return text
    return _BREAK.sub("", text)


def _columns(grid: Grid) -> list[list[int]]:
    """The column where each cell starts. Cells below a merged one count whether listed or left out."""
    width = max((sum(cell.col_span for cell in row.cells) for row in grid.rows), default=0)
    covered: dict[int, set[int]] = {}
    answer = []
    for number, row in enumerate(grid.rows):
        taken = covered.pop(number, set())
        if sum(cell.col_span for cell in row.cells) + len(taken) > width:
            taken = set()
        answer.append(_place_row(row, number, taken, covered))
    return answer


def _place_row(row: Row, number: int, taken: set[int], covered: dict[int, set[int]]) -> list[int]:
    starts = []
    column = 0
    for cell in row.cells:
        while column in taken:
            column += 1
        starts.append(column)
        for below in range(1, cell.row_span):
            covered.setdefault(number + below, set()).update(range(column, column + cell.col_span))
        column += cell.col_span
    return starts
