"""The last sheet of a filled checklist: how much of it rules have answered, and for whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mingzhang.app.checklist.copies import sheet_title
from mingzhang.app.checklist.model import CheckedUnit, Filled
from mingzhang.kit.language import Language, Text
from mingzhang.kit.printable import printable


def file_of(unit: CheckedUnit) -> str:
    """The file's name without its folder."""
    return printable(unit.report.file.replace("\\", "/").rsplit("/", 1)[-1])


def add_remarks(book: Any, filled: Filled, units: Sequence[CheckedUnit], language: Language) -> None:
    """A last sheet says what was filled in by rules and what was left."""
    title = Text("填写说明", "About").said(language)
    sheet = book.create_sheet(sheet_title(title, title, book.sheetnames))
    rows = [
        [Text("由规则核对的要点", "points answered by rules").said(language), filled.answered],
        [Text("需人工核对的要点", "points left to be checked by hand").said(language), filled.by_hand],
    ]
    rows += [
        [Text("没有这条规则", "no such rule").said(language), f"{place}!{row}", word]
        for place, row, word in filled.unknown
    ]
    rows += [
        [
            Text("单位", "unit").said(language),
            printable(unit.name),
            printable(unit.report.file),
            unit.year or "",
        ]
        for unit in units
    ]
    for row in rows:
        sheet.append(row)
    for cells in sheet.iter_rows():
        for cell in cells:
            if isinstance(cell.value, str):
                cell.data_type = "s"
    sheet.column_dimensions["A"].width = 28
    sheet.column_dimensions["B"].width = 40
