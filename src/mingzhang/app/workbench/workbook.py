"""A workbook whose sheets are tables of the source package, as the CSV files that the package takes."""

from __future__ import annotations

import csv
import datetime
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from mingzhang.kit.errors import UnreadableInput


def sheets_to_csv(workbook: Path, directory: Path) -> list[str]:
    """Writes every sheet that has rows as `<sheet>.csv` into `directory`; the sheets' names.

    Dates are written as ISO, numbers as they are stored. Raises UnreadableInput where it is no workbook.
    """
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(workbook, read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError, ValueError, OSError):
        raise UnreadableInput(
            f"{workbook.name}：不是有效的 Excel 工作簿（.xlsx）；请在 Excel 或 WPS 中另存为 .xlsx。",
            f"{workbook.name}: no valid workbook (.xlsx); save it as .xlsx in Excel or WPS.",
        ) from None
    names = []
    try:
        for sheet in book.worksheets:
            rows = [[_text(value) for value in row] for row in sheet.iter_rows(values_only=True)]
            rows = [row for row in rows if any(row)]
            if rows:
                name = (
                    "".join(char for char in sheet.title if char not in '\\/:*?"<>|').strip(". ") or "sheet"
                )
                with (directory / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
                    csv.writer(stream).writerows(rows)
                names.append(name)
    finally:
        book.close()
    return names


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value).strip()
