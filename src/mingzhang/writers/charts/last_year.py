"""This year's figures beside last year's: as stated, or as a stated change implies."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from mingzhang.facts.model import Claim, ClaimCell, Disclosure, Fact
from mingzhang.kit.address import CellAddress

_PRIOR = "prior/"
_MONEY = "万元"


def against_last_year(disclosure: Disclosure) -> Iterator[tuple[str, str, str]]:
    """(what, last year's figure, this year's) in 万元; the implied prior year is this year − change."""
    cells = {
        CellAddress(statement.id, fact.side, fact.code, fact.column): fact
        for statement in disclosure.statements
        for fact in statement.facts
        if fact.value is not None
    }
    seen: set[str] = set()
    for label, address, before in (*_stated(disclosure.figures), *_implied(disclosure.claims, cells)):
        now = cells.get(address)
        if now is not None and now.value is not None and label not in seen:
            seen.add(label)
            yield label, before, now.value


def _stated(figures: list[Fact]) -> Iterator[tuple[str, CellAddress, str]]:
    for fact in figures:
        if fact.code.startswith(_PRIOR) and fact.value is not None and fact.label:
            try:
                address = CellAddress.parse(fact.code.removeprefix(_PRIOR))
            except ValueError:
                continue
            yield fact.label, address, fact.value


def _implied(claims: list[Claim], cells: dict[CellAddress, Fact]) -> Iterator[tuple[str, CellAddress, str]]:
    for claim in claims:
        address = _address(claim.about)
        if claim.measure != "change" or claim.unit != _MONEY or address is None or not claim.subject:
            continue
        now = cells.get(address)
        if now is None or now.value is None or claim.direction not in ("increase", "decrease"):
            continue
        change = Decimal(claim.value) * (1 if claim.direction == "increase" else -1)
        yield claim.subject, address, f"{Decimal(now.value) - change:f}"


def _address(about: ClaimCell | None) -> CellAddress | None:
    if about is None or not (about.statement and about.code and about.column):
        return None
    return CellAddress(about.statement, about.side, about.code, about.column)
