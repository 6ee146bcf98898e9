"""A code printed over the columns 类, 款, 项 put together again, where the table's columns are known."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mingzhang.document.model import Cell, Row
from mingzhang.kit.chinese import squeeze

_LEVELS = ("类", "款", "项")
_HEADER = 6
_PART = re.compile(r"\d{1,3}")


def whole_codes(rows: Sequence[Row]) -> list[Row]:
    """The rows with the columns 类, 款, 项 as one; unchanged where the header has none or rows slipped."""
    found = _columns(rows)
    if found is None:
        return list(rows)
    begin, end = found
    width = len(rows[0].cells)
    if any(len(row.cells) != width for row in rows):
        return list(rows)
    return [
        Row([*row.cells[:begin], _whole(row.cells[begin:end]), *row.cells[end:]], row.place) for row in rows
    ]


def _columns(rows: Sequence[Row]) -> tuple[int, int] | None:
    for row in rows[:_HEADER]:
        texts = [squeeze(text) for text in row.texts()]
        for begin, text in enumerate(texts[:4]):
            if text == _LEVELS[0] and texts[begin + 1 : begin + 2] == [_LEVELS[1]]:
                return begin, begin + (3 if texts[begin + 2 : begin + 3] == [_LEVELS[2]] else 2)
    return None


def _whole(cells: Sequence[Cell]) -> Cell:
    """The code of the parts `301 | 2` or of whole codes level by level; any other first text as it is."""
    filled = [cell for cell in cells if squeeze(cell.text)]
    if not filled:
        return cells[0]
    code = ""
    for cell in filled:
        text = squeeze(cell.text)
        if code and text.startswith(code):
            code = text
        elif _PART.fullmatch(text):
            code += text if not code else text.zfill(2)
        else:
            return filled[0]
    first = filled[0]
    return Cell(code, first.place, confidence=min(cell.confidence for cell in filled))
