"""Formats that LibreOffice opens for us: .doc, .wps, .rtf, .odt, .ods."""

from __future__ import annotations

from mingzhang.document.model import Document

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORD = "WordDocument".encode("utf-16-le")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_FIB = b"\xec\xa5"
_SECTOR = 64
"""Bytes of the sectors of short streams; the long ones are a multiple."""
_VERSIONS = range(0x00C0, 0x0120)
"""nFib of Word 97 to 2007."""
_OPEN_DOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument."


class ConvertedReader:
    """Has LibreOffice convert a file, and reads what comes out; encrypted office files end here too."""

    name = "converted"
    extensions = (".doc", ".wps", ".wpt", ".rtf", ".odt", ".ods", ".dot")
    priority = 40

    def sniffs(self, data: bytes) -> bool:
        """Word 97–2003 and WPS text, an encrypted package, RTF, OpenDocument."""
        if data.startswith(_OLE):
            return _WORD in data or _ENCRYPTED in data
        return data.startswith(rb"{\rtf") or _OPEN_DOCUMENT in data[:200]

    def read(self, data: bytes, name: str) -> Document:
        """The document; UnreadableInput where there is no LibreOffice, or it cannot open the file."""
        from mingzhang.readers.archive import Archive, encrypted
        from mingzhang.readers.converted.conversion import read_converted

        if data.startswith(_OLE) and (_ENCRYPTED in data or _has_password(data)):
            raise encrypted(name)
        if _OPEN_DOCUMENT in data[:200]:
            # Looked at before LibreOffice unpacks it: whether it is sound, no bomb, and without a password.
            archive = Archive(data, name)
            if b"encryption-data" in archive.read("META-INF/manifest.xml"):
                raise encrypted(name)
            archive.read("content.xml")
        return read_converted(data, name, spreadsheet=b"opendocument.spreadsheet" in data[:200])


def _has_password(data: bytes) -> bool:
    """Whether Word's own file header, at the beginning of a sector, says that the text is encrypted.

    Source: [MS-DOC] 2.5.2 FibBase: wIdent 0xA5EC, the flag fEncrypted in the word at byte 10.
    """
    for at in range(512, len(data) - 12, _SECTOR):
        if data[at : at + 2] == _FIB and int.from_bytes(data[at + 2 : at + 4], "little") in _VERSIONS:
            return bool(int.from_bytes(data[at + 10 : at + 12], "little") & 0x0100)
    return False


READER = ConvertedReader()
