"""The parts of a document: cover, contents, profile, statements, explanation, glossary, attachments."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence

from mingzhang.document.model import Block, Grid, Paragraph
from mingzhang.kit.chinese import fold
from mingzhang.recognise.outline.headings_found import LONGEST, bare, matching, numbered, part_of
from mingzhang.standard.headings import Headings

COVER = "cover"
CONTENTS = "contents"
_PROSE = ("explanation", "glossary")
_BEHIND = ("glossary", "attachments", "working_papers")
"""Parts that stand behind the explanation: where its own title is lost, it begins before them."""
_LEADER = re.compile(r"(?:\.{3,}|…{1,}|·{3,}|\t)\s*[-—]?\d{1,3}[-—]?$|\s\d{1,3}$")


IsTitle = Callable[[str], bool]
STATEMENTS = "statements"
WORKING_PAPERS = "working_papers"
_BETWEEN = 6
"""Short paragraphs (unit, money, date) that stand between a statement's title and its table."""
_SHORT = 60


def parts_of(blocks: Sequence[Block], headings: Headings, is_title: IsTitle | None = None) -> list[str]:
    """The part of every block, in order. Without part titles the cover's end and known headings decide.

    `is_title` says whether a line is the title of a statement: where such a line stands above a table,
    the statements have begun, with or without a title of their part.
    """
    opened = _openings(blocks, headings)
    if is_title is not None:
        _open_statements(blocks, headings, is_title, opened)
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
        before = [index for index, part in opened.items() if part not in _BEHIND]
        begin = _first_section(blocks, headings, max(before, default=0))
        if begin is not None:
            opened.setdefault(begin, "explanation")
    return opened


def _open_statements(
    blocks: Sequence[Block], headings: Headings, is_title: IsTitle, opened: dict[int, str]
) -> None:
    """Open the part of the statements at the first titled table of a part where none belongs."""
    begins = sorted(opened)
    found: dict[int | None, list[int]] = defaultdict(list)
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph) and is_title(block.text) and _has_table(blocks, index, is_title):
            part_begin = max((at for at in begins if at <= index), default=None)
            found[part_begin].append(index)
    for part_begin, titles in found.items():
        part = COVER if part_begin is None else opened[part_begin]
        # In prose a single table is an illustration.
        if part not in (STATEMENTS, "attachments") and len(titles) >= (2 if part in _PROSE else 1):
            first = titles[0]
            above = blocks[first - 1] if first else None
            if (
                isinstance(above, Paragraph)
                and first - 1 not in opened
                and _names_statements(above, headings)
            ):
                first -= 1
            opened.setdefault(first, STATEMENTS)


def _has_table(blocks: Sequence[Block], index: int, is_title: IsTitle) -> bool:
    for block in blocks[index + 1 : index + 2 + _BETWEEN]:
        if isinstance(block, Grid):
            return True
        if len(block.text) > _SHORT or is_title(block.text):
            return False
    return False


def _names_statements(paragraph: Paragraph, headings: Headings) -> bool:
    """Whether a line names the statements as a whole: `某局2024年度部门决算表`."""
    title = bare(paragraph.text)
    spellings = [spelling for part in headings.parts if part.id == STATEMENTS for spelling in part.titles]
    return len(title) <= LONGEST and any(title.endswith(bare(spelling)) for spelling in spellings)


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
