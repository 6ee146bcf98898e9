"""Addresses of cells: `expenditure/2240106/project`, with a side where the statement has two."""

from __future__ import annotations

from typing import NamedTuple


class CellAddress(NamedTuple):
    """Where a figure stands in the standard's statements. `side` is None in one-sided statements."""

    statement: str
    side: str | None
    code: str
    column: str

    def __str__(self) -> str:
        middle = f"{self.side}/" if self.side else ""
        return f"{self.statement}/{middle}{self.code}/{self.column}"

    @classmethod
    def parse(cls, text: str) -> CellAddress:
        """The address written by `str`; ValueError if it has neither three nor four parts."""
        parts = text.split("/")
        if len(parts) == 3:
            return cls(parts[0], None, parts[1], parts[2])
        if len(parts) == 4:
            return cls(parts[0], parts[1], parts[2], parts[3])
        raise ValueError(text)
