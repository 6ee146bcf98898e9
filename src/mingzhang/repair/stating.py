"""Solutions in words of the contract: cells with places, printed → proposed, slip, support, prose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mingzhang.facts.model import Claim
from mingzhang.facts.repairs import Change
from mingzhang.kit.address import CellAddress
from mingzhang.repair.moves import Evidence, weighed
from mingzhang.repair.prose import prose_about
from mingzhang.repair.search import Solution
from mingzhang.repair.slips import SlipCosts
from mingzhang.repair.system import System


@dataclass(slots=True)
class Wording:
    """What is needed to say a solution: the system, claims by cell, neighbours by cell, costs."""

    system: System
    claims: dict[CellAddress, list[Claim]]
    costs: SlipCosts
    evidence: Evidence


def changes_of(solution: Solution, wording: Wording) -> list[Change]:
    """The changes of a solution, in the order of the document's cells."""
    slips = {
        cell: move.slip
        for move in solution.moves
        for cell in move.cells
        if len(move.cells) > 1 and move.slip is not None
    }
    return [
        change_of(
            cell,
            solution.solved.values[cell],
            solution.solved.windows[cell],
            slips.get(cell),
            solution.solved.values,
            wording,
        )
        for cell in sorted(solution.solved.values)
    ]


def change_of(
    cell: int,
    value: int,
    window: tuple[int, int],
    slip: str | None,
    values: Mapping[int, int],
    wording: Wording,
) -> Change:
    """One cell's change; the slip is the compound move's, or the likeliest of the cell alone."""
    system = wording.system
    item = system.cells[cell]
    if not item.readable:
        slip = "unreadable"
    elif slip is None:
        slip, _ = weighed(system, wording.evidence, wording.costs, cell, value)
    low, high = window
    return Change(
        statement=item.address.statement,
        side=item.address.side,
        code=item.address.code,
        label=item.label,
        column=item.address.column,
        source=item.source,
        printed=item.printed,
        proposed=item.said(value),
        interval=(exact(item.unit, low), exact(item.unit, high)),
        slip=slip,
        supported_by=_support(cell, values, wording),
        prose=prose_about(wording.claims, item, value),
    )


def _support(cell: int, values: Mapping[int, int], wording: Wording) -> list[str]:
    """Identities over the cell that are true with the values proposed, those that were broken first."""
    system = wording.system
    held: dict[str, bool] = {}
    for number in system.cells[cell].rows:
        line = system.lines[number]
        if any(not system.cells[at].readable and at not in values for at in line.cells):
            continue
        if system.holds(line, values):
            was = system.readable(line) and system.holds(line)
            held[line.identity] = held.get(line.identity, False) or not was
    return sorted(held, key=lambda rule: (not held[rule], rule))


def exact(unit: str, fen: int) -> str:
    """An amount in 分 in its unit, with as many places as it needs (at least two)."""
    from mingzhang.kit.amounts import FEN_PER_UNIT, from_fen

    if unit == "count":
        return str(fen)
    places = 2
    while FEN_PER_UNIT[unit] // 10**places > 1 and fen * 10**places % FEN_PER_UNIT[unit]:
        places += 1
    return from_fen(fen, unit, places)
