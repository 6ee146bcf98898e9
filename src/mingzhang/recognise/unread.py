"""What nothing has understood: quoted with its place, never dropped silently."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set

from mingzhang.document.model import Block, Grid, Paragraph, Place
from mingzhang.facts.model import Source, Unread
from mingzhang.kit.chinese import squeeze

LONGEST_UNREAD = 200
"""Characters of an unread passage that are quoted."""
_UNDERSTOOD = re.compile(r"[-—–\s]*(?:第?\s*\d{1,4}\s*页?)?[-—–\s]*|公开\d*表?|表|目录")
_CHARTS = re.compile(r"[决決]算图[示表]")
"""The title of a page of charts; in a picture the first character is easily read as its old form."""


def pages_of_charts(blocks: Iterable[Block]) -> set[int]:
    """The pages that have their charts' title: what is read out of drawings says no more than the tables."""
    return {
        block.place.page
        for block in blocks
        if isinstance(block, Paragraph) and block.place.page and _CHARTS.fullmatch(squeeze(block.text))
    }


def left_over(blocks: Iterable[Block], charts: Set[int] = frozenset()) -> Iterator[Unread]:
    """What these blocks say, which nothing has understood; nothing for page numbers and the like, nor for
    what stands on the pages of `charts`."""
    for block in blocks:
        if block.place.page not in charts:
            yield from _said_by(block)


def _said_by(block: Block) -> Iterator[Unread]:
    if isinstance(block, Paragraph) and _CHARTS.fullmatch(squeeze(block.text)):
        return
    if isinstance(block, Grid):
        text = " ".join(text for row in block.rows for text in map(squeeze, row.texts()) if text)
        yield Unread(source=source_at(block.place), text=text[:LONGEST_UNREAD], reason="表没有能识别的标题")
    elif not _UNDERSTOOD.fullmatch(squeeze(block.text)):
        yield Unread(
            source=source_at(block.place), text=block.text[:LONGEST_UNREAD], reason="不属于任何部分的文字"
        )


def source_at(place: Place) -> Source:
    """A place as provenance."""
    return Source(line=place.line, page=place.page, bbox=place.bbox, cell=place.cell)
