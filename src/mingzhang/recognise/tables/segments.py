"""Which blocks belong to which statement: a title, what stands below it, the table's rows, the notes."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from functools import partial

from mingzhang.document.model import Block, Cell, Grid, Paragraph, Place, Row
from mingzhang.kit.amounts import parse_number
from mingzhang.kit.chinese import fold, squeeze
from mingzhang.recognise.outline.headings_found import numbered
from mingzhang.recognise.tables.cells import is_amount
from mingzhang.recognise.tables.codes import is_code, read_code
from mingzhang.recognise.tables.header import FORM_LINE, TableHead, read_head
from mingzhang.recognise.tables.rivals import alike
from mingzhang.recognise.tables.spans import laid_out
from mingzhang.recognise.tables.titles import Titles
from mingzhang.standard.headings import Headings

NOTES = ("注", "说明", "备注")
_ABOVE = 12
"""Paragraphs above a table among which its title is looked for."""
_BELOW = 30
"""Paragraphs below a title among which the sentence is looked for that there are no data: without ruling
lines the words of an empty table's header are paragraphs."""
_PAGE = re.compile(r"[-—–\s]*第?\d{1,4}页?(?:[/共]+\d{1,4}页?)?[-—–\s]*")
Labels = Callable[[str, str], bool]
Continues = Callable[["Segment"], bool]
ByContent = Callable[[Sequence[Row], Collection[str]], str | None]
_SAME_HEADER = 0.7
"""Share of a header's words that the rest of a table repeats."""
_STRAY = 3
_STRAY_LENGTH = 24
"""Lines that an OCR engine invents inside a table: how many, and how long at most."""
_CLOSED = "。；;！!？?）)"


@dataclass(slots=True)
class Segment:
    """One statement as it stands in the document. `heads` of later pages only fill what is missing."""

    statement: str
    place: Place
    heads: list[TableHead] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    untitled: bool = False
    last: int = -1
    """Index of the last block that belongs to the segment."""


@dataclass(slots=True)
class Segments:
    """The statements' segments in printed order, and the indices of the blocks they use."""

    found: list[Segment] = field(default_factory=list)
    consumed: set[int] = field(default_factory=set)

    def of(self, statement: str, place: Place, continues: Continues = lambda _: True) -> Segment:
        """The statement's segment that a table goes on with under a repeated title, or a new one."""
        for segment in self.found:
            if segment.statement == statement and continues(segment):
                return segment
        self.found.append(Segment(statement, place))
        return self.found[-1]


def segments_of(
    blocks: Sequence[Block],
    titles: Titles,
    headings: Headings,
    outside: Sequence[bool],
    labels: Labels,
    by_content: ByContent,
) -> Segments:
    """The segments of a document; `outside` marks blocks where no statement stands (contents, prose).

    `labels` says whether a text is a label of a statement's rows, `by_content` which statement rows
    without a title are, other than those that have one.
    """
    titled = {
        statement
        for index, block in enumerate(blocks)
        if isinstance(block, Paragraph) and not outside[index] and (statement := titles.statement(block.text))
    }
    segments = Segments()
    current: Segment | None = None
    for index, block in enumerate(blocks):
        if not isinstance(block, Grid) or is_form(block):
            if isinstance(block, Paragraph) and not outside[index]:
                _without_table(blocks, index, titles, headings, segments)
            continue
        named = _title_above(blocks, index, titles, segments.consumed, outside)
        skip = 0
        if named is None and (inside := _title_inside(block, titles)) is not None:
            named, skip = (inside[0], index), inside[1]
        if named is None:
            if current is not None and _goes_on(blocks, current, index, outside, labels):
                between = _between(blocks, current.last, index, current.statement, labels, segments.consumed)
                rows = [*between, *laid_out(block)]
                segments.consumed |= _understood(blocks, current, index, labels)
                _take(current, rows, index, segments)
                _notes(current, blocks, index, segments.consumed)
                continue
            statement = None if outside[index] else by_content(block.rows, titled)
            if statement is None:
                continue
            current = segments.of(statement, block.place)
            current.untitled = True
            current.heads.append(_untitled_head(blocks, index, headings, segments))
            _take(current, laid_out(block), index, segments)
            _notes(current, blocks, index, segments.consumed)
            continue
        statement, begin = named
        head = _head(blocks, begin, index, block.rows[:skip], headings, segments)
        current = segments.of(statement, block.place, partial(_continues_in, head, block.rows[skip:]))
        current.heads.append(head)
        opening = _between(blocks, begin, index, statement, labels, segments.consumed)
        _take(current, [*opening, *laid_out(block)[skip:]], index, segments)
        _notes(current, blocks, index, segments.consumed)
    return segments


