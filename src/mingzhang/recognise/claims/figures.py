"""Figures that the explanation states and no statement prints, as facts in the statements' shape."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from mingzhang.facts.model import Claim, Fact
from mingzhang.kit.amounts import FEN_PER_UNIT

_OF_PROFILE = ("sections", "staff/")
_STATEMENT_UNIT = "万元"


def stated_figures(claims: Iterable[Claim]) -> list[Fact]:
    """One fact a figure, the first time it is stated: amounts in 万元, counts as they are.

    A figure stated twice with different values keeps the first; the claims hold both.
    """
    found: dict[tuple[str, str], Fact] = {}
    for claim in claims:
        figure = claim.about.figure if claim.about is not None else None
        if figure is None or figure.startswith(_OF_PROFILE) or claim.measure not in ("amount", "count"):
            continue
        column = claim.measure
        if (figure, column) in found:
            continue
        found[figure, column] = Fact(
            code=figure, label=claim.subject, column=column, value=_value(claim), source=claim.source
        )
    return list(found.values())


def _value(claim: Claim) -> str:
    """The value in 万元 where it is money in another unit (exact), else as printed."""
    if claim.measure != "amount" or claim.unit in (None, _STATEMENT_UNIT) or claim.unit not in FEN_PER_UNIT:
        return claim.value
    scaled = Decimal(claim.value) * FEN_PER_UNIT[claim.unit] / FEN_PER_UNIT[_STATEMENT_UNIT]
    return f"{scaled:f}"
