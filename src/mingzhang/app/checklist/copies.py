"""Copies of a worksheet with all that openpyxl's own copy leaves out: conditional formats, validations, print
settings, frozen panes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import copy
from typing import Any

_LONGEST = 31
_UNFIT = re.compile(r"[\[\]:*?/\\]")


def copied_sheet(book: Any, sheet: Any) -> Any:
    """A copy at the end of the workbook."""
    copied = book.copy_worksheet(sheet)
    copied.freeze_panes = sheet.freeze_panes
    copied.auto_filter = copy(sheet.auto_filter)
    copied.print_options = copy(sheet.print_options)
    copied.sheet_view.showGridLines = sheet.sheet_view.showGridLines
    copied.sheet_view.zoomScale = sheet.sheet_view.zoomScale
    if sheet.print_title_rows:
        copied.print_title_rows = sheet.print_title_rows
    for validation in sheet.data_validations.dataValidation:
        copied.add_data_validation(copy(validation))
    for area in sheet.conditional_formatting:
        for rule in area.rules:
            copied.conditional_formatting.add(str(area.sqref), copy(rule))
    return copied


def sheet_title(name: str, fallback: str, taken: Sequence[str]) -> str:
    """A title as a workbook takes it: no forbidden signs, 31 characters, not there yet."""
    base = _UNFIT.sub("-", name).strip(" '")[:_LONGEST] or fallback[:_LONGEST]
    held = {other.casefold() for other in taken}
    title, number = base, 2
    while title.casefold() in held:
        tail = f" ({number})"
        title, number = base[: _LONGEST - len(tail)] + tail, number + 1
    return title
