"""The sheets of a file that has no pages to draw: worksheets, or stretches of a document, as tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from mingzhang.app.marking.model import Sheet, SheetBlock, SheetCell
from mingzhang.document.model import Block, Cell, Document, Grid, Paragraph, Row
from mingzhang.facts.model import Source
from mingzhang.kit.language import Language, Text

_LONG = 60
"""Rows and paragraphs from which on a new stretch begins before the next table or heading."""
Placed = Mapping[str, tuple[Source, str | None]]
"""Mark → where it stands, and the value that is printed there."""


def sheets_of(document: Document, placed: Placed, language: Language) -> tuple[list[Sheet], dict[str, int]]:
    """The sheets with their marks, and the sheet of each mark."""
    at = _At(placed)
    sheets: list[Sheet] = []
    where: dict[str, int] = {}
    for number, (title, blocks) in enumerate(_stretches(document.blocks), 1):
        name = title or Text(f"第 {number} 部分", f"Part {number}").said(language)
        sheet = Sheet(number=number, title=name, blocks=[_block(block, at) for block in blocks])
        sheets.append(sheet)
        for block in sheet.blocks:
            for mark in [*block.marks, *(mark for row in block.rows for cell in row for mark in cell.marks)]:
                where.setdefault(mark, number)
    return sheets, where


def _stretches(blocks: Sequence[Block]) -> Iterator[tuple[str, list[Block]]]:
    """(worksheet's name or nothing, blocks): a worksheet each, else stretches of some length."""
    held: list[Block] = []
    name, length = "", 0
    for block in blocks:
        here = (block.place.cell or _first_cell(block)).rpartition("!")[0]
        begins = isinstance(block, Grid) or block.level > 0
        if held and isinstance(block, Grid) and isinstance(held[-1], Paragraph) and held[-1].level > 0:
            begins = False  # a table stays with the heading above it
        if held and (here != name if here or name else begins and length >= _LONG):
            yield name, held
            held, length = [], 0
        name = here
        held.append(block)
        length += len(block.rows) if isinstance(block, Grid) else 1
    if held:
        yield name, held


def _first_cell(block: Block) -> str:
    if isinstance(block, Grid):
        for row in block.rows:
            for cell in row.cells:
                if cell.place.cell:
                    return cell.place.cell
    return ""


class _At:
    """The marks by their place."""

    def __init__(self, placed: Placed) -> None:
        self.by_cell: dict[str, list[str]] = {}
        self.by_line: dict[int, list[tuple[str, str | None]]] = {}
        for mark, (source, value) in placed.items():
            if source.cell is not None:
                self.by_cell.setdefault(source.cell, []).append(mark)
            elif source.line is not None:
                self.by_line.setdefault(source.line, []).append((mark, value))


def _block(block: Block, at: _At) -> SheetBlock:
    if isinstance(block, Paragraph):
        marks = [mark for mark, _ in at.by_line.get(block.place.line or 0, ())]
        marks += at.by_cell.get(block.place.cell or "", [])
        return SheetBlock(text=block.text, level=block.level, marks=marks)
    return SheetBlock(rows=[_row(row, at) for row in block.rows])


def _row(row: Row, at: _At) -> list[SheetCell]:
    cells = [
        SheetCell(
            text=cell.text,
            rows=cell.row_span,
            columns=cell.col_span,
            marks=list(at.by_cell.get(cell.place.cell or "", ())),
        )
        for cell in row.cells
    ]
    if not cells:
        return cells
    first = row.cells[0].place.cell or ""
    whole = first.rpartition("C")[0]
    if whole.startswith("T"):
        cells[0].marks += at.by_cell.get(whole, [])
    for mark, value in at.by_line.get(row.place.line or 0, ()):
        _at_value(mark, value, row.cells, cells)
    return cells


def _at_value(mark: str, value: str | None, cells: Sequence[Cell], seen: Sequence[SheetCell]) -> None:
    """Puts a mark that knows its line only at the cell that prints its value; else at the row's first."""
    for cell, shown in zip(cells, seen, strict=True):
        if value is not None and not shown.marks and cell.text.replace(",", "").strip() == value:
            shown.marks.append(mark)
            return
    seen[0].marks.append(mark)
