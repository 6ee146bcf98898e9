"""Web archives (.mht, .mhtml): a page and what belongs to it in one file, as browsers and WPS save it."""

from __future__ import annotations

import re

from mingzhang.document.model import Document

_OPENS = re.compile(rb"(?:\xef\xbb\xbf|\s)*[A-Za-z][A-Za-z0-9-]*[ \t]*:")
_KIND = re.compile(
    rb"^content-type[ \t]*:\s*(?:multipart/(?:related|mixed|alternative)|text/html)", re.I | re.M
)
_HEAD = 16_384


class WebArchiveReader:
    """Takes the page out of the archive and has it read as a web page."""

    name = "mht"
    extensions = (".mht", ".mhtml")
    priority = 28

    def sniffs(self, data: bytes) -> bool:
        """Mail headers at the beginning, one of which says that a page or several parts follow."""
        head = data[:_HEAD]
        return _OPENS.match(head) is not None and _KIND.search(head) is not None

    def read(self, data: bytes, name: str) -> Document:
        """The document; UnreadableInput where there is no page inside."""
        from mingzhang.readers.web_archive.archive import read_web_archive

        return read_web_archive(data, name)


READER = WebArchiveReader()
