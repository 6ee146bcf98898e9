"""A page's blocks in reading order. Nothing of it is run, and nothing is fetched."""

from __future__ import annotations

import re

from lxml import etree

from mingzhang.document.model import Block, Document, Grid, Paragraph, Place
from mingzhang.kit.errors import UnreadableInput
from mingzhang.readers.areas import Areas, oversized_tables
from mingzhang.readers.frames import without_frame
from mingzhang.readers.html.hidden import hidden_in
from mingzhang.readers.html.parsing import parsed
from mingzhang.readers.html.tables import grid_of, is_layout
from mingzhang.readers.html.visible import LINE_BREAK, is_visible, line_of, squeezed

MAX_BYTES = 64 * 1024 * 1024
MOST_TAGS = 2_000_000
_HEADING = re.compile(r"h([1-6])")
_INLINE = frozenset(
    {
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "time",
        "tt",
        "u",
        "var",
        "wbr",
        "img",
        "svg",
        "button",
        "o:p",
        "st1:chsdate",
        "st1:place",
    }
)


def read_page(data: bytes, name: str) -> Document:
    """The document in a page; places are source lines, in tables `T3R4C2`."""
    if len(data) > MAX_BYTES:
        raise UnreadableInput(
            f"{name}：网页大于 {MAX_BYTES // 1024 // 1024} MB，不像一份决算公开；请检查文件。",
            f"{name}: a page over {MAX_BYTES // 1024 // 1024} MB is no disclosure; check the file.",
        )
    if data.count(b"<") > MOST_TAGS:
        raise oversized_tables(name)
    root = parsed(data, name)
    hidden = hidden_in(root)
    walk = _Walk(name)
    walk.through(root)
    if not walk.blocks:
        raise UnreadableInput(f"{name}：网页里没有文字。", f"{name}: the page has no text.")
    traces = [("hidden_text", "html")] if hidden else []
    return Document(file=name, format="html", blocks=walk.blocks, unread=hidden, traces=traces)


def _leads_within(element: etree._Element) -> bool:
    return element.tag == "a" and (element.get("href") or "").startswith("#")


class _Walk:
    """Gathers blocks; text between block elements is a paragraph of its own."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.blocks: list[Block] = []
        self._pieces: list[str] = []
        self._line: int | None = None
        self._level = 0
        self._tables = 0
        self._areas = Areas(name)
        self._links = 0
        self._said = False
        """Inside how many links within the page; whether the paragraph says anything beside such links."""

    def through(self, root: etree._Element) -> None:
        """Walks without recursion: pages nest as deep as they like."""
        stack: list[tuple[etree._Element, bool]] = [(root, False)]
        while stack:
            element, leaving = stack.pop()
            if leaving:
                self._leave(element)
                continue
            stack.append((element, True))
            if self._enter(element):
                stack += [(child, False) for child in reversed(element)]
        self._flush()

    def _enter(self, element: etree._Element) -> bool:
        """Whether to go on into the element's children."""
        tag = element.tag
        if not isinstance(tag, str) or not is_visible(element):
            return False
        if tag == "table" and not is_layout(element):
            self._flush()
            self._tables += 1
            self._table(element)
            return False
        if tag == "br":
            self._pieces.append(LINE_BREAK)
        elif tag not in _INLINE:
            self._flush()
            heading = _HEADING.fullmatch(tag)
            self._level = int(heading.group(1)) if heading else self._level
        self._links += _leads_within(element)
        self._say(element.text, element)
        return True

    def _leave(self, element: etree._Element) -> None:
        tag = element.tag
        if isinstance(tag, str) and tag not in _INLINE and tag != "br":
            self._flush()
            self._level = 0 if _HEADING.fullmatch(tag) else self._level
        if self._links and _leads_within(element):
            self._links -= 1
        self._say(element.tail, element)

    def _say(self, text: str | None, element: etree._Element) -> None:
        if text:
            if self._line is None and text.strip():
                self._line = line_of(element)
            self._said = self._said or (not self._links and bool(text.strip()))
            self._pieces.append(text)

    def _flush(self) -> None:
        """Ends the paragraph. One of links within the page only is its table of contents."""
        if not self._said:
            self._pieces = []
        for text in squeezed("".join(self._pieces)).split("\n"):
            if text.strip():
                self.blocks.append(Paragraph(text.strip(), Place(line=self._line), self._level))
        self._pieces, self._line, self._said = [], None, False

    def _table(self, element: etree._Element) -> None:
        grid, caption = grid_of(element, self._tables, self._areas)
        place = Place(line=line_of(element), cell=grid.place.cell)
        if caption:
            self.blocks += [Paragraph(text, place) for text in caption.split("\n") if text.strip()]
        self.blocks += without_frame(Grid(grid.rows, place))
