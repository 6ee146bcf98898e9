"""Looking at PDF pages as a reader does: glyphs missing, text outside the type area, text over text."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
from pypdfium2 import raw

Box = tuple[float, float, float, float]
_TOLERANCE = 3.0
"""Points that ink may reach beyond a margin: side bearings of full-width signs."""
_HANGING, _HANGS = "、，。；：,.;:", 9.0
"""Punctuation may hang in the right margin, by so many points."""


def page_texts(path: Path) -> list[str]:
    """The text of every page."""
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path)]


def glyphs(page: Any) -> Iterator[tuple[str, Box]]:
    """Every glyph with ink and its box in points from the bottom left."""
    text = page.get_textpage()
    for index in range(text.count_chars()):
        character = chr(raw.FPDFText_GetUnicode(text, index))
        if character.strip():
            yield character, text.get_charbox(index)


def missing_glyphs(path: Path) -> list[tuple[int, str]]:
    """(page, character) that no font has: the reader sees an empty box."""
    found = []
    for number, page in enumerate(pypdfium2.PdfDocument(path), 1):
        text = page.get_textpage()
        for index in range(text.count_chars()):
            code = raw.FPDFText_GetUnicode(text, index)
            if code in (0, 0xFFFD, 0xFFFE) or raw.FPDFText_HasUnicodeMapError(text, index) == 1:
                found.append((number, hex(code)))
    return found


def in_the_type_area(path: Path, side: float = 26 * 72 / 25.4) -> list[tuple[int, str]]:
    """(page, character) that stands in the left or right margin (`side` in points), or off the page."""
    found = []
    for number, page in enumerate(pypdfium2.PdfDocument(path), 1):
        width, height = page.get_size()
        for character, (left, bottom, right, top) in glyphs(page):
            beyond = _HANGS if character in _HANGING else _TOLERANCE
            inside = side - _TOLERANCE <= left and right <= width - side + beyond
            if not inside or bottom < 0 or top > height:
                found.append((number, character))
    return found


def overlapping(path: Path) -> list[tuple[int, str, str]]:
    """(page, character, character) printed over one another: a figure too wide for its cell."""
    found = []
    for number, page in enumerate(pypdfium2.PdfDocument(path), 1):
        marks = sorted(((box, character) for character, box in glyphs(page)), key=lambda mark: mark[0][0])
        for at, (box, character) in enumerate(marks):
            for other, following in marks[at + 1 : at + 60]:
                if other[0] >= box[2]:
                    break
                across = min(box[2], other[2]) - other[0]
                down = min(box[3], other[3]) - max(box[1], other[1])
                least = min(box[2] - box[0], other[2] - other[0])
                if down > 1.5 and across > max(1.0, 0.35 * least):
                    found.append((number, character, following))
    return found


def embedded_fonts(path: Path) -> dict[str, bool]:
    """Font name → whether it is embedded."""
    fonts: dict[str, bool] = {}
    document = pypdfium2.PdfDocument(path)
    for page in document:
        for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=4):
            font = raw.FPDFTextObj_GetFont(item.raw)
            size = raw.FPDFFont_GetBaseFontName(font, None, 0)
            buffer = ctypes.create_string_buffer(size)
            raw.FPDFFont_GetBaseFontName(font, buffer, size)
            fonts[buffer.value.decode()] = raw.FPDFFont_GetIsEmbedded(font) == 1
    return fonts
