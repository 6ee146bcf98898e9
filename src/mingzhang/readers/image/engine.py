"""RapidOCR as this product uses it: where text stands on a picture, and what a strip of text says."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from numpy.typing import NDArray

Picture = NDArray[Any]
"""Grey (height × width) or colour (height × width × 3), bytes."""
Strip = tuple[float, float, float, float]
"""x0, y0, x1, y1 of a text on a picture, in pixels."""

LONGEST_SIDE = 1280
"""Pixels of the longer side on which text is looked for; what it says is read at full size. The detector's
memory and time grow with the area; no text of the test documents is lost at this size."""
_NARROWEST = 160
"""Pixels: strips are filled up to this width (the library's 320 doubles the time that figures take)."""
_BATCH = 8
_HEIGHT = 48
_AREA = 2400
"""Pixels of width, at the height that the recogniser takes, that are read together."""


class Engine:
    """One set of models, which several threads may use; detection by one of them at a time (its memory)."""

    def __init__(self, threads: int) -> None:
        from rapidocr import RapidOCR

        logging.getLogger("RapidOCR").setLevel(logging.ERROR)
        self._ocr = RapidOCR(
            params={
                "Global.log_level": "error",
                "EngineConfig.onnxruntime.intra_op_num_threads": threads,
                "Rec.rec_img_shape": [3, 48, _NARROWEST],
                "Rec.rec_batch_num": _BATCH,
            }
        )
        self._one_at_a_time = threading.Lock()

    def strips(self, picture: Picture) -> list[Strip]:
        """Where text stands, upright boxes from top to bottom."""
        import cv2

        height, width = picture.shape[:2]
        scale = min(LONGEST_SIDE / max(height, width), 1.0)
        small = cv2.resize(picture, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
        with self._one_at_a_time:
            found = self._ocr(small, use_det=True, use_cls=False, use_rec=False)
        boxes = getattr(found, "boxes", None)
        if boxes is None:
            return []
        return [
            (
                float(box[:, 0].min()) / scale,
                float(box[:, 1].min()) / scale,
                float(box[:, 0].max()) / scale,
                float(box[:, 1].max()) / scale,
            )
            for box in boxes
        ]

    def texts(self, pieces: Sequence[Picture]) -> Iterator[tuple[str, float]]:
        """(text, confidence from 0 to 1) of each piece, in their order.

        Pieces of like width are read together, long ones few at a time: memory grows with count × width.
        """
        from rapidocr.ch_ppocr_rec.typings import TextRecInput

        load: Any = self._ocr._load_rec_model
        found: list[tuple[str, float]] = [("", 0.0)] * len(pieces)
        for group in _groups([piece.shape[1] / piece.shape[0] for piece in pieces]):
            read = load()(TextRecInput(img=[pieces[at] for at in group]))
            for at, text, score in zip(group, read.txts, read.scores, strict=True):
                found[at] = (text, float(score))
        yield from found


def _groups(shapes: Sequence[float]) -> list[list[int]]:
    """Indices of pieces by rising width over height, so many together as `_AREA` allows."""
    groups: list[list[int]] = []
    for at in sorted(range(len(shapes)), key=lambda at: shapes[at]):
        width = max(shapes[at] * _HEIGHT, _NARROWEST)
        if groups and len(groups[-1]) < _BATCH and (len(groups[-1]) + 1) * width <= _AREA:
            groups[-1].append(at)
        else:
            groups.append([at])
    return groups


@lru_cache(maxsize=2)
def engine(threads: int) -> Engine:
    """The engine whose models use so many threads each; loaded once."""
    return Engine(threads)
