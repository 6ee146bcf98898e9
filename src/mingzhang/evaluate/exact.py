"""Printed numbers as exact ones."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from mingzhang.kit.amounts import parse_number

Number = str | int | Decimal | Fraction
"""A number as printed, as computed, or exact."""


def exact(value: Number | None) -> Fraction | None:
    """The exact value, or None where there is none or the text is no number."""
    if value is None:
        return None
    if isinstance(value, str):
        plain = parse_number(value)
        return None if plain is None else Fraction(plain)
    return Fraction(value)
