"""Sheets of a workbook as blocks: titles and notes as paragraphs, the rest as grids with spans."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from mingzhang.document.model import Block, Cell, Document, Grid, Paragraph, Place, Row

MOST_CELLS = 2_000_000
"""Cells of a workbook; a disclosure has some ten thousand."""
MOST_COLUMNS = 400


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


def column_letters(column: int) -> str:
    """1 → A, 27 → AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def add_sheet(document: Document, sheet: Sheet) -> None:
    """Adds the sheet's blocks, and says what of it is hidden."""
    _say_hidden(document, sheet)
    visible = _without_hidden(sheet)
    if not visible:
        return
    columns = sorted({column for _, column in visible})
    laid = _Layout(sheet, visible, [*range(columns[0], columns[-1] + 1)])
    blocks = laid.blocks()
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


class _Layout:
    def __init__(
        self, sheet: Sheet, visible: Mapping[tuple[int, int], SheetCell], columns: Sequence[int]
    ) -> None:
        self.sheet = sheet
        self.visible = visible
        self.columns = [column for column in columns if column not in sheet.hidden_columns]
        self.covered = {
            (row + down, column + right)
            for (row, column), (rows, width) in sheet.merged.items()
            for down in range(rows)
            for right in range(width)
            if down or right
        }
        self.rows = sorted({row for row, _ in visible})

    def blocks(self) -> list[Block]:
        """Rows that hold one text across the sheet are paragraphs; other rows make grids."""
        blocks: list[Block] = []
        grid: Grid | None = None
        first = self._first_table_row()
        last = self._last_table_row()
        before = 0
        for row in self.rows:
            if row < first or row > last or self._across(row):
                grid = None
                blocks += self._paragraphs(row)
            else:
                if grid is None:
                    grid = Grid([], Place(cell=self._name(row, self.columns[0])))
                    blocks.append(grid)
                    before = row - 1
                # A row that is blank throughout stays where a merged cell reaches over it.
                for blank in range(before + 1, row):
                    if any((blank, column) in self.covered for column in self.columns):
                        grid.rows.append(self._row(blank))
                grid.rows.append(self._row(row))
                before = row
        return blocks

    def _filled(self, row: int) -> list[int]:
        return [column for column in self.columns if (row, column) in self.visible]

    def _first_table_row(self) -> int:
        """Titles stand above the first row that has three texts, or a column of figures."""
        return next((row for row in self.rows if len(self._filled(row)) >= 3), self._fallback(min))

    def _last_table_row(self) -> int:
        return next(
            (row for row in reversed(self.rows) if len(self._filled(row)) >= 2 and not self._notes(row)),
            self._fallback(max),
        )

    def _fallback(self, chosen: Callable[[list[int]], int]) -> int:
        two = [row for row in self.rows if len(self._filled(row)) == 2]
        return chosen(two) if two else self.rows[-1] + 1

    def _notes(self, row: int) -> bool:
        filled = self._filled(row)
        return self.visible[row, filled[0]].text.strip().startswith(("注", "说明", "备注"))

    def _across(self, row: int) -> bool:
        """One text in a cell merged over most of the sheet."""
        filled = self._filled(row)
        if len(filled) != 1:
            return False
        _, width = self.sheet.merged.get((row, filled[0]), (1, 1))
        return len(self.columns) > 1 and width * 10 >= len(self.columns) * 8

    def _paragraphs(self, row: int) -> list[Block]:
        found: list[Block] = []
        for column in self._filled(row):
            for text in self.visible[row, column].text.split("\n"):
                if text.strip():
                    found.append(Paragraph(text.strip(), Place(cell=self._name(row, column), line=row)))
        return found

    def _row(self, row: int) -> Row:
        cells = []
        for column in self.columns[:MOST_COLUMNS]:
            if (row, column) in self.covered:
                continue
            rows, width = self.sheet.merged.get((row, column), (1, 1))
            known = self.visible.get((row, column), SheetCell(""))
            shown_rows = sum(1 for at in range(row, row + rows) if at not in self.sheet.hidden_rows)
            shown_columns = sum(1 for at in range(column, column + width) if at in self.columns)
            cells.append(
                Cell(
                    known.text.strip(),
                    Place(cell=self._name(row, column)),
                    row_span=max(shown_rows, 1),
                    col_span=max(shown_columns, 1),
                    stored=known.stored,
                )
            )
        return Row(cells, Place(cell=self._name(row, self.columns[0])))

    def _name(self, row: int, column: int) -> str:
        return f"{self.sheet.title}!{column_letters(column)}{row}"
