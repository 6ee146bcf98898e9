"""Excel 97–2003 workbooks (.xls, and WPS .et of that format): every visible sheet as it shows."""

from __future__ import annotations

from mingzhang.document.model import Document

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = ("Workbook".encode("utf-16-le"), "Book\0".encode("utf-16-le"))


_WORD = "WordDocument".encode("utf-16-le")


def _is_workbook(data: bytes) -> bool:
    """Whether the workbook is the file itself, and none embedded in a text (or the other way round)."""
    from mingzhang.readers.xls.compound import streams_of

    return any(name.lower() in ("workbook", "book") for name in streams_of(data) or ())


class OldWorkbookReader:
    """Reads BIFF workbooks."""

    name = "xls"
    extensions = (".xls", ".et")
    priority = 22

    def sniffs(self, data: bytes) -> bool:
        """An OLE file with a workbook stream."""
        if not data.startswith(OLE) or not any(stream in data for stream in _STREAMS):
            return False
        return _WORD not in data or _is_workbook(data)

    def read(self, data: bytes, name: str) -> Document:
        """The document; UnreadableInput where it is damaged or encrypted."""
        from mingzhang.readers.xls.file import read_old_workbook

        return read_old_workbook(data, name)


READER = OldWorkbookReader()
