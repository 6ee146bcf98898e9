"""What a page holds and does not show: marked, so that it is not read, and said."""

from __future__ import annotations

from lxml import etree

from mingzhang.document.model import Place
from mingzhang.readers.html.stylesheet import StyleSheet
from mingzhang.readers.html.visible import has_no_text, line_of, squeezed

REASON = "网页里隐藏的文字（浏览器不显示），没有读入"
_LONGEST = 500
"""Characters that are quoted of one hidden passage."""


def hidden_in(root: etree._Element) -> list[tuple[Place, str, str]]:
    """(place, text, reason) of each passage that styles or the attribute `hidden` keep from being shown.

    The elements get the attribute `hidden`. Menus that open when they are pointed at consist of links only:
    they are hidden as well and not worth a word.
    """
    sheet = StyleSheet(root)
    found = []
    stack = [root]
    while stack:
        element = stack.pop()
        if not isinstance(element.tag, str) or has_no_text(element):
            continue
        if element.get("hidden") is None and not sheet.hides(element):
            stack += reversed(element)
            continue
        element.set("hidden", "")
        text = squeezed(_said(element)).strip()
        if text:
            found.append((Place(line=line_of(element)), text[:_LONGEST], REASON))
    return found


def _said(element: etree._Element) -> str:
    """The text inside that is neither a link's nor a program's."""
    pieces: list[str] = []
    stack: list[tuple[etree._Element, bool]] = [(element, False)]
    while stack:
        node, leaving = stack.pop()
        if leaving:
            pieces.append(node.tail or "")
            continue
        if node is not element:
            stack.append((node, True))
        if isinstance(node.tag, str) and node.tag != "a" and not has_no_text(node):
            pieces.append(node.text or "")
            stack += [(child, False) for child in reversed(node)]
    return " ".join(pieces)
