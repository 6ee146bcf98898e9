"""The parts of a document: cover, contents, profile, statements, explanation, glossary, attachments."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mingzhang.document.model import Block, Grid, Paragraph
from mingzhang.kit.chinese import fold
from mingzhang.recognise.outline.headings_found import LONGEST, matching, numbered, part_of
from mingzhang.standard.headings import Headings

COVER = "cover"
CONTENTS = "contents"
_LEADER = re.compile(r"(?:\.{3,}|…{1,}|·{3,}|\t)\s*[-—]?\d{1,3}[-—]?$|\s\d{1,3}$")


def parts_of(blocks: Sequence[Block], headings: Headings) -> list[str]:
    """The part of every block, in order. Without part titles the cover's end and known headings decide."""
    opened = _openings(blocks, headings)
    parts: list[str] = []
    part = COVER
    for index in range(len(blocks)):
        part = opened.get(index, part)
        parts.append(part)
    return parts


def _openings(blocks: Sequence[Block], headings: Headings) -> dict[int, str]:
    """Block index → part that begins there; the table of contents' own lines open nothing."""
    found = [
        (index, part)
        for index, block in enumerate(blocks)
        if isinstance(block, Paragraph) and (part := part_of(block, headings)) is not None
    ]
    contents = _contents(blocks, headings)
    opened: dict[int, str] = {}
    if contents is not None:
        opened[contents] = CONTENTS
        found = [(index, part) for index, part in found if index > contents]
        if _repeats(found):
            found = found[_second_run(found) :]
        found = [(index, part) for index, part in found if not _LEADER.search(_text(blocks[index]))]
    for index, part in found:
        opened.setdefault(index, part)
    if not any(part == "explanation" for part in opened.values()):
        begin = _first_section(blocks, headings, max(opened, default=0))
        if begin is not None:
            opened.setdefault(begin, "explanation")
    return opened


def _text(block: Block) -> str:
    return block.text if isinstance(block, Paragraph) else ""


def _contents(blocks: Sequence[Block], headings: Headings) -> int | None:
    for index, block in enumerate(blocks[:80]):
        if isinstance(block, Paragraph) and fold(block.text) in headings.contents:
            return index
    return None


def _repeats(found: list[tuple[int, str]]) -> bool:
    names = [part for _, part in found]
    return len(names) != len(set(names))


def _second_run(found: list[tuple[int, str]]) -> int:
    """Where the parts begin anew after the table of contents has named them."""
    first = found[0][1]
    for position in range(1, len(found)):
        if found[position][1] == first:
            return position
    return 0


def _first_section(blocks: Sequence[Block], headings: Headings, after: int) -> int | None:
    """Without a title of the part, the explanation begins at its first section behind a table."""
    grids = [index for index, block in enumerate(blocks) if isinstance(block, Grid)]
    for index in range(after, len(blocks)):
        block = blocks[index]
        if not isinstance(block, Paragraph) or len(block.text) > LONGEST:
            continue
        if "说明" not in block.text or numbered(block.text).level != 1:
            continue
        if matching(block.text, headings.sections) is not None:
            before = [at for at in grids if at < index]
            if before or not grids:
                return index
    return None
