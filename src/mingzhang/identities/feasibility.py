"""Joint feasibility: can one set of exact amounts inside all intervals satisfy all identities together?

If not, the least widening t of the intervals (in units of each cell's last printed place) that would
make them consistent is a linear programme. HiGHS proposes its dual; a contradiction counts only with a
certificate that exact integers confirm (Farkas): whole multipliers of the identities whose combination
c·x = 0 cannot be met, because |c·v| > Σ|c|·half. It proves t ≥ (|c·v| − Σ|c|·half) / Σ|c|·unit.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from mingzhang.identities.propagation import propagate
from mingzhang.identities.system import Component, Row
from mingzhang.identities.widening import least_widening, strictly_feasible

_LARGEST_MULTIPLIER = 60
_TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class Certificate:
    """Multipliers of identities that prove a contradiction. `combination`: cell position → coefficient.

    `gap` is how far (分) the combination of printed values is from what it must be, `slack` what
    rounding explains of it, `widening` the proven least widening in units of the last place.
    """

    rows: tuple[Row, ...]
    multipliers: tuple[int, ...]
    combination: dict[int, int]
    gap: int
    slack: int
    widening: Fraction


def contradictions(component: Component, limit: int = 5) -> list[Certificate]:
    """Proven contradictions of a component, each over identities of its own; none if it is consistent.

    Decided cheaply first: nothing rounded; then interval propagation, which is exact where cells and
    identities form a tree; then the linear programme.
    """
    if component.exact:
        return []
    if component.acyclic and propagate(component) == "settled":
        return []
    rows = list(component.rows)
    found: list[Certificate] = []
    while rows and len(found) < limit and not strictly_feasible(component, rows):
        certificate = _proven(component, rows)
        if certificate is None:
            break
        certificate = _smallest(component, certificate)
        found.append(certificate)
        used = {id(row) for row in certificate.rows}
        rows = [row for row in rows if id(row) not in used]
    return found


def _proven(component: Component, rows: Sequence[Row]) -> Certificate | None:
    """The contradiction that the linear programme's dual names, if exact integers confirm it."""
    duals = least_widening(component, rows)
    largest = max((abs(dual) for dual in duals), default=0.0)
    support = [(row, dual) for row, dual in zip(rows, duals, strict=True) if abs(dual) > largest * _TOLERANCE]
    if not support:
        return None
    smallest = min(abs(dual) for _, dual in support)
    for factor in range(1, _LARGEST_MULTIPLIER + 1):
        scaled = [dual / smallest * factor for _, dual in support]
        whole = [round(value) for value in scaled]
        if all(
            abs(value - near) < _TOLERANCE * factor * 10 for value, near in zip(scaled, whole, strict=True)
        ):
            return certify(component, [row for row, _ in support], whole)
    return None


def certify(component: Component, rows: Sequence[Row], multipliers: Sequence[int]) -> Certificate | None:
    """The certificate of these multipliers in exact integers, or None where they prove nothing."""
    combination: dict[int, int] = {}
    allowance = 0
    for row, multiplier in zip(rows, multipliers, strict=True):
        allowance += abs(multiplier) * row.allowance
        for cell, coefficient in zip(row.cells, row.coefficients, strict=True):
            combination[cell] = combination.get(cell, 0) + multiplier * coefficient
    combination = {cell: coefficient for cell, coefficient in combination.items() if coefficient}
    gap = sum(coefficient * component.values[cell] for cell, coefficient in combination.items())
    one_sided = [multiplier for row, multiplier in zip(rows, multipliers, strict=True) if row.at_least]
    if gap > 0:
        # Σ multiplier × (row ≥ 0) contradicts a value below zero only; the mirrored proof may hold.
        return certify(component, rows, [-multiplier for multiplier in multipliers])
    if any(multiplier < 0 for multiplier in one_sided) or gap == 0:
        return None
    slack = allowance + sum(abs(factor) * component.halves[cell] for cell, factor in combination.items())
    units = sum(abs(factor) * unit_of(component, cell) for cell, factor in combination.items())
    if -gap <= slack or not units:
        return None
    return Certificate(
        tuple(rows), tuple(multipliers), combination, -gap, slack, Fraction(-gap - slack, units)
    )


def unit_of(component: Component, cell: int) -> int:
    """One unit of a cell's last printed place in 分; a whole 分 (or one piece) where it is exact."""
    return 2 * component.halves[cell] or 1


def _smallest(component: Component, certificate: Certificate) -> Certificate:
    """The certificate over the fewest identities that still force as much widening."""
    kept = certificate
    for row in certificate.rows:
        if row not in kept.rows or len(kept.rows) <= 2:
            continue
        rest = [other for other in kept.rows if other is not row]
        fewer = None if strictly_feasible(component, rest) else _proven(component, rest)
        if fewer is not None and fewer.widening >= kept.widening:
            kept = fewer
    return kept
