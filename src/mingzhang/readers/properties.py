"""The document properties of an office file: who is named as author."""

from __future__ import annotations

from mingzhang.readers.archive import Archive

_CORE = "docProps/core.xml"
_PERSONS = (
    ("author", "{http://purl.org/dc/elements/1.1/}creator"),
    (
        "author",
        "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}lastModifiedBy",
    ),
)


def traces_of(archive: Archive) -> list[tuple[str, str]]:
    """(kind, name) of the authors that the properties name."""
    if _CORE not in archive:
        return []
    root = archive.xml(_CORE)
    found = []
    for kind, tag in _PERSONS:
        element = root.find(tag)
        if element is not None and (element.text or "").strip():
            found.append((kind, (element.text or "").strip()))
    return found
