"""A PDF page by page: text where there is text, OCR where there is only a picture, and what stays unread."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

import pypdfium2

from mingzhang.document.model import Document, Place
from mingzhang.readers.heartbeat import reached
from mingzhang.readers.image.part import is_installed, missing
from mingzhang.readers.pages import PageRead, Settling, document_of
from mingzhang.readers.pdf.frame import frame_of
from mingzhang.readers.pdf.glyphs import glyphs_of
from mingzhang.readers.pdf.opening import OpenPages, opened
from mingzhang.readers.pdf.rules import drawn_on
from mingzhang.readers.ruled import lattices

if TYPE_CHECKING:
    from mingzhang.readers.image.engine import Picture

_PICTURED = 0.3
"""Share of a page that pictures cover, from which on a page without text is a scan."""
_FEW = 25
"""Characters that a scan may carry beside its picture: the page number, a stamp of the printing program."""
_UNCODED = 0.1
"""Share of characters whose font does not say which they are, from which on a page is read as a picture:
a few signs of a list are no loss, a font of figures is."""
DOTS = 200
"""Dots to the inch at which a pictured page is read."""
LONGEST = 3_400
"""Pixels of a picture's longer side at most."""
_COARSE = 100
"""Dots to the inch below which small print is lost: so large a page is said."""


def read_pdf(data: bytes, name: str) -> Document:
    """The document in a PDF. Raises UnreadableInput where it cannot be opened, MissingPart where all of its
    pages are pictures and the extra `ocr` is not installed."""
    with opened(data, name) as pdf:
        pages: list[PageRead] = []
        settling = Settling(pages)
        pictured: list[int] = []
        for number in range(1, len(pdf) + 1):
            reached(number)
            page, is_picture = _page(pdf, number)
            pages.append(page)
            if is_picture:
                pictured.append(number)
            elif not pictured:
                settling.up_to(number)
        if pictured and is_installed():
            for number, page in _read_pictures(pdf, pages, pictured):
                pages[number - 1] = page
                settling.up_to(number)
        elif len(pictured) == len(pages):
            raise missing(name)
        else:
            for number in pictured:
                reason = "这一页要按图片识别，先安装文字识别部分（pip install 'mingzhang[ocr]'）"
                pages[number - 1].unread.append((Place(page=number), "", reason))
    return document_of(pages, name, "pdf", settling)


def _page(pdf: OpenPages, number: int) -> tuple[PageRead, bool]:
    """(the page as its text says, whether it is a picture without such text)."""
    whole = Place(page=number)
    try:
        page = pdf[number - 1]
    except pypdfium2.PdfiumError:
        broken = (whole, "", "这一页已损坏，读不出来")
        return PageRead(number, 0.0, 0.0, lambda box: box, unread=[broken]), False
    try:
        shown = frame_of(page.raw)
        found = glyphs_of(page.raw, shown)
        drawn = drawn_on(page.raw, found.frame)
    finally:
        page.close()
    frame = found.frame
    read = PageRead(number, frame.width, frame.height, partial(frame.reshown, as_shown=shown), found.glyphs)
    read.tables = [] if drawn.cut else lattices(drawn.rules)
    few = len(found.glyphs) <= _FEW
    coded = found.unmapped <= _UNCODED * len(found.glyphs)
    is_picture = (few and drawn.pictured >= _PICTURED) or not coded
    if found.unmapped:
        how = "要按图片识别" if is_picture else "读不出来"
        read.unread.append((whole, "", f"有 {found.unmapped} 个字的字体没有文字编码，{how}"))
    if found.cut or drawn.cut:
        read.unread.append((whole, "", "这一页的内容过多，没有读完"))
    return read, is_picture


def _read_pictures(
    pdf: OpenPages, pages: Sequence[PageRead], numbers: Sequence[int]
) -> Iterator[tuple[int, PageRead]]:
    """(number, page) as OCR reads it, in place of what the page's own text says."""
    from mingzhang.readers.image.pages import read_pictures

    for number, read in read_pictures([(number, _drawing(pdf, number)) for number in numbers]):
        width, height = pdf.size(number - 1)[:: -1 if read.quarters % 2 else 1]
        unread = pages[number - 1].unread
        if (dots := LONGEST * 72 / max(width, height, 1.0)) < _COARSE:
            metres = max(width, height) / 72 * 0.0254
            why = f"这一页长 {metres:,.1f} 米，只能缩小到每英寸 {dots:.2g} 点来识别，小字会认不出"
            unread = [*unread, (Place(page=number), "", why)]
        if not read.glyphs:
            unread = [*unread, (Place(page=number), "", "图片上没有认出文字")]
        yield (
            number,
            PageRead(number, width, height, read.as_given, read.glyphs, read.tables, unread),
        )


def _drawing(pdf: OpenPages, number: int) -> Callable[[], tuple[Picture, float]]:
    """Draws the page when it is asked: pdfium knows no threads."""

    def draw() -> tuple[Picture, float]:
        page = pdf[number - 1]
        try:
            scale = min(DOTS / 72, LONGEST / max(*page.get_size(), 1.0))
            picture = page.render(scale=scale, grayscale=True).to_numpy()
            grey: Picture = picture.reshape(picture.shape[:2]).copy()
        finally:
            page.close()
        return grey, 1 / scale

    return draw
