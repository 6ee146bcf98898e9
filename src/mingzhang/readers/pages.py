"""Pages as any reader of pages gives them → one document: tables with their text, paragraphs over pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from mingzhang.document.model import Block, Document, Grid, Paragraph, Place
from mingzhang.readers.page_text import Box, Glyph, Line, joined, lines_of
from mingzhang.readers.paragraphs import Passage, Setting, goes_on, passages_of, setting_of
from mingzhang.readers.ruled import Lattice
from mingzhang.readers.ruled_grids import grids_of
from mingzhang.readers.running import without_running
from mingzhang.readers.unruled import unruled_tables

_TABLED = 0.3
"""Share of a page's height that tables take, from which on it is a page of tables."""


@dataclass(slots=True)
class PageRead:
    """A page as read: its size in points, its text and tables, what could not be read, and the way from
    boxes of the page as read to boxes of the page as shown (a page may be read turned or levelled)."""

    number: int
    width: float
    height: float
    as_shown: Callable[[Box], Box]
    glyphs: list[Glyph] = field(default_factory=list)
    tables: list[Lattice] = field(default_factory=list)
    unread: list[tuple[Place, str, str]] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    grids: list[tuple[Box, Grid]] = field(default_factory=list)

    def place(self, box: Box) -> Place:
        """A box of the page as read in points of the page as shown."""
        x0, y0, x1, y1 = self.as_shown(box)
        return Place(page=self.number, bbox=(round(x0, 1), round(y0, 1), round(x1, 1), round(y1, 1)))


class Settling:
    """Puts the characters of pages into cells and lines, page after page in their order, and lets them go:
    a page's characters take ten times the memory of its text.

    A table at the top of a page that can be the rest of the one before it gets that table's columns: the
    last page of a table may hold its 合计 row alone, whose merged cells hide where the columns are.
    """

    def __init__(self, pages: Sequence[PageRead]) -> None:
        self._pages = pages
        self._settled = 0
        self._before: Lattice | None = None
        self._unruled: Lattice | None = None

    def up_to(self, count: int) -> None:
        """Settles the first `count` pages, which are read to the end."""
        for page in self._pages[self._settled : count]:
            if self._before is not None and page.tables:
                page.tables[0] = page.tables[0].laid_on(self._before.columns)
            if page.tables:
                self._before = page.tables[-1]
            page.grids, outside = grids_of(page.tables, page.glyphs, page.place)
            unruled = unruled_tables(outside, page.width, self._unruled)
            self._unruled = unruled[-1] if unruled else None
            if unruled:
                more, outside = grids_of(unruled, outside, page.place)
                page.grids += more
            page.lines = lines_of(outside)
            page.glyphs, page.tables = [], []
        self._settled = max(self._settled, count)


def document_of(
    pages: Sequence[PageRead], name: str, format_name: str, settling: Settling | None = None
) -> Document:
    """The document that the pages make, in their order; `settling` may have settled the first of them."""
    document = Document(file=name, format=format_name)
    (settling or Settling(pages)).up_to(len(pages))
    heads = without_running([(page.height, page.lines) for page in pages])
    for page, lines in zip(pages, heads, strict=True):
        page.lines = lines
        document.unread += page.unread
    settings = _settings(pages)
    last: Line | None = None
    for page in pages:
        last = _append(document.blocks, page, settings[_kind_of(page)], last)
        page.grids, page.lines = [], []
    return document


def _kind_of(page: PageRead) -> tuple[int, bool]:
    """Width, and whether tables fill it: the small notes under tables say nothing of running text."""
    tabled = sum(box[3] - box[1] for box, _ in page.grids)
    return round(page.width), tabled > _TABLED * page.height


def _settings(pages: Sequence[PageRead]) -> dict[tuple[int, bool], Setting]:
    """The setting of the text by kind of page."""
    by_kind: dict[tuple[int, bool], list[list[Line]]] = defaultdict(list)
    for page in pages:
        by_kind[_kind_of(page)].append(page.lines)
    return {kind: setting_of(lines, kind[0]) for kind, lines in by_kind.items()}


def _append(blocks: list[Block], page: PageRead, setting: Setting, last: Line | None) -> Line | None:
    """The page's blocks from top to bottom; answers its last line, where nothing stands below it.

    `last` is that of the page before: the first line of this one may go on with its paragraph.
    """
    placed: list[tuple[Box, Grid | Passage]] = [*page.grids]
    for lines in _runs_between(page):
        placed += [(passage.box, passage) for passage in passages_of(lines, setting, page.place)]
    placed.sort(key=lambda item: (item[0][1], item[0][0]))
    for number, (_, item) in enumerate(placed):
        if isinstance(item, Grid):
            blocks.append(item)
            continue
        before = blocks[-1] if blocks else None
        begun = number == 0 and last is not None and isinstance(before, Paragraph)
        if begun and last is not None and goes_on(last, item.lines[0], setting, same_page=False):
            assert isinstance(before, Paragraph)
            before.text = joined([before.text, item.paragraph.text])
        else:
            blocks.append(item.paragraph)
    lowest = placed[-1][1] if placed else None
    return lowest.lines[-1] if isinstance(lowest, Passage) else None


def _runs_between(page: PageRead) -> list[list[Line]]:
    """The lines in runs that no table interrupts."""
    tops = sorted(box[1] for box, _ in page.grids)
    runs: dict[int, list[Line]] = defaultdict(list)
    for line in page.lines:
        runs[sum(top < line.baseline for top in tops)].append(line)
    return list(runs.values())
