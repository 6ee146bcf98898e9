"""A PDF page by page: text where there is text, and what stands there only as a picture said so."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import pypdfium2

from mingzhang.document.model import Block, Document, Grid, Paragraph, Place
from mingzhang.readers.heartbeat import reached
from mingzhang.readers.page_text import Box, Glyph, Line, joined, lines_of
from mingzhang.readers.paragraphs import Passage, Setting, goes_on, passages_of, setting_of
from mingzhang.readers.pdf.frame import Frame, frame_of
from mingzhang.readers.pdf.glyphs import glyphs_of
from mingzhang.readers.pdf.opening import opened
from mingzhang.readers.pdf.rules import drawn_on
from mingzhang.readers.ruled import Lattice, lattices
from mingzhang.readers.ruled_grids import grids_of
from mingzhang.readers.running import without_running

_PICTURED = 0.3
"""Share of a page that pictures cover, from which on a page without text is a scan."""


@dataclass(slots=True)
class PageRead:
    """A page as read: the lines outside tables, the tables with their boxes, and what was left."""

    number: int
    frame: Frame
    shown: Frame
    glyphs: list[Glyph] = field(default_factory=list)
    tables: list[Lattice] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    grids: list[tuple[Box, Grid]] = field(default_factory=list)
    unread: list[tuple[Place, str, str]] = field(default_factory=list)

    def place(self, box: Box) -> Place:
        """A box of the page as read in points of the page as shown."""
        x0, y0, x1, y1 = self.frame.reshown(box, self.shown)
        return Place(page=self.number, bbox=(round(x0, 1), round(y0, 1), round(x1, 1), round(y1, 1)))


def read_pdf(data: bytes, name: str) -> Document:
    """The document in a PDF. Raises UnreadableInput where it cannot be opened."""
    document = Document(file=name, format="pdf")
    pages: list[PageRead] = []
    with opened(data, name) as pdf:
        for number in range(1, len(pdf) + 1):
            reached(number)
            pages.append(_page(pdf, number))
    _align(pages)
    for page in pages:
        page.grids, outside = grids_of(page.tables, page.glyphs, page.place)
        page.lines = lines_of(outside)
        page.glyphs = []
    heads = without_running([(page.frame.height, page.lines) for page in pages])
    for page, lines in zip(pages, heads, strict=True):
        page.lines = lines
        document.unread += page.unread
    settings = _settings(pages)
    last: Line | None = None
    for page in pages:
        last = _append(document.blocks, page, settings[round(page.frame.width)], last)
    return document


def _page(pdf: pypdfium2.PdfDocument, number: int) -> PageRead:
    try:
        page = pdf[number - 1]
    except pypdfium2.PdfiumError:
        empty = Frame(0, 0, 0, 0, 0)
        return PageRead(number, empty, empty, unread=[(Place(page=number), "", "这一页已损坏，读不出来")])
    try:
        shown = frame_of(page.raw)
        found = glyphs_of(page.raw, shown)
        drawn = drawn_on(page.raw, found.frame)
    finally:
        page.close()
    read = PageRead(number, found.frame, shown, found.glyphs)
    read.tables = [] if drawn.cut else lattices(drawn.rules)
    whole = Place(page=number)
    if found.unmapped:
        read.unread.append((whole, "", f"有 {found.unmapped} 个字的字体没有文字编码，读不出来"))
    if found.cut or drawn.cut:
        read.unread.append((whole, "", "这一页的内容过多，没有读完"))
    if not found.glyphs and not found.unmapped and drawn.pictured >= _PICTURED:
        read.unread.append((whole, "", "这一页只有图片，没有文字"))
    return read


def _align(pages: list[PageRead]) -> None:
    """A table at the top of a page that can be the rest of the one before it gets that table's columns.

    The last page of a table may hold its 合计 row alone, whose merged cells hide where the columns are.
    """
    before: Lattice | None = None
    for page in pages:
        if before is not None and page.tables:
            page.tables[0] = page.tables[0].laid_on(before.columns)
        if page.tables:
            before = page.tables[-1]


def _settings(pages: list[PageRead]) -> dict[int, Setting]:
    """The setting of the text by width of page."""
    by_width: dict[int, list[list[Line]]] = defaultdict(list)
    for page in pages:
        by_width[round(page.frame.width)].append(page.lines)
    return {width: setting_of(lines) for width, lines in by_width.items()}


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
