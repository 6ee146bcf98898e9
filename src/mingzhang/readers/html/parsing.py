"""The bytes of a page as a tree of elements: its encoding found, nothing run and nothing fetched."""

from __future__ import annotations

import re

from lxml import etree, html

from mingzhang.kit.errors import UnreadableInput

MOST_BROKEN = 5
"""Broken characters of a short page that are borne."""


def parsed(data: bytes, name: str) -> etree._Element:
    """The root element, by the encoding that the page names, or UTF-8, or GB18030."""
    text = _decoded(data)
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, huge_tree=False)
    try:
        if text is not None:
            return html.document_fromstring(text.encode(), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        pass
    raise UnreadableInput(
        f"{name}：网页读不了（内容损坏或编码有误）；请用浏览器另存后再试。",
        f"{name}: the page cannot be parsed (damaged, or of a broken encoding); save it again in a browser.",
    )


def _decoded(data: bytes) -> str | None:
    """The page's text. A few broken characters stand as U+FFFD."""
    encodings = _encodings(data)
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    for encoding in encodings:
        try:
            text = data.decode(encoding, errors="replace")
        except LookupError:
            continue
        if text.count("\ufffd") <= max(MOST_BROKEN, len(text) // 1000):
            return text
    return None


_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_\-]+)", re.IGNORECASE)


def _encodings(data: bytes) -> list[str]:
    if data[:3] == b"\xef\xbb\xbf":
        return ["utf-8-sig"]
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return ["utf-16"]
    named = _CHARSET.search(data[:8192])
    stated = named.group(1).decode("ascii").lower() if named else "utf-8"
    if stated in ("gb2312", "gbk"):
        stated = "gb18030"
    return [*dict.fromkeys((stated, "utf-8", "gb18030"))]
