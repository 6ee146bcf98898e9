"""Web pages: paragraphs and tables as a browser shows them, layout tables taken apart."""

from __future__ import annotations

import re

from mingzhang.document.model import Document

_OPENS = re.compile(
    rb"(?:\xef\xbb\xbf|\s|<!--.{0,4000}?-->|<\?xml[^>]*\?>)*<(?:!doctype\s+html|html|head|body|meta)[\s>]",
    re.IGNORECASE | re.DOTALL,
)


class PageReader:
    """Reads HTML, also what office programs save as a web page under another ending."""

    name = "html"
    extensions = (".html", ".htm", ".xhtml", ".shtml")
    priority = 30

    def sniffs(self, data: bytes) -> bool:
        """A page's own beginning; a fragment inside a text is left to the reader of texts."""
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            data = data[:16_384].decode("utf-16", errors="ignore").encode()
        return _OPENS.match(data[:8192]) is not None

    def read(self, data: bytes, name: str) -> Document:
        """The document; UnreadableInput where it is broken or far too large."""
        from mingzhang.readers.html.page import read_page

        return read_page(data, name)


READER = PageReader()
