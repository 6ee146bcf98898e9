"""How a page is shown: from pdfium's coordinates to points from the top left."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

import pypdfium2.raw as pdfium

from mingzhang.readers.page_text import Box


@dataclass(frozen=True, slots=True)
class Frame:
    """A page's visible rectangle and its turn: how often a quarter clockwise it is shown turned (0–3)."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int

    @property
    def width(self) -> float:
        """Width as shown, in points."""
        return self.top - self.bottom if self.turn % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """Height as shown, in points."""
        return self.right - self.left if self.turn % 2 else self.top - self.bottom

    def shown(self, x: float, y: float) -> tuple[float, float]:
        """A point of the page's own space as (from the left, from the top) of the page as shown."""
        if self.turn == 0:
            return x - self.left, self.top - y
        if self.turn == 1:
            return y - self.bottom, x - self.left
        if self.turn == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A box of the page's own space as shown."""
        x0, y0 = self.shown(left, bottom)
        x1, y1 = self.shown(right, top)
        return (min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

    def turned(self, quarters: int) -> Frame:
        """The same page turned further clockwise."""
        return Frame(self.left, self.bottom, self.right, self.top, (self.turn + quarters) % 4)

    def reshown(self, box: Box, as_shown: Frame) -> Box:
        """A box of this frame in the coordinates of another turn of the same page."""
        quarters = (as_shown.turn - self.turn) % 4
        x0, y0, x1, y1 = box
        width, height = self.width, self.height
        if quarters == 1:
            return (height - y1, x0, height - y0, x1)
        if quarters == 2:
            return (width - x1, height - y1, width - x0, height - y0)
        if quarters == 3:
            return (y0, width - x1, y1, width - x0)
        return box


def frame_of(page: Any) -> Frame:
    """The frame of a raw pdfium page: its crop box inside its media box, and its rotation."""
    left, bottom, right, top = _box(page)
    return Frame(left, bottom, right, top, pdfium.FPDFPage_GetRotation(page) % 4)


def _box(page: Any) -> tuple[float, float, float, float]:
    rectangle = pdfium.FS_RECTF()
    if pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(rectangle)):
        return rectangle.left, rectangle.bottom, rectangle.right, rectangle.top
    return 0.0, 0.0, pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
