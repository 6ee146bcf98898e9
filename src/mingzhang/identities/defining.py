"""Which identity computes which cell: for every derived cell exactly one, and no circle among them.

The identities overlap (a total is the sum of its column and of its row, and equals a line of another
statement), so that taken all together they refer to one another in circles. One is chosen a cell:
the sum that the form itself shows before an equality with another statement, one that holds before
one that does not. Equalities between statements run from the detail to the summary.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from mingzhang.identities.instances import Instance, Weighted, equalities
from mingzhang.kit.address import CellAddress


@dataclass(frozen=True, slots=True)
class Definition:
    """`cell` = Σ coefficient × source, by an instance of `rule`. `broken`: rounding does not explain it."""

    cell: CellAddress
    rule: str
    sources: tuple[Weighted, ...]
    broken: bool


def definitions(found: Iterable[Instance]) -> dict[CellAddress, Definition]:
    """The derived cells, each with its one definition; a cell that is absent here is a leaf."""
    chosen: dict[CellAddress, Definition] = {}
    equal = equalities(found)
    inside = [item for item in equal if item.within_one_statement]
    for item in sorted(inside, key=_rank):
        for candidate in _forward(item):
            _take(candidate, chosen)
    across = [item for item in equal if not item.within_one_statement]
    across.sort(key=_rank)
    candidates = [candidate for item in across for candidate in (*_forward(item), *_forward(_turned(item)))]
    while _take_next(candidates, chosen):
        candidates = [candidate for candidate in candidates if candidate.cell not in chosen]
    return chosen


def _rank(item: Instance) -> tuple[bool, bool, bool]:
    """A sum beside its parts comes first; income and expenditure meet only in a balance."""
    sides = {(cell.statement, cell.side) for cell, _ in (*item.totals, *item.parts)}
    return item.broken, len(sides) > 1, not item.held


def _forward(item: Instance) -> Iterator[Definition]:
    """The total as the sum of its parts, where it is one cell."""
    if len(item.totals) == 1 and item.totals[0][1] == 1 and item.parts:
        yield Definition(item.totals[0][0], item.rule, item.parts, item.broken)


def _turned(item: Instance) -> Instance:
    return Instance(item.rule, item.relation, item.parts, item.totals, item.held, item.broken, item.unknown)


def _take_next(candidates: list[Definition], chosen: dict[CellAddress, Definition]) -> bool:
    """Takes the candidates that rest on derived cells; where there is none, one that rests on leaves."""
    resting = [item for item in candidates if any(source in chosen for source, _ in item.sources)]
    taken = [item for item in resting if _take(item, chosen)]
    return bool(taken) or any(_take(item, chosen) for item in candidates)


def _take(candidate: Definition, chosen: dict[CellAddress, Definition]) -> bool:
    if candidate.cell in chosen or _rests_on(candidate, chosen):
        return False
    chosen[candidate.cell] = candidate
    return True


def _rests_on(candidate: Definition, chosen: Mapping[CellAddress, Definition]) -> bool:
    """Whether the candidate's sources are, through their own definitions, made from its cell."""
    waiting = [source for source, _ in candidate.sources]
    seen: set[CellAddress] = set()
    while waiting:
        cell = waiting.pop()
        if cell == candidate.cell:
            return True
        if cell not in seen:
            seen.add(cell)
            if cell in chosen:
                waiting += [source for source, _ in chosen[cell].sources]
    return False
