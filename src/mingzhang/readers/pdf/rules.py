"""The ruling lines of a PDF page: strokes, the edges of rectangles, and bars so thin that they are lines."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium

from mingzhang.readers.pdf.frame import Frame
from mingzhang.readers.rule_lines import MOST_RULES, Rule

THICKEST = 4.0
"""Points up to which a filled bar is a line."""
_LEVEL = 1.0
_DEEPEST = 8
MOST_OBJECTS = 60_000
MOST_SEGMENTS = 200_000
_IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
Matrix = tuple[float, float, float, float, float, float]


@dataclass(slots=True)
class Drawn:
    """What is drawn on a page besides text: lines, the share of it that pictures cover, and whether all of
    it was looked at."""

    rules: list[Rule] = field(default_factory=list)
    pictured: float = 0.0
    cut: bool = False
    objects: int = 0
    segments: int = 0


def drawn_on(page: Any, frame: Frame) -> Drawn:
    """The lines and pictures of a raw pdfium page, in the coordinates of `frame`."""
    drawn = Drawn()
    reading = _Reading(frame, drawn)
    count = pdfium.FPDFPage_CountObjects(page)
    for index in range(count):
        if drawn.cut:
            break
        reading.take(pdfium.FPDFPage_GetObject(page, index), _IDENTITY, 0)
    return drawn


class _Reading:
    def __init__(self, frame: Frame, drawn: Drawn) -> None:
        self.frame = frame
        self.drawn = drawn
        self.bounds = [ctypes.c_float() for _ in range(4)]
        self.bounds_at = [ctypes.byref(value) for value in self.bounds]
        self.fill, self.stroke = ctypes.c_int(), ctypes.c_int()
        self.x, self.y = ctypes.c_float(), ctypes.c_float()
        self.matrix = pdfium.FS_MATRIX()

    def take(self, item: Any, outer: Matrix, depth: int) -> None:
        """One object; those of forms within it too."""
        self.drawn.objects += 1
        if self.drawn.objects > MOST_OBJECTS or len(self.drawn.rules) > MOST_RULES:
            self.drawn.cut = True
            return
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            self._path(item, outer)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            self._image(item, outer)
        elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            inner = _times(self._matrix_of(item), outer)
            for index in range(pdfium.FPDFFormObj_CountObjects(item)):
                if self.drawn.cut:
                    return
                self.take(pdfium.FPDFFormObj_GetObject(item, index), inner, depth + 1)

    def _matrix_of(self, item: Any) -> Matrix:
        if not pdfium.FPDFPageObj_GetMatrix(item, ctypes.byref(self.matrix)):
            return _IDENTITY
        m = self.matrix
        return (m.a, m.b, m.c, m.d, m.e, m.f)

    def _box_of(self, item: Any, outer: Matrix) -> tuple[float, float, float, float] | None:
        if not pdfium.FPDFPageObj_GetBounds(item, *self.bounds_at):
            return None
        left, bottom, right, top = (value.value for value in self.bounds)
        if outer is not _IDENTITY:
            corners = [_at(outer, x, y) for x in (left, right) for y in (bottom, top)]
            left, right = min(x for x, _ in corners), max(x for x, _ in corners)
            bottom, top = min(y for _, y in corners), max(y for _, y in corners)
        return self.frame.box(left, bottom, right, top)

    def _image(self, item: Any, outer: Matrix) -> None:
        box = self._box_of(item, outer)
        if box is None:
            return
        x0, y0, x1, y1 = box
        if not self._bar(x0, y0, x1, y1):
            width = min(x1, self.frame.width) - max(x0, 0.0)
            height = min(y1, self.frame.height) - max(y0, 0.0)
            page = max(self.frame.width * self.frame.height, 1.0)
            self.drawn.pictured += max(width, 0.0) * max(height, 0.0) / page

    def _bar(self, x0: float, y0: float, x1: float, y1: float) -> bool:
        """A box so thin that it is a line; whether it was."""
        width, height = x1 - x0, y1 - y0
        if height <= THICKEST and width > 2 * height:
            self.drawn.rules.append(Rule(True, (y0 + y1) / 2, x0, x1))
        elif width <= THICKEST and height > 2 * width:
            self.drawn.rules.append(Rule(False, (x0 + x1) / 2, y0, y1))
        else:
            return width <= THICKEST and height <= THICKEST
        return True

    def _path(self, item: Any, outer: Matrix) -> None:
        pdfium.FPDFPath_GetDrawMode(item, ctypes.byref(self.fill), ctypes.byref(self.stroke))
        stroked, filled = bool(self.stroke.value), bool(self.fill.value)
        if not stroked and not filled:
            return
        box = self._box_of(item, outer)
        if box is None or self._bar(*box):
            return
        count = pdfium.FPDFPath_CountSegments(item)
        self.drawn.segments += count
        if self.drawn.segments > MOST_SEGMENTS:
            self.drawn.cut = True
            return
        if filled and not stroked and count <= 5:
            # Shading of a cell or of the page: no line.
            return
        for piece in self._pieces(item, count, _times(self._matrix_of(item), outer)):
            self._piece(piece, stroked)

    def _pieces(self, item: Any, count: int, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
        """The subpaths of straight lines, as points shown; a closed one ends where it began."""
        points: list[tuple[float, float]] = []
        straight = True
        for index in range(count):
            segment = pdfium.FPDFPath_GetPathSegment(item, index)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(self.x), ctypes.byref(self.y))
            point = self.frame.shown(*_at(matrix, self.x.value, self.y.value))
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                if straight and len(points) > 1:
                    yield points
                points, straight = [point], True
                continue
            straight = straight and kind == pdfium.FPDF_SEGMENT_LINETO
            points.append(point)
            if pdfium.FPDFPathSegment_GetClose(segment) and points[0] != point:
                points.append(points[0])
        if straight and len(points) > 1:
            yield points

    def _piece(self, points: list[tuple[float, float]], stroked: bool) -> None:
        if not stroked:
            xs, ys = [x for x, _ in points], [y for _, y in points]
            self._bar(min(xs), min(ys), max(xs), max(ys))
            return
        for (x0, y0), (x1, y1) in pairwise(points):
            if abs(y0 - y1) <= _LEVEL and abs(x0 - x1) > _LEVEL:
                self.drawn.rules.append(Rule(True, (y0 + y1) / 2, min(x0, x1), max(x0, x1)))
            elif abs(x0 - x1) <= _LEVEL and abs(y0 - y1) > _LEVEL:
                self.drawn.rules.append(Rule(False, (x0 + x1) / 2, min(y0, y1), max(y0, y1)))


def _at(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _times(first: Matrix, then: Matrix) -> Matrix:
    if then is _IDENTITY:
        return first
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)
