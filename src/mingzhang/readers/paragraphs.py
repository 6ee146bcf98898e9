"""Lines of a page → paragraphs: by indentation, full lines and leading, as printed text is set."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from mingzhang.document.model import Paragraph, Place
from mingzhang.readers.page_text import Box, Line, joined

PlaceOf = Callable[[Box], Place]
_GAP = 3.0
"""Characters' heights between two texts of one line that are not one text."""
_FULL = 2.2
_INDENT = 0.8
_DEEPEST = 5.0
_WIDE = 0.7
_LEADING = 1.45
_ALIKE = 0.12
_LARGER = 1.15
_SEEN_ALIKE = 0.35
_SEEN_LARGER = 1.45
"""By how much the type of one paragraph differs, and from where on it is a heading's; heights that were seen
in a picture differ with the letters of each line."""
LONGEST_HEADING = 45
_LEADER = re.compile(r"[.…·\s]{3,}$|^[.…·]{3,}")
_NUMBER = re.compile(r"[-—\s]*\d{1,4}[-—\s]*")
_CLOSED = "。！？：；!?:;"
_PART = re.compile(r"第[一二三四五六七八九十]{1,3}部分")
_ORDINAL = re.compile(
    r"[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)、.．]|第[一二三四五六七八九十]{1,3}[部章节条]"
)


@dataclass(frozen=True, slots=True)
class Setting:
    """How the text of pages of one width is set: its margins, the height of its type, its leading."""

    left: float
    right: float
    size: float
    leading: float
    width: float
    """Of the page."""
    indented: bool
    """Whether paragraphs begin indented, so that a line at the margin goes on with the one above."""


def setting_of(pages: Sequence[Sequence[Line]], width: float) -> Setting:
    """The setting that the lines of many pages of one width show."""
    lines = [line for page in pages for line in page]
    long = [line for line in lines if len(line.text) >= 15] or lines
    if not long:
        return Setting(0.0, 0.0, 12.0, 20.0, width, False)
    sizes = Counter(round(line.size * 2) / 2 for line in long for _ in line.glyphs)
    size = sizes.most_common(1)[0][0]
    body = [line for line in long if abs(line.size - size) <= 0.15 * size] or long
    left = _quantile([line.x0 for line in body], 0.05)
    right = _quantile([line.x1 for line in body], 0.95)
    distances = [
        two.baseline - one.baseline
        for page in pages
        for one, two in pairwise(page)
        if 0.8 * size < two.baseline - one.baseline < 3 * size
    ]
    indents = sum(1.2 * size <= line.x0 - left <= 3.5 * size for line in body)
    leading = median(distances) if distances else 2 * size
    return Setting(left, right, size, leading, width, indents * 12 >= len(body))


def _quantile(values: Sequence[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]


def pieces_of(line: Line) -> list[Line]:
    """The texts that stand side by side in one line, wide gaps apart: the unit left, the money right."""
    pieces = [[line.glyphs[0]]]
    for glyph in line.glyphs[1:]:
        if glyph.x0 - pieces[-1][-1].x1 > _GAP * line.size:
            pieces.append([])
        pieces[-1].append(glyph)
    if len(pieces) == 1:
        return [line]
    texts = ["".join(glyph.text for glyph in piece) for piece in pieces]
    # The words of a spaced-out title, and the page numbers of a table of contents, stay in their line.
    if (
        any(len(text) == 1 for text in texts)
        or _NUMBER.fullmatch(texts[-1])
        or any(map(_LEADER.search, texts))
    ):
        return [line]
    return [Line(piece) for piece in pieces]


@dataclass(slots=True)
class Passage:
    """A paragraph with the lines that it was made of and the box around them."""

    lines: list[Line]
    box: Box
    paragraph: Paragraph


def passages_of(lines: Sequence[Line], setting: Setting, place_of: PlaceOf) -> list[Passage]:
    """The paragraphs that the lines of one page make, from top to bottom."""
    groups: list[list[Line]] = []
    for line in lines:
        pieces = pieces_of(line)
        for piece in pieces:
            if groups and len(pieces) == 1 and goes_on(groups[-1][-1], piece, setting):
                groups[-1].append(piece)
            else:
                groups.append([piece])
    return [_passage(group, setting, place_of) for group in groups]


def goes_on(before: Line, line: Line, setting: Setting, *, same_page: bool = True) -> bool:
    """Whether a line is the next one of the same paragraph."""
    size = before.size
    text = before.text
    # Where a sentence has ended nothing is lost by a paragraph too many.
    seen = min(line.confidence, before.confidence) < 1 and text[-1] not in _CLOSED
    if abs(line.size - size) > (_SEEN_ALIKE if seen else _ALIKE) * size or _PART.match(line.text):
        return False
    if same_page and line.baseline - before.baseline > _LEADING * max(setting.leading, size):
        return False
    if not _is_full(before, setting) or line.x0 > setting.left + _INDENT * size:
        return False
    return setting.indented or not (text[-1] in _CLOSED or _ORDINAL.match(line.text))


def _is_full(line: Line, setting: Setting) -> bool:
    """Whether the next character of the paragraph would not have found room."""
    # A page with few lines shows no margin: what ends far from the edge is not full, nor what is centred.
    wide = line.x1 >= _WIDE * setting.width and line.x0 <= setting.left + _DEEPEST * line.size
    return wide and line.x1 >= setting.right - _FULL * line.size


def _passage(group: list[Line], setting: Setting, place_of: PlaceOf) -> Passage:
    text = joined([line.text for line in group])
    boxes = [line.box for line in group]
    box = (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
    larger = _LARGER if group[0].confidence >= 1 else _SEEN_LARGER
    heading = group[0].size >= larger * setting.size and len(text) <= LONGEST_HEADING
    return Passage(group, box, Paragraph(text, place_of(box), 1 if heading else 0))
