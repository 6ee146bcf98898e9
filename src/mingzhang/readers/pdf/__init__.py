"""PDF: characters and ruling lines as pdfium gives them, page by page, into paragraphs and grids."""

from __future__ import annotations

from mingzhang.document.model import Document


class PdfReader:
    """Reads PDF. What it needs is loaded when the first one is read."""

    name = "pdf"
    extensions = (".pdf",)
    priority = 10

    def sniffs(self, data: bytes) -> bool:
        """The mark of a PDF within the first kilobyte, where mail programs leave lines before it."""
        return b"%PDF-" in data[:1024]

    def read(self, data: bytes, name: str) -> Document:
        """The document; UnreadableInput where it is encrypted, damaged or no PDF at all."""
        from mingzhang.readers.pdf.document import read_pdf

        return read_pdf(data, name)


READER = PdfReader()
