"""The parts of an office file (a zip of XML), with limits: no bomb, no entity, no path leaves it."""

from __future__ import annotations

import io
import zipfile
import zlib

from lxml import etree

from mingzhang.kit.errors import UnreadableInput

MAX_PARTS = 10_000
MAX_PART = 256 * 1024 * 1024
MAX_WHOLE = 512 * 1024 * 1024
"""Bytes that one part, and all parts together, may have once they are unpacked."""
MAX_RATIO = 400
"""An office file's XML shrinks to a fiftieth at the most; what shrinks more than this is a bomb."""
_SMALL = 1024 * 1024
MOST_TAGS = 4_000_000
"""Tags of one part; the tree of so many takes some 400 MB."""

ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"


class Archive:
    """An office file, its parts read on demand. Raises UnreadableInput for whatever is wrong with it."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
            raise self._damaged() from None
        entries = self._zip.infolist()
        if len(entries) > MAX_PARTS:
            raise self._bomb()
        if sum(entry.file_size for entry in entries) > MAX_WHOLE:
            raise self._bomb()
        self._entries = {entry.filename.lstrip("/"): entry for entry in entries}

    def __contains__(self, part: str) -> bool:
        return part in self._entries

    def names(self) -> list[str]:
        """The names of all parts."""
        return list(self._entries)

    def read(self, part: str) -> bytes:
        """The bytes of a part; UnreadableInput where it is missing, damaged, encrypted or a bomb."""
        entry = self._entries.get(part)
        if entry is None:
            raise self._damaged()
        if entry.flag_bits & 1:
            raise encrypted(self.name)
        unpacked = entry.file_size
        if unpacked > MAX_PART or (unpacked > _SMALL and unpacked > MAX_RATIO * max(entry.compress_size, 1)):
            raise self._bomb()
        try:
            with self._zip.open(entry) as stream:
                data = stream.read(unpacked + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError):
            raise self._damaged() from None
        if len(data) > unpacked:
            raise self._bomb()
        return data

    def xml(self, part: str) -> etree._Element:
        """The root element of a part; entities are not resolved and nothing outside is opened."""
        return parse_xml(self.read(part), self.name)

    def _damaged(self) -> UnreadableInput:
        return damaged(self.name)

    def _bomb(self) -> UnreadableInput:
        return oversized(self.name)


def parse_xml(data: bytes, name: str) -> etree._Element:
    """The root element of XML from a foreign file. Raises UnreadableInput where it is not well-formed."""
    if data.count(b"<") > MOST_TAGS:
        raise oversized(name)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise (_nested(name) if "depth" in str(error).lower() else damaged(name)) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableInput(
            f"{name}：文件里有 XML 文档类型声明，正常的办公文件没有；没有读取。",
            f"{name}: holds an XML document type declaration, which office files never do; not read.",
        )
    return root


def oversized(name: str) -> UnreadableInput:
    """The file unpacks to far more than a document has."""
    return UnreadableInput(
        f"{name}：展开后大得不合常理，可能是恶意文件；没有读取。",
        f"{name}: unreasonably large once unpacked, maybe a malicious file; not read.",
    )


def _nested(name: str) -> UnreadableInput:
    return UnreadableInput(
        f"{name}：表格或段落嵌套太深，不像办公软件写的文件；没有读取。",
        f"{name}: nested more deeply than office programs write; not read.",
    )


def damaged(name: str) -> UnreadableInput:
    """The file is cut off or broken."""
    return UnreadableInput(
        f"{name}：文件已损坏或不完整；请重新下载或另存后再试。",
        f"{name}: damaged or incomplete; download it or save it again.",
    )


def encrypted(name: str) -> UnreadableInput:
    """The file has a password."""
    return UnreadableInput(
        f"{name}：文件加了密码；请去掉密码另存后再试。", f"{name}: has a password; save it without one."
    )
