"""The characters of a PDF page with their places."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from mingzhang.readers.page_text import Glyph
from mingzhang.readers.pdf.frame import Frame

MOST_GLYPHS = 60_000
"""A page printed full in the smallest type has 10,000."""
_SLANT = 5.0
"""Degrees off the axes from which on a character belongs to a watermark or a stamp."""
_SAME_PLACE = 0.12


@dataclass(slots=True)
class PageGlyphs:
    """A page's characters as they stand in `frame`, and what could not be taken of them."""

    frame: Frame
    glyphs: list[Glyph] = field(default_factory=list)
    unmapped: int = 0
    """Characters whose font does not say which they are."""
    slanted: int = 0
    """Characters of watermarks and stamps, which are left out."""
    cut: bool = False
    """Whether the page has more characters than are taken."""


@dataclass(slots=True)
class _Raw:
    char: str
    x0: float
    y0: float
    x1: float
    y1: float
    origin_x: float
    origin_y: float
    size: float
    angle: int


def glyphs_of(page: Any, frame: Frame) -> PageGlyphs:
    """The printed characters of a raw pdfium page, level in the direction that most of them have."""
    text = pdfium.FPDFText_LoadPage(page)
    if not text:
        return PageGlyphs(frame)
    try:
        found = PageGlyphs(frame)
        raw = _raw_glyphs(text, found)
    finally:
        pdfium.FPDFText_ClosePage(text)
    # Angles are clockwise in the page's own space: a page shown turned by a quarter has level text at 270°.
    turns = Counter((item.angle + frame.turn) % 4 for item in raw)
    most = turns.most_common(1)[0][0] if turns else 0
    found.frame = frame.turned((4 - most) % 4)
    found.glyphs = _once(_placed(raw, found.frame))
    return found


def _raw_glyphs(text: Any, found: PageGlyphs) -> list[_Raw]:
    box = pdfium.FS_RECTF()
    matrix = pdfium.FS_MATRIX()
    x, y = ctypes.c_double(), ctypes.c_double()
    box_at, x_at, y_at, matrix_at = (ctypes.byref(item) for item in (box, x, y, matrix))
    raw: list[_Raw] = []
    count = pdfium.FPDFText_CountChars(text)
    found.cut = count > MOST_GLYPHS
    for index in range(min(count, MOST_GLYPHS)):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if code <= 0x20 or code in (0xA0, 0x3000, 0xFEFF, 0x200B) or 0x7F <= code < 0xA0:
            continue
        if code in (0xFFFD, 0xFFFE, 0xFFFF) or pdfium.FPDFText_HasUnicodeMapError(text, index) == 1:
            found.unmapped += 1
            continue
        if pdfium.FPDFText_IsGenerated(text, index) == 1:
            continue
        angle = math.degrees(pdfium.FPDFText_GetCharAngle(text, index)) if code else 0.0
        quarter = round(angle / 90)
        if abs(angle - 90 * quarter) > _SLANT:
            found.slanted += 1
            continue
        if not pdfium.FPDFText_GetLooseCharBox(text, index, box_at):
            continue
        pdfium.FPDFText_GetCharOrigin(text, index, x_at, y_at)
        # The font's size before the scaling of the text: some producers write 1 and scale, or 361 and shrink.
        size = pdfium.FPDFText_GetFontSize(text, index)
        if pdfium.FPDFText_GetMatrix(text, index, matrix_at):
            size *= math.hypot(matrix.c, matrix.d)
        char = "-" if code == 0x02 else chr(code)
        raw.append(_Raw(char, box.left, box.bottom, box.right, box.top, x.value, y.value, size, quarter % 4))
    return raw


def _placed(raw: list[_Raw], frame: Frame) -> list[Glyph]:
    glyphs: list[Glyph] = []
    for item in raw:
        left, top, right, bottom = frame.box(item.x0, item.y0, item.x1, item.y1)
        turn = (item.angle + frame.turn) % 4
        tall = right - left if turn % 2 else bottom - top
        size = item.size if 0.4 * tall <= item.size <= 2.5 * tall else max(tall, 0.1)
        if turn == 0:
            _, baseline = frame.shown(item.origin_x, item.origin_y)
            glyphs.append(Glyph(item.char, left, right, baseline, size))
        else:
            baseline = (top + bottom) / 2 + 0.35 * size
            glyphs.append(Glyph(item.char, left, right, baseline, size, turn % 2 == 0, turn == 1))
    return glyphs


def _once(glyphs: list[Glyph]) -> list[Glyph]:
    """The glyphs without those printed twice over one another to look bold."""
    seen: dict[tuple[str, int, int], Glyph] = {}
    kept: list[Glyph] = []
    for glyph in glyphs:
        step = max(glyph.size * _SAME_PLACE, 0.3)
        column, row = int(glyph.x0 / step), int(glyph.baseline / step)
        twice = any(
            (other := seen.get((glyph.text, column + right, row + down))) is not None
            and abs(other.x0 - glyph.x0) <= step
            and abs(other.baseline - glyph.baseline) <= step
            for right in (-1, 0, 1)
            for down in (-1, 0, 1)
        )
        if not twice:
            seen[glyph.text, column, row] = glyph
            kept.append(glyph)
    return kept
