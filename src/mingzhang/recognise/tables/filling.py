"""Figures of a row into facts: in place, or kept as a doubt where the row slipped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from mingzhang.document.model import Cell, Row
from mingzhang.facts.model import Fact, Statement
from mingzhang.kit.chinese import squeeze
from mingzhang.recognise.tables.cells import fact_of, is_blank
from mingzhang.recognise.tables.placing import Doubt, Shape, Slot, choices_of
from mingzhang.standard.headings import Headings

SURPLUS = "表头对不上的数字"
"""The reason for figures in a column that the standard does not know."""


@dataclass(slots=True)
class TableRead:
    """What reading a table leaves open: rows not understood (with the reason) and rows in doubt."""

    unread: list[tuple[Row, str]] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class RowHead:
    """The facts' common part: code, label, side, line number, and how the row was recognised."""

    code: str
    label: str | None
    side: str | None = None
    line_no: str | None = None
    inferred: str | None = None


def fill(
    statement: Statement,
    row: Row,
    cells: Sequence[Cell],
    slots: Sequence[Slot | None],
    shape: Shape,
    head: RowHead,
    headings: Headings,
    read: TableRead,
    *,
    first: int | None = None,
    surplus: str = SURPLUS,
) -> None:
    """Facts for the filled `cells` behind a row's label; `slots` say what stands where.

    Cells marked “——” are places but no facts. What has no slot goes to `read.unread`.
    """
    choices, why = choices_of(cells, slots, shape, first)
    filled = [cell for cell in cells if squeeze(cell.text)]
    facts: list[Fact] = []
    kept: list[int] = []
    lost: list[str] = []
    for number, (cell, at) in enumerate(zip(filled, choices[0], strict=True)):
        if is_blank(cell.text, headings):
            continue
        slot = slots[at] if 0 <= at < len(slots) else None
        if slot is None:
            lost.append(squeeze(cell.text))
            continue
        fact = fact_of(
            cell,
            headings,
            code=slot[0],
            column=slot[1],
            label=head.label,
            side=head.side,
            line_no=head.line_no,
            inferred=head.inferred,
        )
        if fact is not None:
            facts.append(fact)
            kept.append(number)
    statement.facts += facts
    if lost:
        read.unread.append((row, f"{surplus}：{'、'.join(lost)}"))
    if why is not None and facts:
        reduced = list(dict.fromkeys(tuple(choice[number] for number in kept) for choice in choices))
        read.doubts.append(Doubt(statement, facts, slots, reduced, why))
