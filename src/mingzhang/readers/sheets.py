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
    ruled: set[At] = field(default_factory=set)
    """Cells with a ruling line at their left or right: cells of a table."""


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
    outside = _outside(sheet, texts)
    for row, column in outside:
        place = Place(cell=f"{sheet.title}!{column_letters(column)}{row}")
        document.unread.append((place, texts.pop((row, column)), "在表的边线之外，没有读入"))
    columns = {column for _, column in texts}
    ruled = {row for row, _ in sheet.ruled} & rows
    rowed = SheetRows(sheet.title, texts, stored, _merged(sheet, rows, columns), ruled)
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


def _outside(sheet: Sheet, texts: Mapping[At, str]) -> list[At]:
    """What stands beside a table: remarks and aids, no columns of it.

    They stand beyond the outermost ruling lines, or in columns that are set apart from the table and ruled
    in fewer than half of its rows. (The sides of a table with a gap between them are ruled throughout.)
    """
    rows = {row for row, _ in sheet.ruled}
    if len(rows) < 2:
        return []
    high: dict[int, int] = {}
    for _, column in sheet.ruled:
        high[column] = high.get(column, 0) + 1
    groups: list[list[int]] = []
    for column in sorted(high):
        if groups and groups[-1][-1] == column - 1:
            groups[-1].append(column)
        else:
            groups.append([column])
    most = max(high.values())
    inside = {column for group in groups if max(map(high.__getitem__, group)) * 2 >= most for column in group}
    between = range(min(inside), max(inside) + 1)
    apart = {column for column in high if column not in inside}
    return sorted(at for at in texts if at[0] in rows and (at[1] not in between or at[1] in apart))


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
