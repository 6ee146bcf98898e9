"""The text of a paragraph as it shows once tracked changes are accepted; text boxes come out apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from mingzhang.readers.docx.names import MC, W

_GONE = {f"{W}{name}" for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "rt", "sdtPr")}
"""Deleted text, codes of fields, and properties."""
_CHANGES = {f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo")}
_BOX = f"{W}txbxContent"
_FALLBACK = f"{MC}Fallback"
_SIGNS = {f"{W}tab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}


@dataclass(slots=True)
class Run:
    """What a paragraph says, the text boxes anchored in it, whether it has tracked changes, hidden text."""

    text: str = ""
    boxes: list[etree._Element] = field(default_factory=list)
    changed: bool = False
    hidden: bool = False


def text_of(paragraph: etree._Element) -> Run:
    """The paragraph's text; hidden text is left out as it is on paper."""
    run = Run()
    pieces: list[str] = []
    _gather(paragraph, pieces, run)
    run.text = "".join(pieces)
    return run


def _gather(element: etree._Element, pieces: list[str], run: Run) -> None:
    for child in element:
        tag = child.tag
        if tag in _CHANGES:
            run.changed = True
        if tag in _GONE or tag == _FALLBACK:
            continue
        if tag == f"{W}t":
            pieces.append(child.text or "")
        elif tag in _SIGNS:
            pieces.append(_SIGNS[tag])
        elif tag == f"{W}br":
            pieces.append("" if child.get(f"{W}type") in ("page", "column") else "\n")
        elif tag == f"{W}sym":
            pieces.append(_symbol(child))
        elif tag == _BOX:
            run.boxes.append(child)
        elif tag == f"{W}r" and hidden(child):
            run.hidden = run.hidden or any((text.text or "").strip() for text in child.iter(f"{W}t"))
        else:
            _gather(child, pieces, run)


def hidden(run: etree._Element) -> bool:
    """Whether a run is hidden text (`w:vanish`)."""
    properties = run.find(f"{W}rPr")
    vanish = None if properties is None else properties.find(f"{W}vanish")
    return vanish is not None and vanish.get(f"{W}val", "true") not in ("0", "false")


def _symbol(element: etree._Element) -> str:
    code = element.get(f"{W}char", "")
    try:
        value = int(code, 16)
    except ValueError:
        return ""
    return chr(value) if 0x20 <= value < 0xE000 else "□"


def blocks_below(element: etree._Element, wanted: tuple[str, ...]) -> Iterator[etree._Element]:
    """Paragraphs and tables directly inside `element`, through content controls and tracked changes.

    What was inserted is there, what was deleted is not.
    """
    for child in element:
        if child.tag in wanted:
            yield child
        elif child.tag in (
            f"{W}sdt",
            f"{W}sdtContent",
            f"{W}ins",
            f"{W}moveTo",
            f"{W}customXml",
            f"{W}smartTag",
        ):
            yield from blocks_below(child, wanted)
