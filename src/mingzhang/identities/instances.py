"""The identities of one disclosure cell by cell: what formulas, XBRL and tables of checks are made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mingzhang.facts.batch import Batch
from mingzhang.facts.model import Disclosure
from mingzhang.identities.blanks import blank_cells
from mingzhang.identities.ground import Grounding, ground
from mingzhang.kit.address import CellAddress
from mingzhang.standard.load import Standard

Weighted = tuple[CellAddress, int]
"""A cell and its coefficient."""


@dataclass(frozen=True, slots=True)
class Instance:
    """Σ totals = Σ parts (or ≥) over named cells, blank ones (zero) among them.

    `unknown`: a cell was seen and could not be read; `broken`: false for all amounts that the printed
    values can stand for; `held`: true as printed.
    """

    rule: str
    relation: str
    totals: tuple[Weighted, ...]
    parts: tuple[Weighted, ...]
    held: bool
    broken: bool
    unknown: bool
    slack: int = 0
    """How far rounding alone can move total − parts, in 分 (or in units of a count)."""

    @property
    def within_one_statement(self) -> bool:
        """Whether all cells stand in one statement."""
        return len({cell.statement for cell, _ in (*self.totals, *self.parts)}) == 1


def instances(disclosure: Disclosure, standard: Standard, blanks: bool = True) -> list[Instance]:
    """Every identity of the standard over the disclosure's cells, in the standard's order.

    Without `blanks` printed cells only.
    """
    batch = Batch.of([disclosure])
    found: list[Instance] = []
    for identity in standard.identities.values():
        grounding = ground(batch, identity, standard)
        found += [_instance(grounding, group, blanks) for group in range(len(grounding))]
    return found


def _instance(grounding: Grounding, group: int, blanks: bool) -> Instance:
    totals: dict[CellAddress, int] = {}
    parts: dict[CellAddress, int] = {}
    for entry in grounding.entries(group):
        side = totals if grounding.is_total[entry] else parts
        coefficient = int(grounding.coefficient[entry])
        address = grounding.cells.address(int(grounding.rows[entry]))
        # A row printed twice stands for one cell; the check reports the repetition.
        side.setdefault(address, coefficient if grounding.is_total[entry] else -coefficient)
    for blank in blank_cells(grounding, group) if blanks else []:
        side = totals if blank.is_total else parts
        side.setdefault(blank.address, blank.coefficient if blank.is_total else -blank.coefficient)
    return Instance(
        rule=grounding.identity.rule,
        relation=grounding.identity.relation,
        totals=_ordered(totals),
        parts=_ordered(parts),
        held=bool(grounding.held[group]),
        broken=bool(grounding.broken[group]),
        unknown=bool(grounding.unknown[group]),
        slack=int(grounding.slack[group]),
    )


def _ordered(cells: dict[CellAddress, int]) -> tuple[Weighted, ...]:
    def key(item: Weighted) -> tuple[str, ...]:
        return tuple(part or "" for part in item[0])

    return tuple(sorted(cells.items(), key=key))


def equalities(found: Iterable[Instance]) -> list[Instance]:
    """Those that state an equality over readable cells."""
    return [item for item in found if item.relation == "=" and not item.unknown]
