"""The readers there are: one folder a format, found by iteration, chosen by content, then extension."""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from pathlib import PurePath

import mingzhang.readers
from mingzhang.document.model import Document
from mingzhang.kit.errors import UnreadableInput
from mingzhang.readers.isolated import Limits, read_isolated
from mingzhang.readers.protocol import Reader


@cache
def readers() -> tuple[Reader, ...]:
    """Every reader, the most specific formats first."""
    found: list[Reader] = []
    for module in pkgutil.iter_modules(mingzhang.readers.__path__):
        if module.ispkg:
            reader: Reader = import_module(f"mingzhang.readers.{module.name}").READER
            found.append(reader)
    return tuple(sorted(found, key=lambda reader: (reader.priority, reader.name)))


def reader_for(data: bytes, name: str) -> Reader | None:
    """The reader for this content, by what it looks like first and by extension second."""
    for reader in readers():
        if reader.sniffs(data):
            return reader
    extension = PurePath(name).suffix.lower()
    return next((reader for reader in readers() if extension in reader.extensions), None)


def read_document(data: bytes, name: str, limits: Limits | None = None, *, isolated: bool = True) -> Document:
    """The document in `data`; `name` is the file's name, for messages and the extension.

    All but plain text is parsed in a process of its own, within `limits`, unless this one may crash
    (`isolated` False: it was started to read and is watched). Raises UnreadableInput where no
    reader takes it or a limit is broken, MissingPart where an optional part is not installed.
    """
    if not data.strip():
        raise UnreadableInput(
            f"{name}：文件是空的；请重新导出后再试。", f"{name}: the file is empty; export it again."
        )
    reader = reader_for(data, name)
    if reader is None:
        known = "、".join(reader.name for reader in readers())
        raise UnreadableInput(
            f"{name}：不是能识别的文件格式（可读：{known}）；请换一种格式导出。",
            f"{name}: of no format known here (readable: {known}); export it in another one.",
        )
    if not isolated or getattr(reader, "in_process", False):
        return reader.read(data, name)
    return read_isolated(reader.name, data, name, limits)
