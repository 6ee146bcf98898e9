"""A picture of a page → what stands on it: runs of text with their places and confidence, and lattices."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import cv2
import numpy as np

from mingzhang.readers.image.cleaning import CleanPage, cleaned
from mingzhang.readers.image.engine import Engine, Picture, Strip
from mingzhang.readers.image.turning import lies_sideways, stands_on_its_head, turned_back
from mingzhang.readers.page_text import Box, Glyph
from mingzhang.readers.ruled import Lattice, lattices

_HEIGHT = 0.72
"""Height of the type as share of the strip that the detector draws around it."""
_INSIDE = 2.5
"""Points by which a border must lie inside a strip to part it."""
_DARK = 140
_SPECK = 4
_INK = 12
"""Dark pixels from which on a cell is not blank."""
_SURE = 0.99
"""The most that is trusted in what was read from a picture."""
_CERTAIN = 0.9
_AT_ONCE = 48
_DASHES = set("一—-_–ー－―~")


@dataclass(slots=True)
class PictureRead:
    """What stands on a page: its glyphs and tables, level; `as_given` leads back to the picture as given."""

    glyphs: list[Glyph] = field(default_factory=list)
    tables: list[Lattice] = field(default_factory=list)
    as_given: Callable[[Box], Box] = field(default=lambda box: box)
    quarters: int = 0
    """How often the picture was turned by a quarter (anticlockwise) to stand upright."""


def read_picture(grey: Picture, points: float, engine: Engine, alive: Callable[[], None]) -> PictureRead:
    """What stands on a grey picture; `points` is the size of a pixel in points.

    `alive` is called after each step, so that whoever limits the time of a page sees it go on.
    """
    page, strips, quarters = _upright(grey, points, engine, alive)
    tables = lattices(page.rules)
    strips = [piece for strip in strips for piece in _parted(strip, tables, points)]
    strips = [tight for strip in strips if (tight := _tight(page.picture, strip)) is not None]
    detected = len(strips)
    strips += _overlooked(page.picture, tables, strips, points)
    height, width = grey.shape[:2]
    as_given = turned_back(_way_back(page, points), quarters, width * points, height * points)
    read = PictureRead(tables=tables, as_given=as_given, quarters=quarters)
    for begin in range(0, len(strips), _AT_ONCE):
        some = strips[begin : begin + _AT_ONCE]
        pieces = [_cut(page.picture, strip) for strip in some]
        for at, (strip, (text, score)) in enumerate(zip(some, engine.texts(pieces), strict=True), begin):
            # What the detector took for no text, and the recogniser not for certain, is dirt.
            if text.strip() and (at < detected or score >= _CERTAIN):
                read.glyphs.append(_glyph(text.strip(), strip, min(score, _SURE), points))
        alive()
    return read


def _upright(
    grey: Picture, points: float, engine: Engine, alive: Callable[[], None]
) -> tuple[CleanPage, list[Strip], int]:
    """(the page level and upright, where text stands on it, quarters by which it was turned for that)."""
    quarters = 0
    while True:
        page = cleaned(np.ascontiguousarray(np.rot90(grey, quarters)), points)
        alive()
        strips = engine.strips(cv2.cvtColor(page.picture, cv2.COLOR_GRAY2BGR))
        alive()
        if quarters == 0 and lies_sideways(strips):
            quarters = 1
        elif quarters < 2 and stands_on_its_head([_cut(page.picture, strip) for strip in strips], engine):
            quarters += 2
        else:
            return page, strips, quarters


def _parted(strip: Strip, tables: Sequence[Lattice], points: float) -> list[Strip]:
    """A strip that reaches over the border of a cell, cut there."""
    x0, y0, x1, y1 = (value * points for value in strip)
    middle = (y0 + y1) / 2
    for table in tables:
        left, top, right, bottom = table.box
        if not (top <= middle <= bottom and x0 < right and left < x1):
            continue
        cuts = sorted(
            {
                edge
                for cell in table.cells
                if cell.box[1] <= middle < cell.box[3]
                for edge in (cell.box[0], cell.box[2])
                if x0 + _INSIDE < edge < x1 - _INSIDE
            }
        )
        edges = [x0, *cuts, x1]
        return [(begin / points, strip[1], end / points, strip[3]) for begin, end in pairwise(edges)]
    return [strip]


def _tight(picture: Picture, strip: Strip) -> Strip | None:
    """The strip cut to its ink, a little around it; None where there is none."""
    piece = _cut_grey(picture, strip)
    dark = piece < _DARK
    if int(dark.sum()) < _INK:
        return None
    columns = np.flatnonzero(dark.any(axis=0))
    around = 0.25 * (strip[3] - strip[1])
    x0 = max(strip[0], int(strip[0]) + int(columns[0]) - around)
    x1 = min(strip[2], int(strip[0]) + int(columns[-1]) + 1 + around)
    return (x0, strip[1], x1, strip[3])


def _overlooked(
    picture: Picture, tables: Sequence[Lattice], strips: Sequence[Strip], points: float
) -> list[Strip]:
    """The ink of cells in which the detector saw no text: single figures, mostly."""
    taken = {
        (number, cell)
        for x0, y0, x1, y1 in strips
        for number, table in enumerate(tables)
        if (cell := table.cell_at((x0 + x1) / 2 * points, (y0 + y1) / 2 * points)) is not None
    }
    found: list[Strip] = []
    for number, table in enumerate(tables):
        for cell in table.cells:
            if (number, cell) in taken:
                continue
            x0, y0, x1, y1 = (value / points for value in cell.box)
            inset = 2.0 / points
            strip = _ink_in(picture, (x0 + inset, y0 + inset, x1 - inset, y1 - inset), points)
            if strip is not None:
                found.append(strip)
    return found


def _ink_in(picture: Picture, strip: Strip, points: float) -> Strip | None:
    """The box around what is as tall as type in a cell; smaller marks are dirt."""
    ink = (_cut_grey(picture, strip) < _DARK).astype(np.uint8)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    marks = stats[:, cv2.CC_STAT_AREA] > _SPECK
    marks[0] = False
    dark = marks[labels]
    if int(dark.sum()) < _INK:
        return None
    rows, columns = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
    tall, wide = (rows[-1] - rows[0] + 1) * points, (columns[-1] - columns[0] + 1) * points
    if not 4.0 <= tall <= 24.0 and not (tall < 4.0 and wide >= 8.0):
        return None
    around = 2.5 / points
    x0, y0 = int(strip[0]), int(strip[1])
    return (
        max(x0 + int(columns[0]) - around, strip[0]),
        max(y0 + int(rows[0]) - around, strip[1]),
        min(x0 + int(columns[-1]) + 1 + around, strip[2]),
        min(y0 + int(rows[-1]) + 1 + around, strip[3]),
    )


def _cut_grey(picture: Picture, strip: Strip) -> Picture:
    x0, y0, x1, y1 = (max(int(value), 0) for value in strip)
    return picture[y0 : max(y1, y0 + 1), x0 : max(x1, x0 + 1)]


def _cut(picture: Picture, strip: Strip) -> Picture:
    piece = _cut_grey(picture, strip)
    if not piece.size:
        piece = np.full((8, 8), 255, np.uint8)
    colour: Picture = cv2.cvtColor(piece, cv2.COLOR_GRAY2BGR)
    return colour


def _glyph(text: str, strip: Strip, confidence: float, points: float) -> Glyph:
    x0, y0, x1, y1 = (value * points for value in strip)
    size = _HEIGHT * (y1 - y0)
    if len(text) > 1 and set(text) <= _DASHES:
        # Not applicable, printed as two long dashes: which of the like-looking signs was seen says nothing.
        text = "——"
    return Glyph(text, x0, x1, (y0 + y1) / 2 + 0.35 * size, size, confidence=confidence)


def _way_back(page: CleanPage, points: float) -> Callable[[Box], Box]:
    """From boxes in points of the level page to boxes in points of the page as given."""
    matrix = np.asarray(page.back, dtype=np.float64)

    def as_given(box: Box) -> Box:
        x0, y0, x1, y1 = (value / points for value in box)
        corners = np.array([[x, y, 1.0] for x in (x0, x1) for y in (y0, y1)]) @ matrix.T * points
        (left, top), (right, bottom) = corners.min(axis=0).tolist(), corners.max(axis=0).tolist()
        return (left, top, right, bottom)

    return as_given
