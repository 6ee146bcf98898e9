"""The linear system of one document: its identities as rows over its printed cells, in components.

Cells are printed facts with an interval [value − half, value + half] in whole 分; blank cells are zero
and appear nowhere. Rows that hold a cell which could not be read are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from mingzhang.identities.ground import Grounding


@dataclass(frozen=True, slots=True)
class Row:
    """Σ coefficient × cell = 0 (or ≥ 0), give or take `allowance` 分; `cells`: places in the component."""

    identity: int
    group: int
    cells: tuple[int, ...]
    coefficients: tuple[int, ...]
    at_least: bool
    allowance: int = 0


@dataclass(slots=True)
class Component:
    """Cells (rows of the fact table) connected by identities, and those identities."""

    facts: list[int] = field(default_factory=list)
    values: list[int] = field(default_factory=list)
    halves: list[int] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    broken: bool = False
    """Whether an identity is broken by itself."""

    def residual(self, row: Row) -> int:
        """Total − parts as printed, in 分."""
        return sum(a * self.values[i] for i, a in zip(row.cells, row.coefficients, strict=True))

    @property
    def exact(self) -> bool:
        """Whether every identity is true as printed."""
        residuals = [(row, self.residual(row)) for row in self.rows]
        return all(value >= 0 if row.at_least else value == 0 for row, value in residuals)

    @property
    def acyclic(self) -> bool:
        """Whether cells and identities form a tree, in which agreement of neighbours is agreement of all."""
        return sum(len(row.cells) for row in self.rows) == len(self.facts) + len(self.rows) - 1


def components(groundings: Sequence[Grounding], document: int) -> list[Component]:
    """The connected components of one document's cells under the given identities."""
    gathered = [
        entry for index, grounding in enumerate(groundings) for entry in _rows(grounding, index, document)
    ]
    root: dict[int, int] = {}

    def find(cell: int) -> int:
        while root.setdefault(cell, cell) != cell:
            root[cell] = root[root[cell]]
            cell = root[cell]
        return cell

    for _, _, cells, _ in gathered:
        for cell in cells[1:]:
            root[find(cell)] = find(cells[0])
    found: dict[int, Component] = {}
    position: dict[int, int] = {}
    for index, group, cells, coefficients in gathered:
        grounding = groundings[index]
        part = found.setdefault(find(cells[0]), Component())
        for cell in cells:
            if cell not in position:
                position[cell] = len(part.facts)
                part.facts.append(cell)
                part.values.append(int(grounding.cells.fen[cell]))
                part.halves.append(int(grounding.cells.half[cell]))
        part.broken = part.broken or bool(grounding.broken[group])
        part.rows.append(
            Row(
                identity=index,
                group=group,
                cells=tuple(position[cell] for cell in cells),
                coefficients=tuple(coefficients),
                at_least=grounding.identity.relation == ">=",
                allowance=int(grounding.allowance[group]),
            )
        )
    return list(found.values())


def _rows(grounding: Grounding, index: int, document: int) -> list[tuple[int, int, list[int], list[int]]]:
    """(identity, group, facts, coefficients) of one document's groups; equal facts are one entry."""
    first, last = np.searchsorted(grounding.document, [document, document + 1])
    found = []
    for group in range(int(first), int(last)):
        if grounding.unknown[group]:
            continue
        entries = grounding.entries(group)
        merged: dict[int, int] = {}
        for fact, coefficient in zip(
            grounding.rows[entries].tolist(), grounding.coefficient[entries].tolist(), strict=True
        ):
            merged[fact] = merged.get(fact, 0) + coefficient
        merged = {fact: coefficient for fact, coefficient in merged.items() if coefficient}
        if merged:
            found.append((index, group, list(merged), list(merged.values())))
    return found
