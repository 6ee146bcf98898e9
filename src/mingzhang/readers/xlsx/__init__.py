"""Excel workbooks (.xlsx, .xlsm): every visible sheet as it shows."""

from __future__ import annotations

from mingzhang.document.model import Document

ZIP = b"PK\x03\x04"


class WorkbookReader:
    """Reads Office Open XML workbooks."""

    name = "xlsx"
    extensions = (".xlsx", ".xlsm", ".xltx")
    priority = 21

    def sniffs(self, data: bytes) -> bool:
        """A zip that has a workbook."""
        return data.startswith(ZIP) and b"xl/" in data

    def read(self, data: bytes, name: str) -> Document:
        """The document; UnreadableInput where it is damaged, encrypted, malicious or no workbook."""
        from mingzhang.readers.xlsx.file import read_workbook

        return read_workbook(data, name)


READER = WorkbookReader()
