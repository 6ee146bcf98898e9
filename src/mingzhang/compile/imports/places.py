"""Problems with their places in a workbook."""

from __future__ import annotations

from mingzhang.compile.problems import Problem
from mingzhang.kit.language import Text


def letter(column: int) -> str:
    """The letters of a column from 1."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def sheet_fault(sheet: str, reason: Text, row: int = 0) -> Problem:
    """A problem of a sheet, or of its header row, as a whole."""
    return Problem(sheet, (row,) if row else (), "-", "", reason, place=f"{sheet}!{row}" if row else sheet)


def cell_fault(sheet: str, row: int, column: int | None, heading: str, value: str, reason: Text) -> Problem:
    """A problem of a cell (`Sheet!B7`), or of a row where no column is meant."""
    place = f"{sheet}!{letter(column) if column else ''}{row}"
    return Problem(sheet, (row,), heading, value, reason, place=place)
