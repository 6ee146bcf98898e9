"""The total of a table that prints its figures and no word before them."""

from __future__ import annotations

from collections.abc import Sequence

from mingzhang.document.model import Row
from mingzhang.kit.chinese import fold, squeeze
from mingzhang.recognise.tables.cells import is_amount, is_blank
from mingzhang.standard.headings import Headings

_HEAD = 4
"""Cells at a row's beginning among which 合计 stands."""


def nameless_total(rows: Sequence[Row], lead: int, headings: Headings) -> Row | None:
    """The first or last row below the header that has amounts and neither code nor name, where no row names
    a total and only one of them can be it. `lead` cells stand before the amounts."""
    if any(squeeze(cell.text) in headings.columns.total_row for row in rows for cell in row.cells[:_HEAD]):
        return None
    filled = [row for row in rows if any(squeeze(cell.text) for cell in row.cells)]
    ends = [filled[0], filled[-1]] if len(filled) > 2 else []
    found = [
        row
        for row in ends
        if not any(squeeze(cell.text) for cell in row.cells[:lead])
        and any(is_amount(fold(cell.text)) for cell in row.cells[lead:])
        and all(is_amount(fold(cell.text)) or is_blank(cell.text, headings) for cell in row.cells[lead:])
    ]
    return found[0] if len(found) == 1 else None
