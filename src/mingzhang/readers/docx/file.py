"""A Word file: its parts by their relationships, and what the file tells beside its text."""

from __future__ import annotations

import posixpath

from lxml import etree

from mingzhang.document.model import Document
from mingzhang.kit.errors import UnreadableInput
from mingzhang.readers.archive import Archive, parse_xml
from mingzhang.readers.docx.body import Body
from mingzhang.readers.docx.names import W, transitional
from mingzhang.readers.docx.numbering import Numbering
from mingzhang.readers.docx.styles import Styles
from mingzhang.readers.properties import traces_of

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


def read_word(data: bytes, name: str) -> Document:
    """The document in a .docx file; places are paragraphs (`line`) and cells (`T3R4C2`)."""
    archive = Archive(data, name)
    main = _related(archive, "_rels/.rels", "", "officeDocument") or "word/document.xml"
    if main not in archive:
        raise UnreadableInput(
            f"{name}：压缩包里没有 Word 正文；请检查文件。",
            f"{name}: no Word document inside; check the file.",
        )
    rels = posixpath.join(posixpath.dirname(main), "_rels", posixpath.basename(main) + ".rels")
    folder = posixpath.dirname(main)

    def part(kind: str) -> etree._Element | None:
        path = _related(archive, rels, folder, kind)
        return None if path is None or path not in archive else _xml(archive, path)

    body = Body(Styles(part("styles")), Numbering(part("numbering")), name)
    root = _xml(archive, main).find(f"{W}body")
    if root is None:
        raise UnreadableInput(f"{name}：Word 正文是空的。", f"{name}: the Word document has no body.")
    body.walk(root)
    traces = traces_of(archive)
    if body.changed:
        traces.append(("tracked_change", "w:ins, w:del"))
    if body.hidden:
        traces.append(("hidden_text", "w:vanish"))
    comments = part("comments")
    if comments is not None and len(comments):
        traces.append(("comment", str(len(comments))))
    return Document(file=name, format="docx", blocks=body.blocks, traces=traces)


def _xml(archive: Archive, part: str) -> etree._Element:
    return parse_xml(transitional(archive.read(part)), archive.name)


def _related(archive: Archive, rels: str, folder: str, kind: str) -> str | None:
    """The part that a relationship of this kind points to, as a path in the archive."""
    if rels not in archive:
        return None
    for relationship in archive.xml(rels).iterfind(_RELATIONSHIP):
        if relationship.get("Type", "").endswith("/" + kind) and relationship.get("TargetMode") != "External":
            target = relationship.get("Target", "")
            return posixpath.normpath(posixpath.join("/" + folder, target)).lstrip("/")
    return None
