"""What a browser would show of an element, without running or fetching anything."""

from __future__ import annotations

import re

from lxml import etree

LINE_BREAK = "\x0b"
"""Stands for `<br>` until white space is squeezed."""
_GONE = frozenset(
    {
        "script",
        "style",
        "head",
        "template",
        "noscript",
        "title",
        "select",
        "option",
        "input",
        "textarea",
        "object",
        "nav",
        "footer",
    }
)
_FRAMES = frozenset({"div", "ul", "ol", "section", "aside"})
_NAVIGATION = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|crumbs|sidebar|footer|share)(?:$|[\s_-])",
    re.IGNORECASE,
)
"""Names that pages give to what leads to other pages."""
_BLOCKS = frozenset(
    {
        "p",
        "div",
        "li",
        "tr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "dt",
        "dd",
        "section",
        "article",
        "table",
        "ul",
        "ol",
    }
)


def has_no_text(element: etree._Element) -> bool:
    """Whether what stands inside is no text of the page, or leads to other pages."""
    if element.tag in _GONE or element.get("role") == "navigation":
        return True
    named = f"{element.get('class', '')} {element.get('id', '')}"
    return element.tag in _FRAMES and _NAVIGATION.search(named) is not None


def is_visible(element: etree._Element) -> bool:
    """Whether the element is shown (see `hidden.py`) and its text is the page's."""
    return element.get("hidden") is None and not has_no_text(element)


def squeezed(text: str) -> str:
    """White space as a browser shows it; line breaks that were asked for stay."""
    lines = (" ".join(line.split()) for line in text.replace("\xa0", " ").split(LINE_BREAK))
    return "\n".join(lines)


def text_of(element: etree._Element) -> str:
    """All visible text inside an element, block elements on lines of their own."""
    pieces: list[str] = []
    stack: list[tuple[etree._Element, bool]] = [(element, False)]
    while stack:
        node, leaving = stack.pop()
        block = node.tag in _BLOCKS and node is not element
        if leaving:
            pieces.append(LINE_BREAK if block else "")
            if node is not element:
                pieces.append(node.tail or "")
            continue
        if not isinstance(node.tag, str) or (node is not element and not is_visible(node)):
            pieces.append(node.tail or "")
            continue
        stack.append((node, True))
        if block or node.tag == "br":
            pieces.append(LINE_BREAK)
        pieces.append(node.text or "")
        stack += [(child, False) for child in reversed(node)]
    lines = squeezed("".join(pieces)).split("\n")
    return "\n".join(line for line in lines if line)


def line_of(element: etree._Element) -> int | None:
    """The source line, from 1."""
    line = element.sourceline
    return line if isinstance(line, int) else None
