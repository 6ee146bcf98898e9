"""What the explanation states of cells: amounts and counts that vote for or against a figure."""

from __future__ import annotations

from decimal import Decimal

from mingzhang.facts.model import Claim, Disclosure
from mingzhang.facts.repairs import AgreeingProse
from mingzhang.kit.address import CellAddress
from mingzhang.kit.amounts import FEN_PER_UNIT, half_unit_fen, places, to_fen
from mingzhang.repair.system import COUNT, Cell, System

_LONGEST_QUOTE = 60


def claims_by_cell(disclosure: Disclosure) -> dict[CellAddress, list[Claim]]:
    """Claims that state a statement cell's own figure of the year."""
    found: dict[CellAddress, list[Claim]] = {}
    for claim in disclosure.claims:
        about = claim.about
        if about is None or about.statement is None or about.code is None or about.column is None:
            continue
        if claim.measure in ("amount", "count") and claim.year in (None, disclosure.fiscal_year):
            address = CellAddress(about.statement, about.side, about.code, about.column)
            found.setdefault(address, []).append(claim)
    return found


def interval_of(claim: Claim, unit: str) -> tuple[int, int] | None:
    """What a claim can stand for, in 分 (or pieces); None where its unit says it is of another kind."""
    if unit == COUNT:
        whole = Decimal(claim.value)
        return (int(whole), int(whole)) if whole == int(whole) and claim.measure == "count" else None
    if claim.measure != "amount" or claim.unit not in FEN_PER_UNIT:
        return None
    fen, half = to_fen(claim.value, claim.unit), half_unit_fen(places(claim.value), claim.unit)
    return fen - half, fen + half


def stated_in(disclosure: Disclosure, system: System) -> dict[int, list[tuple[int, int]]]:
    """Cell of the system → intervals (分) that sentences state for it."""
    claims = claims_by_cell(disclosure)
    found: dict[int, list[tuple[int, int]]] = {}
    for number, cell in enumerate(system.cells):
        for claim in claims.get(cell.address, ()):
            interval = interval_of(claim, cell.unit)
            if interval is not None:
                found.setdefault(number, []).append(interval)
    return found


def prose_about(claims: dict[CellAddress, list[Claim]], cell: Cell, proposed: int) -> list[AgreeingProse]:
    """The sentences that state a cell, each with whether it agrees with the proposed figure (分)."""
    found = []
    for claim in claims.get(cell.address, ()):
        interval = interval_of(claim, cell.unit)
        if interval is not None:
            low, high = interval
            agrees = low - cell.own_half <= proposed <= high + cell.own_half
            found.append(AgreeingProse(text=_around(claim), agrees=agrees))
    return found


def _around(claim: Claim) -> str:
    """The sentence around a number, shortened."""
    if claim.span is None or len(claim.text) <= _LONGEST_QUOTE:
        return claim.text[:_LONGEST_QUOTE]
    first = max(0, min(claim.span[0] - _LONGEST_QUOTE // 2, len(claim.text) - _LONGEST_QUOTE))
    return claim.text[first : first + _LONGEST_QUOTE]
