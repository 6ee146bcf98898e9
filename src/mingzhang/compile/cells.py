"""What a compiled cell selects: the one declaration that both compilation and tracing follow."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Measure = Literal["money", "rows", "whole"]
"""money: amounts, printed in 万元; rows: how many records; whole: a stored number of things."""
Subject = Literal["functional", "economic"]


@dataclass(frozen=True, slots=True)
class Records:
    """Records of one table; `where` is SQL over the columns that its groups and its rows share."""

    table: str
    where: str = "true"


@dataclass(frozen=True, slots=True)
class Cells:
    """One cell (`code`), or one column of cells by `subject` code at the levels (digits) given.

    `prefix` stands before a subject's code in the cell's own code.
    """

    statement: str
    side: str | None
    column: str
    records: tuple[Records, ...]
    code: str | None = None
    subject: Subject | None = None
    levels: tuple[int, ...] = ()
    prefix: str = ""
    measure: Measure = "money"

    def selects(self, code: str) -> tuple[Records, ...] | None:
        """The records of the cell with this code; None where it is none of these cells."""
        if self.code is not None:
            return self.records if code == self.code else None
        subject = code.removeprefix(self.prefix)
        if not code.startswith(self.prefix) or not subject.isdecimal() or len(subject) not in self.levels:
            return None
        below = f"starts_with({self.subject}, '{subject}')"
        return tuple(Records(item.table, f"({item.where}) AND {below}") for item in self.records)
