"""Characters on a page, as any reader of pages sees them (PDF, scan), put into lines and strings."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

Box = tuple[float, float, float, float]
"""x0, y0, x1, y1 in points from the top left of the page, y growing downwards."""

SAME_LINE = 0.5
"""Share of the larger character's height by which baselines in one line may differ: figures are set in
another font than the Chinese text around them and stand up to a third of their height above or below it."""
_WORD_GAP = 0.22
_COLUMN_GAP = 0.9


@dataclass(slots=True)
class Glyph:
    """A character or an undivided run of text: where it stands, its baseline and its font's height."""

    text: str
    x0: float
    x1: float
    baseline: float
    size: float
    upright: bool = True
    """False where it is turned by a quarter, so that its line runs downwards (or upwards)."""
    downwards: bool = True
    confidence: float = 1.0

    @property
    def middle(self) -> float:
        """The height of its middle: what decides in which cell or line it stands."""
        return self.baseline - 0.35 * self.size

    @property
    def centre(self) -> float:
        """Its middle from left to right."""
        return (self.x0 + self.x1) / 2


@dataclass
class Line:
    """Glyphs that stand in one line, from left to right; not to be changed afterwards."""

    glyphs: list[Glyph]

    @cached_property
    def x0(self) -> float:
        """Where the line begins."""
        return self.glyphs[0].x0

    @cached_property
    def x1(self) -> float:
        """Where the line ends."""
        return max(glyph.x1 for glyph in self.glyphs)

    @cached_property
    def size(self) -> float:
        """The height of most of its characters."""
        ordered = sorted(glyph.size for glyph in self.glyphs)
        return ordered[len(ordered) // 2]

    @cached_property
    def baseline(self) -> float:
        """The baseline of most of its characters."""
        ordered = sorted(glyph.baseline for glyph in self.glyphs)
        return ordered[len(ordered) // 2]

    @cached_property
    def box(self) -> Box:
        """The line's box."""
        return box_of(self.glyphs)

    @cached_property
    def text(self) -> str:
        """The line as read; gaps as wide as a character are kept as one space, justified ones are not."""
        return string_of(self.glyphs)

    @cached_property
    def confidence(self) -> float:
        """The least certain of its characters."""
        return min(glyph.confidence for glyph in self.glyphs)


def box_of(glyphs: Sequence[Glyph]) -> Box:
    """The box around glyphs, rounded to hundredths of a point."""
    upright = [glyph for glyph in glyphs if glyph.upright] or glyphs
    return (
        round(min(glyph.x0 for glyph in glyphs), 2),
        round(min(glyph.baseline - 0.85 * glyph.size for glyph in upright), 2),
        round(max(glyph.x1 for glyph in glyphs), 2),
        round(max(glyph.baseline + 0.2 * glyph.size for glyph in upright), 2),
    )


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """The lines from top to bottom, whatever order the glyphs come in."""
    groups: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: (glyph.middle, glyph.x0)):
        near = next((group for group in reversed(groups[-3:]) if _together(group[0], glyph)), None)
        if near is None:
            groups.append([glyph])
        else:
            near.append(glyph)
            if glyph.size > 1.2 * near[0].size:
                # The largest character leads: the small ones beside it are measured against it.
                near[0], near[-1] = glyph, near[0]
    return [Line(sorted(group, key=lambda glyph: (glyph.x0, glyph.x1))) for group in groups]


def _together(first: Glyph, glyph: Glyph) -> bool:
    return abs(first.middle - glyph.middle) <= SAME_LINE * max(first.size, glyph.size)


def string_of(glyphs: Sequence[Glyph]) -> str:
    """The glyphs of one line as text. A gap is a space between words, and wherever it is a column wide."""
    parts: list[str] = []
    before: Glyph | None = None
    for glyph in glyphs:
        if before is not None:
            gap = glyph.x0 - before.x1
            size = min(before.size, glyph.size)
            narrow = _is_narrow(before.text[-1]) and _is_narrow(glyph.text[0])
            if gap > _COLUMN_GAP * size or (narrow and gap > _WORD_GAP * size):
                parts.append(" ")
        parts.append(glyph.text)
        before = glyph
    return "".join(parts)


def _is_narrow(char: str) -> bool:
    return unicodedata.east_asian_width(char) not in ("W", "F", "A")


def block_text(glyphs: Sequence[Glyph]) -> str:
    """The text of a cell: its lines joined, as one name or sentence wrapped over them; quarter turns read."""
    turned = [glyph for glyph in glyphs if not glyph.upright]
    if len(turned) * 2 > len(glyphs):
        glyphs = [_levelled(glyph) for glyph in glyphs]
    return joined([line.text for line in lines_of(glyphs)])


def joined(lines: Sequence[str]) -> str:
    """Wrapped lines as one text: a space only between two words of letters."""
    text = ""
    for line in lines:
        if (
            text
            and line
            and text[-1].isascii()
            and text[-1].isalpha()
            and line[0].isascii()
            and line[0].isalpha()
        ):
            text += " "
        text += line
    return text


def _is_letter(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _levelled(glyph: Glyph) -> Glyph:
    """A turned glyph as it would stand in a level line."""
    along, across = glyph.middle, glyph.centre
    sign = 1 if glyph.downwards else -1
    half = glyph.size / 2
    return Glyph(glyph.text, sign * along - half, sign * along + half, -sign * across, glyph.size)
