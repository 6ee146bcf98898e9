"""A PDF opened with pdfium, or one line that says why it cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from mingzhang.kit.errors import UnreadableInput

MOST_PAGES = 2_000
"""More pages than this are no unit's disclosure."""


STRETCH = 50
"""Pages after which a PDF is opened anew: pdfium keeps what it has parsed of every page until the document
is closed, a sixth of a megabyte and more a page."""


class OpenPages:
    """The pages of a PDF, one open at a time. Raises UnreadableInput where the PDF cannot be opened."""

    def __init__(self, data: bytes, name: str) -> None:
        self._data, self._name = data, name
        self._pdf = _opened(data, name)
        self._taken = 0
        self._count = len(self._pdf)

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, index: int) -> Any:
        """The page at `index` from 0; the one taken before is closed by then. Raises PdfiumError."""
        if self._taken >= STRETCH:
            self._pdf.close()
            self._pdf, self._taken = _opened(self._data, self._name), 0
        self._taken += 1
        return self._pdf[index]

    def size(self, index: int) -> tuple[float, float]:
        """Width and height of a page in points."""
        width, height = self._pdf.get_page_size(index)
        return float(width), float(height)

    def close(self) -> None:
        """Lets the PDF go."""
        self._pdf.close()


@contextmanager
def opened(data: bytes, name: str) -> Iterator[OpenPages]:
    """The pages of the PDF in `data`, closed at the end. Raises UnreadableInput."""
    pages = OpenPages(data, name)
    try:
        if len(pages) == 0:
            raise UnreadableInput(
                f"{name}：PDF 里没有一页；文件可能不完整，请重新导出或下载。",
                f"{name}: the PDF has no pages; it may be incomplete, export or download it again.",
            )
        if len(pages) > MOST_PAGES:
            raise UnreadableInput(
                f"{name}：PDF 有 {len(pages):,} 页，超过上限 {MOST_PAGES:,} 页；请拆分后再读。",
                f"{name}: the PDF has {len(pages):,} pages, over the limit of {MOST_PAGES:,}; split it.",
            )
        yield pages
    finally:
        pages.close()


def _opened(data: bytes, name: str) -> Any:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _refused(name, error) from None


def _refused(name: str, error: pypdfium2.PdfiumError) -> UnreadableInput:
    code = getattr(error, "err_code", None)
    if code == pdfium.FPDF_ERR_PASSWORD:
        return UnreadableInput(
            f"{name}：PDF 有打开密码，读不了；请另存为不加密的 PDF。",
            f"{name}: the PDF needs a password to open; save it without one.",
        )
    if code == pdfium.FPDF_ERR_SECURITY:
        return UnreadableInput(
            f"{name}：PDF 用了不支持的加密方式；请另存为不加密的 PDF。",
            f"{name}: the PDF is encrypted in a way not supported; save it without encryption.",
        )
    return UnreadableInput(
        f"{name}：PDF 已损坏或不完整，打不开；请重新导出或下载。",
        f"{name}: the PDF is damaged or incomplete and cannot be opened; export or download it again.",
    )
