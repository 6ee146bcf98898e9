"""Cells of a text row: tab and pipe separated, with the HTML that OCR leaves behind."""

from __future__ import annotations

import re

from mingzhang.document.model import Cell, Place, Row
from mingzhang.readers.text.limits import MAX_SPAN

_TAG = re.compile(r"<(/?)(td|th|tr|br|p|b|strong|i|em|u|sup|sub|span|div|font)\b([^<>]*)>", re.IGNORECASE)
_SPAN = re.compile(r"(col|row)span\s*=\s*[\"']?(\d{1,4})", re.IGNORECASE)
_ENTITIES = {
    "&nbsp;": " ",
    "&amp;": "&",
    "&lt;": "<",
    "&gt;": ">",
    "&quot;": '"',
    "&ldquo;": "“",
    "&rdquo;": "”",
}
_BOLD = re.compile(r"\*\*(.+?)\*\*|__(.+?)__")


def plain(text: str) -> str:
    """The text without bold markers, tags and entities (comparison signs stay)."""
    if "*" in text or "_" in text:
        text = _BOLD.sub(lambda found: found.group(1) or found.group(2), text)
    if "<" in text:
        text = _TAG.sub(lambda found: " " if found.group(2).lower() in ("br", "p", "div") else "", text)
    if "&" in text:
        for entity, char in _ENTITIES.items():
            text = text.replace(entity, char)
    return text.strip()


def tab_row(line: str, number: int) -> Row:
    """The row of a tab-separated line; `<td colspan="8">` opens a further cell of that span."""
    place = Place(line=number)
    cells: list[Cell] = []
    for part in line.split("\t"):
        cells.extend(_cells(part, place))
    return Row(cells, place)


def pipe_row(line: str, number: int) -> Row | None:
    """The row of a Markdown pipe table, or None for the rule under its header."""
    place = Place(line=number)
    body = line.strip()
    body = body.removeprefix("|")
    if body.endswith("|") and not body.endswith("\\|"):
        body = body[:-1]
    parts = re.split(r"(?<!\\)\|", body)
    if all(re.fullmatch(r"\s*:?-{2,}:?\s*", part) for part in parts):
        return None
    cells: list[Cell] = []
    for part in parts:
        cells.extend(_cells(part.replace("\\|", "|"), place))
    return Row(cells, place)


def spans_of(attributes: str) -> tuple[int, int]:
    """(row span, column span) in a tag's attributes, each at least 1 and at most MAX_SPAN."""
    spans = {"row": 1, "col": 1}
    for kind, value in _SPAN.findall(attributes):
        spans[kind.lower()] = min(max(int(value), 1), MAX_SPAN)
    return spans["row"], spans["col"]


def _cells(text: str, place: Place) -> list[Cell]:
    """The cell, and one more for every table cell tag that stands inside it."""
    if "<" not in text or not re.search(r"<t[dh]\b", text, re.IGNORECASE):
        return [Cell(plain(text), place)]
    cells: list[Cell] = []
    pieces = re.split(r"<t[dh]\b([^<>]*)>", text, flags=re.IGNORECASE)
    before = plain(pieces[0])
    if before:
        cells.append(Cell(before, place))
    for attributes, content in zip(pieces[1::2], pieces[2::2], strict=True):
        row_span, col_span = spans_of(attributes)
        cells.append(Cell(plain(content), place, row_span=row_span, col_span=col_span))
    return cells
