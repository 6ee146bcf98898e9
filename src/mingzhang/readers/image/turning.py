"""Pages scanned sideways or upside down: found by how their text lies and reads, and turned upright."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from mingzhang.readers.image.engine import Engine, Picture, Strip
from mingzhang.readers.page_text import Box

_LONG = 1.5
"""A strip so much longer one way than the other says how the text runs."""
_SAMPLE = 8
_UPRIGHT = 0.85
"""Mean certainty of a few lines from which on nobody asks whether the page stands on its head."""
_SHORTEST = 3.0
"""Strips of characters: shorter ones read alike both ways (—, 8, 一)."""


def lies_sideways(strips: Sequence[Strip]) -> bool:
    """Whether most of the text runs down the page instead of along it."""
    tall = sum(y1 - y0 > _LONG * (x1 - x0) for x0, y0, x1, y1 in strips)
    wide = sum(x1 - x0 > _LONG * (y1 - y0) for x0, y0, x1, y1 in strips)
    return tall > wide


def stands_on_its_head(pieces: Sequence[Picture], engine: Engine) -> bool:
    """Whether a few lines read better turned by a half."""
    longest = sorted(pieces, key=lambda piece: piece.shape[0] / piece.shape[1])
    sample = [piece for piece in longest if piece.shape[1] > _SHORTEST * piece.shape[0]][:_SAMPLE]
    if not sample:
        return False
    as_it_is = _certainty(sample, engine)
    if as_it_is >= _UPRIGHT:
        return False
    return _certainty([np.ascontiguousarray(piece[::-1, ::-1]) for piece in sample], engine) > as_it_is


def _certainty(pieces: Sequence[Picture], engine: Engine) -> float:
    return float(np.mean([score if text.strip() else 0.0 for text, score in engine.texts(pieces)]))


def turned_back(
    box_of: Callable[[Box], Box], quarters: int, width: float, height: float
) -> Callable[[Box], Box]:
    """From boxes of a page turned `quarters` anticlockwise to boxes of the page as given, `width` ×
    `height` points; `box_of` leads from what was read to the turned page."""

    def back(box: Box) -> Box:
        x0, y0, x1, y1 = box_of(box)
        if quarters == 1:
            return (width - y1, x0, width - y0, x1)
        if quarters == 2:
            return (width - x1, height - y1, width - x0, height - y0)
        if quarters == 3:
            return (y0, height - x1, y1, height - x0)
        return (x0, y0, x1, y1)

    return back
