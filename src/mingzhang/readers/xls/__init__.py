"""Excel 97–2003 workbooks (.xls, and WPS .et of that format): every visible sheet as it shows."""

from __future__ import annotations

from mingzhang.document.model import Document

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = ("Workbook".encode("utf-16-le"), "Book\0".encode("utf-16-le"))


class OldWorkbookReader:
    """Reads BIFF workbooks."""

    name = "xls"
    extensions = (".xls", ".et")
    priority = 22

    def sniffs(self, data: bytes) -> bool:
        """An OLE file with a workbook stream."""
        return data.startswith(OLE) and any(stream in data for stream in _STREAMS)

    def read(self, data: bytes, name: str) -> Document:
        """The document; UnreadableInput where it is damaged or encrypted."""
        from mingzhang.readers.xls.file import read_old_workbook

        return read_old_workbook(data, name)


READER = OldWorkbookReader()
