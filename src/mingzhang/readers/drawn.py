"""Pages as pictures: a PDF drawn page by page, a scan as it is; for eyes, not for reading."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

from mingzhang.readers.registry import reader_for

DOTS = 110
"""Dots to the inch: small print of a wide table can be read, an A4 page takes about 100 kB."""
LONGEST = 2_000
"""Pixels of a picture's longer side at most."""
DRAWN = ("pdf", "image")
"""Readers whose documents have pages to draw."""


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page: its number from 1, its size in points as shown, the picture (PNG; empty where the page is
    broken), and how many pages there are."""

    number: int
    width: float
    height: float
    picture: bytes
    pages: int


def has_pages(data: bytes, name: str) -> bool:
    """Whether the file has pages that can be drawn."""
    reader = reader_for(data, name)
    return reader is not None and reader.name in DRAWN


def page_pictures(data: bytes, name: str) -> Iterator[PagePicture]:
    """Every page. pdfium may crash on a hostile file: to be called where only that file's work is lost.

    Raises UnreadableInput where the file cannot be opened.
    """
    reader = reader_for(data, name)
    if reader is not None and reader.name == "pdf":
        yield from _of_pdf(data, name)
    elif reader is not None and reader.name == "image":
        yield from _of_image(data, name)


def _of_pdf(data: bytes, name: str) -> Iterator[PagePicture]:
    import pypdfium2

    from mingzhang.readers.pdf.opening import opened

    with opened(data, name) as pdf:
        for number in range(1, len(pdf) + 1):
            try:
                page = pdf[number - 1]
            except pypdfium2.PdfiumError:
                yield PagePicture(number, 595.0, 842.0, b"", len(pdf))
                continue
            try:
                width, height = page.get_size()
                scale = min(DOTS / 72, LONGEST / max(width, height, 1.0))
                image = page.render(scale=scale).to_pil()
            finally:
                page.close()
            yield PagePicture(number, width, height, _png(image), len(pdf))


def _of_image(data: bytes, name: str) -> Iterator[PagePicture]:
    from PIL import Image

    from mingzhang.readers.image.document import frames_of

    frames = frames_of(data, name)
    for number, (grey, points) in enumerate(frames, 1):
        height, width = grey.shape
        image = Image.fromarray(grey)
        image.thumbnail((LONGEST, LONGEST))
        yield PagePicture(number, width * points, height * points, _png(image), len(frames))


def _png(image: object) -> bytes:
    from PIL import Image

    assert isinstance(image, Image.Image)
    stream = io.BytesIO()
    image.convert("RGB").quantize(64, Image.Quantize.FASTOCTREE).save(stream, "PNG", optimize=True)
    return stream.getvalue()


def page_count(data: bytes, name: str) -> int:
    """How many pages there are to draw. Raises UnreadableInput."""
    reader = reader_for(data, name)
    if reader is not None and reader.name == "image":
        from mingzhang.readers.image.document import frames_of

        return len(frames_of(data, name))
    from mingzhang.readers.pdf.opening import opened

    with opened(data, name) as pdf:
        return len(pdf)
