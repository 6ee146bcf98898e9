"""A PDF opened with pdfium, or one line that says why it cannot be."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2
import pypdfium2.raw as pdfium

from mingzhang.kit.errors import UnreadableInput

MOST_PAGES = 2_000
"""More pages than this are no unit's disclosure."""


@contextmanager
def opened(data: bytes, name: str) -> Iterator[pypdfium2.PdfDocument]:
    """The PDF in `data`, closed at the end. Raises UnreadableInput."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _refused(name, error) from None
    try:
        pages = len(document)
        if pages == 0:
            raise UnreadableInput(
                f"{name}：PDF 里没有一页；文件可能不完整，请重新导出或下载。",
                f"{name}: the PDF has no pages; it may be incomplete, export or download it again.",
            )
        if pages > MOST_PAGES:
            raise UnreadableInput(
                f"{name}：PDF 有 {pages:,} 页，超过上限 {MOST_PAGES:,} 页；请拆分后再读。",
                f"{name}: the PDF has {pages:,} pages, over the limit of {MOST_PAGES:,}; split it.",
            )
        yield document
    finally:
        document.close()


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
