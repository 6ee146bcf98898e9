"""OCR text and Markdown: paragraphs, tab-separated rows, pipe tables, HTML tables, spaced columns."""

from __future__ import annotations

from mingzhang.document.model import Document
from mingzhang.readers.text.encoding import decode, is_binary
from mingzhang.readers.text.layout import blocks_of
from mingzhang.readers.text.limits import refuse_oversize


class TextReader:
    """Reads plain text. Content that is binary is refused, whatever its extension."""

    name = "text"
    extensions = (".txt", ".md", ".text", ".markdown")
    priority = 100
    in_process = True

    def sniffs(self, data: bytes) -> bool:
        """Anything that holds no binary bytes at its beginning."""
        return not is_binary(data[:4096])

    def read(self, data: bytes, name: str) -> Document:
        """The document; UnreadableInput for binary, broken or oversized text."""
        refuse_oversize(data, name)
        text, encoding = decode(data, name)
        blocks, unread = blocks_of(text, name)
        return Document(file=name, format=self.name, blocks=blocks, unread=unread, encoding=encoding)


READER = TextReader()