def _continues_in(head: TableHead, rows: Sequence[Row], segment: Segment) -> bool:
    """Whether a table under a repeated title goes on with a segment: the same unit's, and not another table
    of the statement with a title and a header of its own."""
    before = segment.heads[0] if segment.heads else TableHead()
    if not segment.rows:
        return True
    if not alike(before.unit_name, head.unit_name):
        return False
    if alike(before.title, head.title):
        return True
    first = {text for row in rows[:2] for cell in row.cells if (text := fold(cell.text))}
    known = {text for row in segment.rows[:6] for cell in row.cells if (text := fold(cell.text))}
    return not first or len(first & known) >= _SAME_HEADER * len(first)


def is_form(grid: Grid) -> bool:
    """Whether the grid is an evaluation form."""
    words = {fold(text) for row in grid.rows[:6] for text in row.texts()}
    marks = ("项目名称", "主管部门", "绩效指标", "年度目标", "一级指标")
    return sum(any(mark in word for word in words) for mark in marks) >= 2


def _take(segment: Segment, rows: Sequence[Row], index: int, segments: Segments) -> None:
    for row in rows:
        filled = [text for text in map(squeeze, row.texts()) if text]
        if len(filled) == 1 and filled[0].startswith(NOTES):
            segment.notes.append(filled[0])
        else:
            segment.rows.append(row)
    segments.consumed.add(index)
    segment.last = index


def _title_above(
    blocks: Sequence[Block], index: int, titles: Titles, consumed: set[int], outside: Sequence[bool]
) -> tuple[str, int] | None:
    for back, at in enumerate(range(index - 1, -1, -1)):
        block = blocks[at]
        if not isinstance(block, Paragraph) or back >= _ABOVE or at in consumed or outside[at]:
            return None
        statement = titles.statement(block.text)
        if statement is not None:
            return statement, at
        following = blocks[at + 1]
        if isinstance(following, Paragraph) and at + 1 < index and len(block.text) <= 30:
            statement = titles.statement(block.text + following.text)
            if statement is not None:
                return statement, at
    return None


def _title_inside(grid: Grid, titles: Titles) -> tuple[str, int] | None:
    """A title in the grid's first rows (spreadsheets), and how many rows stand above the header."""
    for at, row in enumerate(grid.rows[:4]):
        filled = [text for text in row.texts() if squeeze(text)]
        if len(filled) not in (1, 2):
            continue
        statement = next((found for text in filled if (found := titles.statement(text))), None)
        if statement is not None:
            skip = at + 1
            while skip < min(at + 5, len(grid.rows)) and _is_head_row(grid.rows[skip]):
                skip += 1
            return statement, skip
    return None


def _is_head_row(row: Row) -> bool:
    text = fold("".join(row.texts()))
    return len(text) <= 80 and any(word in text for word in ("单位:", "公开", "部门:", "名称:"))


def _head(
    blocks: Sequence[Block],
    begin: int,
    index: int,
    rows: Sequence[Row],
    headings: Headings,
    segments: Segments,
) -> TableHead:
    lines = [(at, item) for at in range(begin, index) if isinstance(item := blocks[at], Paragraph)]
    lines += [(index, Paragraph(" ".join(row.texts()), row.place)) for row in rows]
    above = blocks[begin - 1] if begin else None
    free = isinstance(above, Paragraph) and begin - 1 not in segments.consumed
    if isinstance(above, Paragraph) and free and FORM_LINE.fullmatch(squeeze(above.text)):
        # Spreadsheets print the form's number in the corner above the title.
        lines.append((begin - 1, above))
    head = read_head(lines, headings)
    segments.consumed |= head.used
    return head


def _untitled_head(blocks: Sequence[Block], index: int, headings: Headings, segments: Segments) -> TableHead:
    """The lines directly above a table without a title, as far as a head has them."""
    lines: list[tuple[int, Paragraph]] = []
    for at in range(index - 1, max(index - 7, -1), -1):
        block = blocks[at]
        if not isinstance(block, Paragraph) or at in segments.consumed or len(block.text) > 40:
            break
        lines.insert(0, (at, block))
    head = read_head(lines, headings, titled=False)
    segments.consumed |= head.used
    return head


