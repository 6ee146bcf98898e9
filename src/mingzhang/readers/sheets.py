"""Sheets of a workbook as blocks: titles and notes as paragraphs, the rest as grids with spans."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from mingzhang.document.model import Document, Paragraph, Place
from mingzhang.kit.errors import UnreadableInput
from mingzhang.readers.sheet_rows import At, SheetRows, column_letters

MOST_CELLS = 500_000
"""Cells of a workbook; a disclosure has some ten thousand."""
MOST_ROWS_MERGED = 1_000


@dataclass(slots=True)
class SheetCell:
    """What a cell shows, and the number that it stores where that has more digits."""

    text: str
    stored: str | None = None


@dataclass(slots=True)
class Sheet:
    """One visible sheet. Rows and columns count from 1; `merged` = (row, column) → (rows, columns)."""

    title: str
    cells: dict[tuple[int, int], SheetCell] = field(default_factory=dict)
    merged: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    ruled_rows: set[int] = field(default_factory=set)
    """Rows with a ruling line at the left or right of a cell: rows of a table."""


def add_sheet(document: Document, sheet: Sheet) -> None:
    """Adds the sheet's blocks, and says what of it is hidden."""
    _say_hidden(document, sheet)
    visible = _without_hidden(sheet)
    if not visible:
        return
    rows, columns = {row for row, _ in visible}, {column for _, column in visible}
    if len(rows) * len(columns) > MOST_CELLS:
        raise oversize(document.file)
    texts = {place: cell.text for place, cell in visible.items()}
    stored = {place: cell.stored for place, cell in visible.items() if cell.stored is not None}
    rowed = SheetRows(sheet.title, texts, stored, _merged(sheet, rows, columns), sheet.ruled_rows & rows)
    blocks = rowed.blocks()
    if blocks and isinstance(blocks[0], Paragraph) and blocks[0].text == sheet.title:
        blocks[0].level = 1  # a text that repeats the sheet's name heads it
    if blocks and not isinstance(blocks[0], Paragraph):
        blocks.insert(0, Paragraph(sheet.title, Place(cell=f"{sheet.title}!A1")))
    document.blocks += blocks


def _say_hidden(document: Document, sheet: Sheet) -> None:
    for kind, word, hidden, at in (
        ("hidden_row", "行", sheet.hidden_rows, 0),
        ("hidden_column", "列", sheet.hidden_columns, 1),
    ):
        held = sorted({place[at] for place, cell in sheet.cells.items() if cell.text and place[at] in hidden})
        if held:
            name = "、".join(str(number) if at == 0 else column_letters(number) for number in held[:20])
            document.traces.append((kind, f"{sheet.title}!{name}"))
            document.unread.append((Place(cell=f"{sheet.title}!{name}"), "", f"隐藏的{word}，没有读入"))


def _without_hidden(sheet: Sheet) -> Mapping[tuple[int, int], SheetCell]:
    return {
        place: cell
        for place, cell in sheet.cells.items()
        if cell.text.strip() and place[0] not in sheet.hidden_rows and place[1] not in sheet.hidden_columns
    }


def _merged(sheet: Sheet, rows: set[int], columns: set[int]) -> dict[At, tuple[list[int], list[int]]]:
    """Top left → the visible (rows, columns) that a merged cell covers; a column that shows nothing is none.

    A merged cell may name a million rows: of one so high only those that show something are taken.
    """
    areas: dict[At, tuple[list[int], list[int]]] = {}
    across, down = sorted(columns), sorted(rows)
    for (top, left), (high, wide) in sheet.merged.items():
        inside = across[bisect_left(across, left) : bisect_left(across, left + wide)]
        if high > MOST_ROWS_MERGED:
            below: Iterable[int] = down[bisect_left(down, top) : bisect_left(down, top + high)]
        else:
            below = range(top, min(top + high, down[-1] + 1))
        shown = [row for row in below if row not in sheet.hidden_rows]
        if inside and shown:
            areas[top, left] = (shown, inside)
    return areas


def oversize(name: str) -> UnreadableInput:
    """The workbook has more cells than are taken."""
    return UnreadableInput(
        f"{name}：工作簿的单元格多得不像一份决算公开；请检查文件。",
        f"{name}: more cells than a disclosure has; check the file.",
    )
