"""Paragraphs made whole again where a page break cut a sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mingzhang.document.model import Block, Paragraph
from mingzhang.facts.model import Source
from mingzhang.recognise.outline.headings_found import looks_like_heading, numbered

_CLOSED = "。；;！？!?：:”）)】"
_CUT = {"profile": 24, "cover": 24}
"""In these parts a shorter line without any punctuation is an entry of a list, not half a sentence."""
_SHORTEST = 5
MOST_PIECES = 60
"""Lines that one paragraph can have been broken into."""
_FARTHEST = 8
"""Lines between the two halves of a sentence that a page break may take."""


def source_of(paragraph: Paragraph) -> Source:
    """The paragraph's place as provenance."""
    place = paragraph.place
    return Source(line=place.line, page=place.page, bbox=place.bbox, cell=place.cell)


def whole_paragraphs(blocks: Sequence[tuple[int, Block]], part: str) -> list[tuple[list[int], Paragraph]]:
    """(indices of the blocks joined, paragraph) of one part; only direct neighbours are joined.

    Readers that know more than lines (pages, Word, HTML) give whole paragraphs: theirs have no line.
    """
    shortest = _CUT.get(part, _SHORTEST)
    joined: list[tuple[list[int], Paragraph]] = []
    for index, block in blocks:
        if not isinstance(block, Paragraph):
            continue
        if joined and _continues(joined[-1], index, block, shortest):
            indices, before = joined[-1]
            text = before.text.rstrip() + block.text.strip()
            joined[-1] = ([*indices, index], Paragraph(text, before.place, before.level))
        else:
            joined.append(([index], block))
    return joined


def _continues(last: tuple[list[int], Paragraph], index: int, block: Paragraph, shortest: int) -> bool:
    indices, before = last
    if before.place.line is None:
        return False
    text = before.text.rstrip()
    near = (block.place.line or 0) - (before.place.line or 0) <= _FARTHEST + 4 * len(indices)
    return (
        len(indices) < MOST_PIECES
        and index == indices[-1] + 1
        and near
        and bool(text)
        and (len(text) >= shortest or any(mark in text for mark in "，、；。：,"))
        and text[-1] not in _CLOSED
        and not looks_like_heading(before)
        and block.level == 0
        and numbered(block.text).level is None
    )


def whole_headings(blocks: Sequence[Block], is_part: Callable[[Paragraph], bool]) -> list[Block]:
    """The blocks, with a part's title that broke over two lines made one (`第三部分 …情况 | 说明`)."""
    joined: list[Block] = []
    for block in blocks:
        before = joined[-1] if joined else None
        if (
            isinstance(block, Paragraph)
            and isinstance(before, Paragraph)
            and _opens(before)
            and not is_part(before)
        ):
            whole = Paragraph(before.text + block.text, before.place, before.level)
            if is_part(whole):
                joined[-1] = whole
                continue
        joined.append(block)
    return joined


def _opens(paragraph: Paragraph) -> bool:
    return numbered(paragraph.text).level == 0
