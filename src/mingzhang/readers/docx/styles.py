"""Styles: which paragraph style is a heading of which level, and which list it numbers by."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from mingzhang.readers.docx.names import VAL, W

MOST_BASES = 30
BODY = 9
"""Word's outline level of body text."""


@dataclass(frozen=True, slots=True)
class Style:
    """`level` 1 is the highest heading, 0 is body text; `list_id`, `list_level` where it numbers."""

    level: int = 0
    list_id: str | None = None
    list_level: int = 0


class Styles:
    """The paragraph styles of a document."""

    def __init__(self, root: etree._Element | None) -> None:
        self._elements: dict[str, etree._Element] = {}
        self._known: dict[str, Style] = {}
        if root is not None:
            for style in root.iterfind(f"{W}style"):
                self._elements[style.get(f"{W}styleId", "")] = style

    def of(self, style_id: str | None) -> Style:
        """What the style says, from itself or from those that it is based on."""
        if style_id is None:
            return Style()
        if style_id not in self._known:
            self._known[style_id] = self._read(style_id)
        return self._known[style_id]

    def _read(self, style_id: str) -> Style:
        level: int | None = None
        listed: tuple[str | None, int] = (None, 0)
        current: str | None = style_id
        for _ in range(MOST_BASES):
            element = self._elements.get(current or "")
            if element is None:
                break
            properties = element.find(f"{W}pPr")
            if properties is not None:
                level = outline_level(properties) if level is None else level
                listed = list_of(properties) if listed[0] is None else listed
            based = element.find(f"{W}basedOn")
            current = None if based is None else based.get(VAL)
        return Style(level or 0, *listed)


def outline_level(properties: etree._Element) -> int | None:
    """The heading level (1 highest) that paragraph properties state; 0 = body text; None = not stated."""
    found = properties.find(f"{W}outlineLvl")
    value = "" if found is None else found.get(VAL, "")
    if not value.isdecimal():
        return None
    return 0 if int(value) >= BODY else int(value) + 1


def list_of(properties: etree._Element) -> tuple[str | None, int]:
    """(list, level from 0) that paragraph properties name."""
    number = properties.find(f"{W}numPr")
    if number is None:
        return None, 0
    identity, level = number.find(f"{W}numId"), number.find(f"{W}ilvl")
    at = "0" if level is None else level.get(VAL, "0")
    return (None if identity is None else identity.get(VAL)), int(at) if at.isdecimal() else 0
