"""The members of a zip file, with limits: no bomb, no endless nesting, nothing written to the disk."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from mingzhang.corpus.ingest.sources import Source, as_shown, too_large, wanted_member
from mingzhang.kit.errors import UnreadableInput
from mingzhang.readers.archive import ZIP, damaged, encrypted, oversized

MOST_MEMBERS = 100_000
MOST_UNPACKED = 64 * 1024**3
"""Members of one archive, and bytes of all of them together."""
MOST_RATIO = 400
_SMALL = 1024 * 1024
"""A member over a megabyte that was packed smaller than a 400th is no document."""
DEEPEST = 2
"""An archive may hold archives (a district's, of its units'), and those no further ones."""
_OFFICE = ("[Content_Types].xml", "mimetype", "META-INF/manifest.xml")
"""Members that say: this zip file is one document."""

_REFUSED = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, ValueError, RuntimeError)


def is_archive(path: Path) -> bool:
    """Whether a file is a zip of documents, not a document that happens to be a zip."""
    if path.suffix.lower() != ".zip":
        return False
    try:
        with path.open("rb") as file:
            return _holds_documents(file.read(4), lambda: zipfile.ZipFile(path))
    except OSError:
        return False


def _holds_documents(begin: bytes, opened: Callable[[], zipfile.ZipFile]) -> bool:
    if begin != ZIP:
        return False
    try:
        with opened() as archive:
            return not any(name in _OFFICE for name in archive.namelist()[:50])
    except _REFUSED:
        return True


def members_of(path: Path, max_size: int) -> Iterator[Source]:
    """The members by name; one source that says why, where the archive cannot be taken."""
    shown = as_shown(path)
    try:
        archive = zipfile.ZipFile(path)
    except _REFUSED:
        yield _refusing(shown, damaged(path.name))
        return
    with archive:
        yield from _members(archive, shown, max_size, 1)


def _members(archive: zipfile.ZipFile, shown: str, max_size: int, depth: int) -> Iterator[Source]:
    entries = archive.infolist()
    if len(entries) > MOST_MEMBERS or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        yield _refusing(shown, oversized(shown))
        return
    named = sorted((_name(entry), at) for at, entry in enumerate(entries))
    for name, at in named:
        if not wanted_member(name):
            continue
        source = Source(f"{shown}!{name}", _reading(archive, entries[at], f"{shown}!{name}", max_size))
        if not name.lower().endswith(".zip"):
            yield source
            continue
        yield from _inner(source, max_size, depth)


def _inner(source: Source, max_size: int, depth: int) -> Iterator[Source]:
    """The members of an archive in an archive."""
    try:
        data = source.read()
    except UnreadableInput:
        yield source
        return
    if not _holds_documents(data[:4], lambda: zipfile.ZipFile(io.BytesIO(data))):
        yield source
    elif depth >= DEEPEST:
        yield _refusing(source.path, _too_deep(source.path))
    else:
        try:
            archive = zipfile.ZipFile(io.BytesIO(data))
        except _REFUSED:
            yield _refusing(source.path, damaged(source.path))
            return
        with archive:
            yield from _members(archive, source.path, max_size, depth + 1)


def _reading(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, shown: str, max_size: int
) -> Callable[[], bytes]:
    """How to read a member, which must be done before the next source is asked for."""

    def read() -> bytes:
        if entry.flag_bits & 1:
            raise encrypted(shown)
        unpacked = entry.file_size
        if unpacked > max_size:
            raise too_large(shown, unpacked, max_size)
        if unpacked > _SMALL and unpacked > MOST_RATIO * max(entry.compress_size, 1):
            raise oversized(shown)
        try:
            with archive.open(entry) as stream:
                data = stream.read(unpacked + 1)
        except _REFUSED:
            raise damaged(shown) from None
        if len(data) > unpacked:
            raise oversized(shown)
        return data

    return read


def _refusing(shown: str, error: UnreadableInput) -> Source:
    def read() -> bytes:
        raise error

    return Source(shown, read)


def _too_deep(shown: str) -> UnreadableInput:
    return UnreadableInput(
        f"{shown}：压缩包套得太深（超过 {DEEPEST} 层）；请先解压再收入。",
        f"{shown}: archives nested more than {DEEPEST} deep; unpack it first.",
    )


def _name(entry: zipfile.ZipInfo) -> str:
    """The member's name; older Chinese systems write GBK and do not say so."""
    name = entry.filename
    if not entry.flag_bits & 0x800:
        try:
            return name.encode("cp437").decode("gb18030")
        except (UnicodeEncodeError, UnicodeDecodeError):
            return name
    return name


def count_of_members(path: Path) -> int:
    """How many files to expect of one, for the progress: an archive's members, else 1."""
    if not is_archive(path):
        return 1
    try:
        with zipfile.ZipFile(path) as archive:
            return sum(wanted_member(name) for name in archive.namelist())
    except _REFUSED:
        return 1
