"""Word documents (.docx, .docm): the text and the tables as they show, tracked changes accepted."""

from __future__ import annotations

from mingzhang.document.model import Document

ZIP = b"PK\x03\x04"


class WordReader:
    """Reads Office Open XML text documents."""

    name = "docx"
    extensions = (".docx", ".docm", ".dotx")
    priority = 20

    def sniffs(self, data: bytes) -> bool:
        """A zip that has a Word body."""
        return data.startswith(ZIP) and b"word/" in data

    def read(self, data: bytes, name: str) -> Document:
        """The document; UnreadableInput where it is damaged, encrypted, malicious or no Word file."""
        from mingzhang.readers.docx.file import read_word

        return read_word(data, name)


READER = WordReader()
