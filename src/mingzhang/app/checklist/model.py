"""What goes into a checklist, and what comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mingzhang.facts.findings import Report


@dataclass(frozen=True, slots=True)
class CheckedUnit:
    """A checked file and whose it is. `ran`: how often each rule ran."""

    name: str
    year: int | None
    report: Report
    ran: Mapping[str, int]


@dataclass(slots=True)
class Filled:
    """The workbook, and what came of its points: answered by rules, left to the human, names that mean no
    rule as (sheet, row, name)."""

    workbook: bytes = b""
    answered: int = 0
    by_hand: int = 0
    unknown: list[tuple[str, int, str]] = field(default_factory=list)
