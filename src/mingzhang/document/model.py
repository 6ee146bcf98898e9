"""Document, Paragraph, Grid, Row, Cell, Place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Alignment = Literal["left", "center", "right"]

ParagraphStyle = Literal["body", "note", "form", "caption"]
"""What a paragraph is: running text; a note under a table; the form's number, unit and currency lines
above it; a line that names what follows."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a file. `line`, `page` count from 1; `bbox` is [x0, y0, x1, y1] in points."""

    line: int | None = None
    page: int | None = None
    bbox: tuple[float, float, float, float] | None = None
    cell: str | None = None


@dataclass(slots=True)
class Cell:
    """One cell as shown. `stored` holds the file's own value where it has more digits than shown."""

    text: str
    place: Place
    row_span: int = 1
    col_span: int = 1
    stored: str | None = None
    confidence: float = 1.0
    hidden: bool = False
    address: str | None = None
    """The address of a statement's cell (`expenditure/2240106/project`), whether it shows a fact or is
    blank. Presented grids only."""
    header: bool = False
    align: Alignment = "left"


@dataclass(slots=True)
class Row:
    """One row of a grid, its cells in printed order, blank ones kept."""

    cells: list[Cell]
    place: Place

    def texts(self) -> list[str]:
        """The cells' texts."""
        return [cell.text for cell in self.cells]


@dataclass(slots=True)
class Paragraph:
    """A run of text. `level` is the heading level where the source marks one (1 = highest), else 0."""

    text: str
    place: Place
    level: int = 0
    style: ParagraphStyle = "body"


@dataclass(slots=True)
class Grid:
    """A table. `spans_known` is False where the source lost its merged cells (OCR text).

    `header_rows` are repeated on every page, `widths` are shares of the table's width, one a column, and
    `small` says that its figures need smaller type: presented grids only. A cell that a merged one covers
    is not listed.
    """

    rows: list[Row]
    place: Place
    spans_known: bool = True
    header_rows: int = 0
    widths: tuple[float, ...] = ()
    small: bool = False


Block = Paragraph | Grid


@dataclass(slots=True)
class Document:
    """A file as read: its blocks in reading order, and what the reader could not take."""

    file: str
    format: str
    blocks: list[Block] = field(default_factory=list)
    unread: list[tuple[Place, str, str]] = field(default_factory=list)
    """(place, text, reason) of what the reader saw and could not understand."""
    traces: list[tuple[str, str]] = field(default_factory=list)
    """(kind, what) of file-level leftovers: author names, tracked changes, hidden sheets."""
    encoding: str | None = None

    def paragraphs(self) -> list[Paragraph]:
        """The paragraphs in reading order."""
        return [block for block in self.blocks if isinstance(block, Paragraph)]

    def grids(self) -> list[Grid]:
        """The grids in reading order."""
        return [block for block in self.blocks if isinstance(block, Grid)]
