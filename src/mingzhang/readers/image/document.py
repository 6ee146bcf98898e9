"""A picture file as a document: its pages (a TIFF may have several), each read by OCR."""

from __future__ import annotations

import io
from collections.abc import Callable

import numpy as np
from PIL import Image, ImageSequence

from mingzhang.document.model import Document, Place
from mingzhang.kit.errors import UnreadableInput
from mingzhang.readers.image.engine import Picture
from mingzhang.readers.image.part import is_installed, missing
from mingzhang.readers.pages import PageRead, document_of

MOST_PIXELS = 80_000_000
MOST_FRAMES = 500
LONGEST = 3_400
"""Pixels of the longer side: A4 at 290 dpi. More tells nothing more and takes memory."""
_USUAL = 842.0
"""Points of an A4 page's longer side, where a picture does not say how large it is."""
_FROM, _TO = 60, 1200
_WHITE = 255


def read_image(data: bytes, name: str) -> Document:
    """The document in a picture file. Raises UnreadableInput or MissingPart."""
    if not is_installed():
        raise missing(name)
    from mingzhang.readers.image.pages import read_pictures

    frames = frames_of(data, name)
    pages = []
    for number, read in read_pictures([(at, _drawn(frame)) for at, frame in enumerate(frames, 1)]):
        picture, points = frames[number - 1]
        height, width = picture.shape[::-1] if read.quarters % 2 else picture.shape
        page = PageRead(number, width * points, height * points, read.as_given, read.glyphs, read.tables)
        if not read.glyphs:
            page.unread.append((Place(page=number), "", "图片上没有认出文字"))
        pages.append(page)
    return document_of(pages, name, "image")


def _drawn(frame: tuple[Picture, float]) -> Callable[[], tuple[Picture, float]]:
    return lambda: frame


def frames_of(data: bytes, name: str) -> list[tuple[Picture, float]]:
    """(grey picture, points of a pixel) of each page. Raises UnreadableInput."""
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    found = []
    try:
        with Image.open(io.BytesIO(data)) as image:
            for number, frame in enumerate(ImageSequence.Iterator(image)):
                if number >= MOST_FRAMES or frame.width * frame.height > MOST_PIXELS:
                    raise _refused(name)
                found.append(_grey(frame))
    except (UnreadableInput, MemoryError):
        raise
    except (
        Exception
    ):  # Pillow lets whatever a broken file provokes through (KeyError, TypeError, struct.error)
        raise _refused(name) from None
    if not found:
        raise _refused(name)
    return found


def _grey(frame: Image.Image) -> tuple[Picture, float]:
    dots = frame.info.get("dpi", (0, 0))[0]
    points = 72 / float(dots) if _FROM <= dots <= _TO else _USUAL / max(frame.width, frame.height)
    grey = _on_paper(frame)
    scale = LONGEST / max(grey.size)
    if scale < 1:
        smaller = (max(int(grey.width * scale), 1), max(int(grey.height * scale), 1))
        grey = grey.resize(smaller, Image.Resampling.LANCZOS)
        points /= scale
    return np.asarray(grey, dtype=np.uint8), points


def _on_paper(frame: Image.Image) -> Image.Image:
    """The picture in 8 bits of grey, on white where it is transparent; a large one is copied no more often
    than it must be."""
    if frame.mode.startswith("I"):  # scans in 16 bits: Pillow would cut every shade but the darkest to white
        deep = np.asarray(frame)
        return Image.fromarray((deep.clip(0, 0xFFFF) >> 8).astype(np.uint8))
    if not frame.has_transparency_data:
        return frame.convert("L")
    seen = frame if frame.mode in ("LA", "RGBA") else frame.convert("RGBA")
    return Image.composite(seen.convert("L"), Image.new("L", seen.size, _WHITE), seen.getchannel("A"))


def _refused(name: str) -> UnreadableInput:
    return UnreadableInput(
        f"{name}：图片已损坏或过大，打不开；请重新扫描或导出后再试。",
        f"{name}: the picture is damaged or too large; scan or export it again.",
    )
