"""The linear system that repair works on: cells (printed, blank, unreadable) and identities over them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

import numpy as np

from mingzhang.facts.batch import Batch
from mingzhang.facts.model import Disclosure, Source
from mingzhang.identities.cells import cells_of
from mingzhang.identities.ground import Grounding, ground
from mingzhang.kit.address import CellAddress
from mingzhang.kit.amounts import FEN_PER_UNIT, from_fen, half_unit_fen
from mingzhang.kit.places import effective_places
from mingzhang.repair.blanks import blank_candidates, with_blanks
from mingzhang.repair.verifying import AS_PRINTED, Reading, groundings_of, under
from mingzhang.standard.load import Standard

COUNT = "count"


@dataclass(slots=True)
class Cell:
    """One cell. `fen`, `half`: as printed, in 分 (or pieces); 0 where blank or not readable.

    `step`, `own_half`: one unit of the last place that its statement uses, and half of it, 分.
    """

    address: CellAddress
    fen: int
    half: int
    unit: str
    digits: int
    printed: str | None
    readable: bool = True
    label: str | None = None
    source: Source = field(default_factory=Source)
    confidence: float = 1.0
    rows: list[int] = field(default_factory=list)

    @property
    def step(self) -> int:
        """One unit of the last place, in 分."""
        return 1 if self.unit == COUNT else max(1, FEN_PER_UNIT[self.unit] // 10**self.digits)

    @property
    def own_half(self) -> int:
        """What rounding to that place may take or give, in 分."""
        return 0 if self.unit == COUNT else half_unit_fen(self.digits, self.unit)

    @property
    def blank(self) -> bool:
        """Whether nothing is printed in it."""
        return self.printed is None and self.readable

    def said(self, fen: int | Decimal) -> str:
        """An amount in 分 as this cell would print it."""
        return str(fen) if self.unit == COUNT else from_fen(int(fen), self.unit, self.digits)


@dataclass(frozen=True, slots=True)
class Line:
    """One identity over cells: |Σ coefficient × cell| ≤ slack (or Σ ≥ −slack)."""

    identity: str
    cells: tuple[int, ...]
    coefficients: tuple[int, ...]
    at_least: bool
    allowance: int


@dataclass(slots=True)
class System:
    """All lines of one document and the cells in them."""

    cells: list[Cell]
    lines: list[Line]

    def residual(self, line: Line, changed: Mapping[int, int] | None = None) -> tuple[int, int]:
        """(Σ coefficient × cell, what rounding explains of it), with the cells in `changed` replaced, 分."""
        total, slack = 0, line.allowance
        for at, factor in zip(line.cells, line.coefficients, strict=True):
            cell = self.cells[at]
            if changed is not None and at in changed:
                total += factor * changed[at]
                slack += abs(factor) * (cell.own_half if changed[at] or not cell.blank else 0)
            else:
                total += factor * cell.fen
                slack += abs(factor) * cell.half
        return total, slack

    def holds(self, line: Line, changed: Mapping[int, int] | None = None) -> bool:
        """Whether the line can be true."""
        total, slack = self.residual(line, changed)
        return total >= -slack if line.at_least else abs(total) <= slack

    def readable(self, line: Line) -> bool:
        """Whether every cell of the line can be read."""
        return all(self.cells[at].readable for at in line.cells)

    def broken(self) -> list[int]:
        """The lines that no rounding explains."""
        return [
            number for number, line in enumerate(self.lines) if self.readable(line) and not self.holds(line)
        ]


def conditions_of(groundings: Sequence[Grounding], standard: Standard) -> dict[str, bool]:
    """The conditions of sums that are zero, by whether the printed figures meet them."""
    sums = {
        name
        for name, conditions in standard.identity_conditions.items()
        if any(condition.total or condition.parts for condition in conditions)
    }
    return {
        grounding.identity.when: len(grounding) > 0
        for grounding in groundings
        if grounding.identity.when is not None and grounding.identity.when in sums
    }


def system_of(disclosure: Disclosure, standard: Standard, reading: Reading = AS_PRINTED) -> System:
    """The system of a disclosure, blank candidates among its cells."""
    asked = {g.identity.rule for g in groundings_of([disclosure], standard, reading) if len(g)}
    augmented, added = with_blanks(disclosure, blank_candidates(disclosure, standard))
    batch = Batch.of([augmented])
    index = cells_of(batch)
    filled = np.asarray([index.address(row) in added for row in range(len(index.fen))], dtype=np.bool_)
    index.known = index.known | filled
    groundings = []
    for identity in standard.identities.values():
        chosen = under(identity, reading)
        if identity.rule in asked and chosen is not None:
            groundings.append(ground(batch, chosen, standard))
    system = System(_cells(augmented, batch, added), [])
    for grounding in groundings:
        system.lines += _lines(grounding)
    for number, line in enumerate(system.lines):
        for at in line.cells:
            system.cells[at].rows.append(number)
    return system


def _cells(disclosure: Disclosure, batch: Batch, added: set[CellAddress]) -> list[Cell]:
    index = cells_of(batch)
    cells: list[Cell] = []
    groups = [(s.id, s.currency_unit or "万元", s.facts) for s in disclosure.statements]
    for statement, currency, facts in [*groups, ("figures", "万元", disclosure.figures)]:
        unit = currency if currency in FEN_PER_UNIT else "万元"
        money = [fact.value for fact in facts if fact.value is not None and fact.column != COUNT]
        places = effective_places(money)
        usual = max(places, key=places.count, default=2)
        for fact in facts:
            at = len(cells)
            address = CellAddress(statement, fact.side, fact.code, fact.column)
            cells.append(
                Cell(
                    address=address,
                    fen=int(index.fen[at]),
                    half=int(index.half[at]),
                    unit=COUNT if fact.column == COUNT else unit,
                    digits=0 if fact.column == COUNT else usual,
                    printed=fact.value,
                    readable=fact.value is not None or address in added,
                    label=fact.label,
                    source=fact.source,
                    confidence=fact.confidence,
                )
            )
    return cells


def _lines(grounding: Grounding) -> list[Line]:
    """The groups of one grounding with at least one cell that is printed; equal cells merged."""
    order = np.argsort(grounding.group, kind="stable")
    groups = grounding.group[order].tolist()
    rows = grounding.rows[order].tolist()
    factors = grounding.coefficient[order].tolist()
    merged: dict[int, dict[int, int]] = {}
    for group, row, factor in zip(groups, rows, factors, strict=True):
        cells = merged.setdefault(group, {})
        cells[row] = cells.get(row, 0) + factor
    lines = []
    for group, cells in merged.items():
        kept = {row: factor for row, factor in cells.items() if factor}
        if kept:
            lines.append(
                Line(
                    grounding.identity.rule,
                    tuple(kept),
                    tuple(kept.values()),
                    grounding.identity.relation == ">=",
                    int(grounding.allowance[group]),
                )
            )
    return lines