def _goes_on(
    blocks: Sequence[Block], segment: Segment, index: int, outside: Sequence[bool], labels: Labels
) -> bool:
    """A table without a title continues the one before it, when only a page's edge lies between them.

    Below notes a table has ended; another header is another table.
    """
    grid = blocks[index]
    if segment.notes or not isinstance(grid, Grid):
        return False
    between = blocks[segment.last + 1 : index]
    lines = [block for block in between if isinstance(block, Paragraph)]
    if len(lines) < len(between) or any(outside[segment.last + 1 : index]) or len(lines) > _STRAY:
        return False
    first = [fold(text) for text in grid.rows[0].texts()]
    if len(grid.rows) > 1 and _is_rest_of_name(first):
        first = [fold(text) for text in grid.rows[1].texts()]
    begun = {fold(text) for row in segment.rows[:6] for text in row.texts()}
    if not any(is_amount(text) for text in begun) and len(segment.rows) < 4:
        return not any(numbered(line.text).level is not None for line in lines)
    if _is_data(first, segment.statement, labels):
        # Stray lines of an OCR engine inside a table do not end it; they are listed as unread.
        return all(len(line.text) <= _STRAY_LENGTH and numbered(line.text).level is None for line in lines)
    known = [text for text in first if text and parse_number(text) is None]
    return bool(known) and all(text in begun or labels(segment.statement, text) for text in known)


def _is_rest_of_name(first: Sequence[str]) -> bool:
    """Whether a row is the second line of a name whose row the page's edge has cut."""
    filled = [text for text in first if text]
    return len(filled) == 1 and numbered(filled[0]).level is None and not any(map(str.isdigit, filled[0]))


def _is_data(first: Sequence[str], statement: str, labels: Labels) -> bool:
    """Whether a row holds figures or subjects of the statement and is no header."""
    if any(read_code(text) is not None for text in first):
        return True
    pointed = any(is_amount(text) and not is_code(text) for text in first)
    lines = any(text.isdecimal() for text in first)
    return pointed or (lines and any(labels(statement, text) for text in first if text))


def _between(
    blocks: Sequence[Block], last: int, index: int, statement: str, labels: Labels, consumed: set[int]
) -> list[Row]:
    """Labels that stand alone between two parts of a table, as rows of one cell."""
    rows = []
    for at in range(last + 1, index):
        block = blocks[at]
        if at not in consumed and isinstance(block, Paragraph) and labels(statement, block.text):
            consumed.add(at)
            rows.append(Row([Cell(block.text, block.place)], block.place))
    return rows


def _understood(blocks: Sequence[Block], segment: Segment, index: int, labels: Labels) -> set[int]:
    """The lines inside a table that are page numbers or labels of its rows."""
    return {
        at
        for at in range(segment.last + 1, index)
        if isinstance(block := blocks[at], Paragraph)
        and (_is_edge(block) or labels(segment.statement, block.text))
    }


def _is_edge(paragraph: Paragraph) -> bool:
    return bool(_PAGE.fullmatch(squeeze(paragraph.text)))


def _notes(segment: Segment, blocks: Sequence[Block], index: int, consumed: set[int]) -> None:
    """Notes below the table, each to its closing mark."""
    for at in range(index + 1, min(index + 8, len(blocks))):
        block = blocks[at]
        if not isinstance(block, Paragraph):
            return
        text = block.text.strip()
        if text.startswith(NOTES):
            segment.notes.append(text)
        elif segment.notes and at - 1 in consumed and _continues(segment.notes[-1], blocks[at - 1], block):
            segment.notes[-1] += text
        elif _PAGE.fullmatch(squeeze(text)):
            continue
        else:
            return
        consumed.add(at)
        segment.last = at if segment.last == at - 1 else segment.last


def _continues(note: str, before: Block, block: Paragraph) -> bool:
    """The next line of a note that is not closed yet; a blank line between them ends it."""
    near = block.place.line is None or block.place.line - (before.place.line or 0) == 1
    return near and note[-1] not in _CLOSED and block.level == 0 and numbered(block.text).level is None


def _without_table(
    blocks: Sequence[Block], index: int, titles: Titles, headings: Headings, segments: Segments
) -> None:
    """A title whose table is only the sentence that there are no data."""
    block = blocks[index]
    assert isinstance(block, Paragraph)
    statement = titles.statement(block.text) if index not in segments.consumed else None
    if statement is None:
        return
    lines: list[tuple[int, Paragraph]] = [(index, block)]
    for at in range(index + 1, min(index + _BELOW, len(blocks))):
        following = blocks[at]
        if not isinstance(following, Paragraph) or titles.statement(following.text) is not None:
            return
        if says_no_data(following.text, headings):
            segment = segments.of(statement, block.place)
            head = read_head(lines, headings)
            segment.heads.append(head)
            segment.notes.append(following.text)
            segments.consumed |= head.used | {at}
            return
        lines.append((at, following))


def says_no_data(text: str, headings: Headings) -> bool:
    """Whether a note says that the table has no data."""
    plain = fold(text)
    return len(plain) <= 120 and any(fold(word) in plain for word in headings.no_data)
